package dev.gradparity.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets Java's compiler finish before anything is timed. It compiles beside the program, on a
 * processor that an operation on all of them has to wait for, and what is called once in an
 * operation reaches its last compilation long after the loops within have.
 */
final class Settling {

  private static final int WINDOW_MILLISECONDS = 400;
  private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLISECONDS);

  /** Milliseconds of compilation in a window that count as none. */
  private static final long NEXT_TO_NOTHING = 4;

  private Settling() {}

  /**
   * Runs an operation until the compiler rests.
   *
   * @param most milliseconds, if it never does
   */
  static void await(Runnable operation, int most) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
      await(operation, most, compiler::getTotalCompilationTime);
    }
  }

  /**
   * The same with any clock of a compiler.
   *
   * @param compiled milliseconds spent so far
   */
  static void await(Runnable operation, int most, LongSupplier compiled) {
    long before = compiled.getAsLong();
    for (int spent = 0; spent < most; spent += WINDOW_MILLISECONDS) {
      long start = System.nanoTime();
      do {
        operation.run();
      } while (System.nanoTime() - start < WINDOW);
      long after = compiled.getAsLong();
      if (after - before <= NEXT_TO_NOTHING) {
        return;
      }
      before = after;
    }
  }
}
