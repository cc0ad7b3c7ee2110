package dev.gradparity.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts what an operation allocates on Java's heap. JMH's own count takes in what JMH allocates
 * between its iterations, which are short here; this one begins and ends with the operations.
 */
final class Allocation {

  /** Long enough for the compiler to finish between two batches. */
  private static final long BATCH_NANOSECONDS = 100_000_000;

  private static final int FEWEST_OPERATIONS = 4;
  private static final int MOST_BATCHES = 6;

  /** Two batches agree when they differ by less than this share of theirs, or by one byte. */
  private static final double AGREEMENT = 0.01;

  private final ThreadMXBean threads;

  private Allocation(ThreadMXBean threads) {
    this.threads = threads;
  }

  /**
   * The bytes that one operation allocates in the threads that live when it begins, in batches of
   * operations until two in a row agree.
   *
   * @param operation that has been run before for long enough to be compiled
   * @return NaN where this Java does not count
   */
  static double bytesPerOperation(Runnable operation) {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
        ? new Allocation(threads).settled(operation)
        : Double.NaN;
  }

  private double settled(Runnable operation) {
    double last = batch(operation);
    for (int i = 1; i < MOST_BATCHES; i++) {
      double before = last;
      last = batch(operation);
      if (Math.abs(last - before) <= Math.max(1, AGREEMENT * last)) {
        break;
      }
    }
    return last;
  }

  private double batch(Runnable operation) {
    long self = Thread.currentThread().getId();
    long[] ids = threads.getAllThreadIds();
    long[] before = threads.getThreadAllocatedBytes(ids);
    long operations = 0;
    // Reading one's own count allocates nothing; the arrays above and below are not in it.
    long own = threads.getThreadAllocatedBytes(self);
    long end = System.nanoTime() + BATCH_NANOSECONDS;
    do {
      operation.run();
      operations++;
    } while (operations < FEWEST_OPERATIONS || System.nanoTime() < end);
    long bytes = threads.getThreadAllocatedBytes(self) - own;
    long[] after = threads.getThreadAllocatedBytes(ids);
    for (int t = 0; t < ids.length; t++) {
      // Threads that have ended count no more: they say -1.
      if (ids[t] != self) {
        bytes += Math.max(0, after[t] - before[t]);
      }
    }
    return (double) bytes / operations;
  }
}
