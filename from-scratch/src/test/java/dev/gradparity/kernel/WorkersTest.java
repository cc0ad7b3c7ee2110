package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  private static final int PARTS = 3;

  private final Workers workers = new Workers(PARTS - 1);

  private void assertEveryPartRunsOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(PARTS);
    workers.run((part, count) -> runs.incrementAndGet(part), PARTS);
    int[] actual = new int[PARTS];
    for (int part = 0; part < PARTS; part++) {
      actual[part] = runs.get(part);
    }
    assertArrayEquals(new int[] {1, 1, 1}, actual);
  }

  @Test
  void everyPartRunsOnce() {
    for (int repetition = 0; repetition < 1000; repetition++) {
      assertEveryPartRunsOnce();
    }
  }

  /**
   * Of two parts: the caller's waits for the other, so that the caller cannot take that as well.
   */
  private Thread helper() {
    CountDownLatch taken = new CountDownLatch(1);
    AtomicReference<Thread> helper = new AtomicReference<>();
    workers.run(
        (part, count) -> {
          if (part == 0) {
            awaitAtMostAMinute(taken);
          } else {
            helper.set(Thread.currentThread());
            taken.countDown();
          }
        },
        2);
    return helper.get();
  }

  private static void awaitAtMostAMinute(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A short part is done before a helper that sleeps has woken for it; the next follows soon. */
  @Test
  void aHelperThatIsWokenForNothingStaysAwakeForAWhile() throws InterruptedException {
    Thread helper = helper();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Thread.sleep(10);
    long before = threads.getThreadCpuTime(helper.getId());
    int wakings = 100;
    for (int waking = 0; waking < wakings; waking++) {
      LockSupport.unpark(helper);
      Thread.sleep(2);
    }
    long awake = (threads.getThreadCpuTime(helper.getId()) - before) / wakings;
    assertTrue(awake > TimeUnit.MICROSECONDS.toNanos(100), () -> "for " + awake + " ns");
  }

  private void assertThrownAsItIs(Throwable expected, int failing, Runnable failure) {
    Workers.Work work =
        (part, count) -> {
          if (part == failing) {
            failure.run();
          }
        };
    assertSame(expected, assertThrows(expected.getClass(), () -> workers.run(work, PARTS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatAPartThrowsIsThrownAndTheNextWorkIsDone(int failing) {
    IllegalStateException exception = new IllegalStateException("part " + failing);
    AssertionError error = new AssertionError("part " + failing);

    assertThrownAsItIs(
        exception,
        failing,
        () -> {
          throw exception;
        });
    assertThrownAsItIs(
        error,
        failing,
        () -> {
          throw error;
        });
    assertEveryPartRunsOnce();
  }

  @Test
  void aHelperTakesItsPart() {
    assertNotSame(Thread.currentThread(), helper());
  }

  @Test
  void aHelperThatWasInterruptedGoesOn() {
    Thread interrupted = helper();
    interrupted.interrupt();

    assertSame(interrupted, helper());
    assertEveryPartRunsOnce();
  }
}
