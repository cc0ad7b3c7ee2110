package dev.gradparity.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class FastestTest {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private int calls;

  private static void pause(long nanoseconds) {
    long end = System.nanoTime() + nanoseconds;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void aDisturbanceDoesNotShowAndTheOperationDoes() {
    double microseconds =
        Fastest.microseconds(
            () -> {
              calls++;
              pause(calls % 4 == 0 ? PAUSE : 4 * PAUSE);
            });
    assertTrue(microseconds >= 5000, () -> microseconds + " us");
    assertTrue(microseconds < 20_000, () -> microseconds + " us");
  }

  @Test
  void shortOperationsShareAStretch() {
    double microseconds = Fastest.microseconds(() -> calls++);
    assertTrue(microseconds < 100, () -> microseconds + " us");
    assertTrue(calls > 10_000, () -> calls + " calls");
  }
}
