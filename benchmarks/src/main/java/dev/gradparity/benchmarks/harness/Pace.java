package dev.gradparity.benchmarks.harness;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether another round fits into the time that a run may take. The last round tells how long the
 * next will be, without the work in it that is done only once in a run.
 */
final class Pace {

  private final Duration budget;
  private final LongSupplier clock;
  private final long start;
  private long roundStart;
  private long once;
  private long lastRound;

  /**
   * A run that starts now.
   *
   * @param budget null for no limit
   * @param clock nanoseconds from any beginning
   */
  Pace(Duration budget, LongSupplier clock) {
    this.budget = budget;
    this.clock = clock;
    start = clock.getAsLong();
  }

  void beginRound() {
    roundStart = clock.getAsLong();
    once = 0;
  }

  /** Work within a round that no later round repeats. */
  <T> T once(Supplier<T> work) {
    long begun = clock.getAsLong();
    T result = work.get();
    once += clock.getAsLong() - begun;
    return result;
  }

  void endRound() {
    lastRound = clock.getAsLong() - roundStart - once;
  }

  /** Whether a round that takes as long as the last one would end in time. */
  boolean leavesTime() {
    return budget == null || clock.getAsLong() - start + lastRound <= budget.toNanos();
  }
}
