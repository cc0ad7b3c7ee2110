package dev.gradparity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Judges trials side by side; they share nothing but the machine. */
public final class Judge {

  private final int threads;

  /**
   * A judge that hears this many trials at a time.
   *
   * @param threads at least 1
   */
  public Judge(int threads) {
    this.threads = threads;
  }

  /**
   * The comparisons of all trials, in the trials' order.
   *
   * @param onJudged called after each trial, from the thread that judged it
   */
  List<Comparison> judge(List<Trial> trials, Runnable onJudged) {
    return forEach(trials, Trial::judge, onJudged);
  }

  /**
   * The results of some work on each trial or quorum, in their order.
   *
   * @param onDone called after each, from the thread that worked on it
   */
  public <T, R> List<R> forEach(List<T> trials, Function<T, R> work, Runnable onDone) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> pending = new ArrayList<>();
      for (T trial : trials) {
        pending.add(
            executor.submit(
                () -> {
                  R result = work.apply(trial);
                  onDone.run();
                  return result;
                }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> result : pending) {
        results.add(resultOf(result));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static <R> R resultOf(Future<R> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trials were being judged", e);
    }
  }
}
