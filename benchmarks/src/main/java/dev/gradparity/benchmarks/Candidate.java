package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Observation;

/**
 * A contender with a workload in its hands: first observed, then timed, one and the same object.
 */
public interface Candidate extends AutoCloseable {

  /** One operation. */
  void run();

  /** Runs as often as the judge needs, and says what it computed; once, before any timing. */
  Observation observe();

  /** Whether its numbers are finite; those of a training that has diverged cost another time. */
  default boolean isFinite() {
    return true;
  }

  @Override
  void close();
}
