package dev.gradparity.benchmarks.ceiling;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How soon one core sees what another wrote. Virtual processors may come to lie far from each other
 * for a while, and whoever computes on several threads waits for what they hand over.
 */
public final class Handover {

  /** Without anything better for so long, there is nothing better: the compiler has been, too. */
  private static final long ENOUGH = TimeUnit.MILLISECONDS.toNanos(50);

  private static final double BETTER = 0.95;

  /** On a busy machine, two threads may wait for a moment in which both have a processor. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  /** Nanoseconds that only threads need that take turns on a processor. */
  private static final double TAKING_TURNS = 10_000;

  private static final int ROUND_TRIPS = 200;
  private static final int OVER = -1;

  /** Looks at a word between two looks at the clock. */
  private static final int LOOKS = 10_000;

  /** Nothing else lies within two cache lines of the word in the middle. */
  private static final int WORDS = 128;

  private static final int WORD = WORDS / 2;

  private final AtomicIntegerArray words = new AtomicIntegerArray(WORDS);
  private final long start = System.nanoTime();

  private Handover() {}

  /**
   * Nanoseconds from one core to another, the least of many stretches; NaN if two threads never ran
   * at once, as on a single processor.
   */
  public static double nanoseconds() {
    return new Handover().least();
  }

  private double least() {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return Double.NaN;
    }
    Thread other = new Thread(this::answer, "handover");
    other.setDaemon(true);
    other.start();
    double least = TAKING_TURNS;
    long found = PATIENCE;
    for (int next = 0; next != OVER && elapsed() - found < ENOUGH; ) {
      long begun = System.nanoTime();
      for (int trip = 0; trip < ROUND_TRIPS && next != OVER; trip++) {
        words.setRelease(WORD, next + 1);
        next = await(next + 2);
      }
      double time = (double) (System.nanoTime() - begun) / (2 * ROUND_TRIPS);
      if (next != OVER && time < BETTER * least) {
        least = time;
        found = elapsed();
      }
    }
    words.setRelease(WORD, OVER);
    return least < TAKING_TURNS ? least : Double.NaN;
  }

  private void answer() {
    int asked = 1;
    while (await(asked) != OVER) {
      words.setRelease(WORD, asked + 1);
      asked += 2;
    }
  }

  /**
   * Waits until the word is this, or it is over. Neither sleeps nor yields: two threads that both
   * want to run are what makes a system give them a processor each.
   */
  private int await(int expected) {
    do {
      for (int look = 0; look < LOOKS; look++) {
        int seen = words.getAcquire(WORD);
        if (seen == expected || seen == OVER) {
          return seen;
        }
      }
    } while (elapsed() < PATIENCE);
    return OVER;
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }
}
