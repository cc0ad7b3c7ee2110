package dev.gradparity.benchmarks.ceiling;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

class HandoverTest {

  /** A clock cycle is a third of a nanosecond; waking a thread takes more than 10,000. */
  @Test
  void aLineGoesFromCoreToCoreFasterThanAThreadWakesUp() {
    double nanoseconds = Handover.nanoseconds();
    assertFalse(nanoseconds <= 1 || nanoseconds >= 10_000, () -> nanoseconds + " ns");
    assumeFalse(Double.isNaN(nanoseconds), "no two threads ran at once");
  }
}
