package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
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

  /** A part so short is done before a helper that sleeps has woken for it. */
  @Test
  void aHelperThatWokeTooLateStaysAwakeForTheNextPart() {
    Thread helper = helper();
    int stays = 0;
    for (int repetition = 0; repetition < 1000 && stays < 100; repetition++) {
      awaitThat(helper, Thread.State.WAITING);
      AtomicBoolean isHelped = new AtomicBoolean();
      workers.run((part, count) -> isHelped.compareAndSet(false, isOf(helper)), 2);
      if (!isHelped.get()) {
        awaitThat(helper, Thread.State.RUNNABLE);
        long woken = System.nanoTime();
        awaitThat(helper, Thread.State.WAITING);
        stays += System.nanoTime() - woken > TimeUnit.MICROSECONDS.toNanos(200) ? 1 : 0;
      }
    }
    assertEquals(100, stays);
  }

  private static boolean isOf(Thread thread) {
    return Thread.currentThread() == thread;
  }

  /** Looks at most for a tenth of a second: a helper may be awake for less than a look takes. */
  private static void awaitThat(Thread thread, Thread.State state) {
    long start = System.nanoTime();
    while (thread.getState() != state
        && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(100)) {
      Thread.onSpinWait();
    }
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
