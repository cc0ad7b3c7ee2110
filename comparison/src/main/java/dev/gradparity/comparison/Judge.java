package dev.gradparity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
  public List<Comparison> judge(List<Trial> trials, Runnable onJudged) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Comparison>> pending = new ArrayList<>();
      for (Trial trial : trials) {
        pending.add(
            executor.submit(
                () -> {
                  Comparison comparison = trial.judge();
                  onJudged.run();
                  return comparison;
                }));
      }
      List<Comparison> comparisons = new ArrayList<>();
      for (Future<Comparison> comparison : pending) {
        comparisons.add(resultOf(comparison));
      }
      return comparisons;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Comparison resultOf(Future<Comparison> comparison) {
    try {
      return comparison.get();
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
