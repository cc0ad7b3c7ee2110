package dev.gradparity.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private final AtomicInteger looks = new AtomicInteger();

  private static void pause() {
    LockSupport.parkNanos(50_000_000);
  }

  /** How often the compiler's clock was read: once before all windows, and after each. */
  private int looks(int most, long... compiled) {
    Settling.await(SettlingTest::pause, most, () -> compiled[looks.getAndIncrement()]);
    return looks.get();
  }

  @Test
  void theFirstWindowWithNextToNoCompilationIsTheLast() {
    assertEquals(3, looks(8000, 100, 150, 154, 1000));
  }

  @Test
  void aCompilerThatNeverRestsIsNotWaitedForForEver() {
    assertEquals(3, looks(800, 0, 100, 200, 300));
  }

  @Test
  void withoutTimeNothingRuns() {
    Settling.await(() -> assertEquals("not at all", ""), 0);
  }
}
