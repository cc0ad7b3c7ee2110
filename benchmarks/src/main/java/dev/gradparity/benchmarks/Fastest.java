package dev.gradparity.benchmarks;

/**
 * The fastest of many short stretches of time: what an operation takes while nothing disturbs it.
 * What disturbs only ever slows, so that from JVM to JVM this moves far less than the mean (J. Chen
 * and J. Revels, Robust benchmarking in noisy environments, 2016); it says nothing of what a user
 * waits for.
 */
final class Fastest {

  /** Of a stretch, unless one operation takes longer. */
  private static final long STRETCH = 2_000_000;

  private static final long TOTAL = 300_000_000;

  /** Of long operations, at the least. */
  private static final int FEWEST_STRETCHES = 5;

  private static final double NANOSECONDS_IN_MICROSECOND = 1000;

  private Fastest() {}

  /**
   * Microseconds of one operation.
   *
   * @param operation that has been run before for long enough to be compiled
   */
  static double microseconds(Runnable operation) {
    double fastest = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + TOTAL;
    for (int k = 0; k < FEWEST_STRETCHES || System.nanoTime() < end; k++) {
      fastest = Math.min(fastest, stretch(operation));
    }
    return fastest / NANOSECONDS_IN_MICROSECOND;
  }

  private static double stretch(Runnable operation) {
    long operations = 0;
    long start = System.nanoTime();
    long elapsed;
    do {
      operation.run();
      operations++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < STRETCH);
    return (double) elapsed / operations;
  }
}
