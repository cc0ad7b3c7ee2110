package dev.gradparity.benchmarks.ceiling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The best rate at which several threads together do a piece of work, each its own. */
final class Rate {

  /** Short, so that some are not disturbed. */
  private static final long SLICE = 5_000_000;

  private static final int SLICES = 120;

  /** Warm is what has not become faster by more than this for as many slices as are measured. */
  private static final double STILL_COLD = 1.05;

  /** On a busy machine, the compiler may take its time. */
  private static final int MOST_WARM_UPS = 1500;

  private Rate() {}

  /**
   * Work per second: the best of a few slices of time, of each the sum over the threads.
   *
   * @param work called once in each thread
   */
  static double best(int threads, Supplier<Work> work) {
    warmUp(work.get());
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier together = new CyclicBarrier(threads);
      List<Future<double[]>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(executor.submit(() -> slices(work.get(), together)));
      }
      double[] sums = new double[SLICES];
      for (Future<double[]> thread : running) {
        double[] rates = thread.get();
        for (int s = 0; s < SLICES; s++) {
          sums[s] += rates[s];
        }
      }
      double best = 0;
      for (double sum : sums) {
        best = Math.max(best, sum);
      }
      return best;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the ceiling could not be measured", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static void warmUp(Work work) {
    double best = 0;
    int unchanged = 0;
    for (int k = 0; k < MOST_WARM_UPS && unchanged < SLICES; k++) {
      double rate = rate(work, SLICE);
      unchanged = rate > STILL_COLD * best ? 0 : unchanged + 1;
      best = Math.max(best, rate);
    }
  }

  private static double[] slices(Work work, CyclicBarrier together) throws Exception {
    work.run();
    double[] rates = new double[SLICES];
    for (int s = 0; s < SLICES; s++) {
      together.await();
      rates[s] = rate(work, SLICE);
    }
    return rates;
  }

  private static double rate(Work work, long nanoseconds) {
    long start = System.nanoTime();
    double done = 0;
    long elapsed;
    do {
      done += work.run();
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanoseconds);
    return done / elapsed * 1e9;
  }
}
