package dev.gradparity.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int ELEMENTS = 1_000_000;

  /** Other threads of the tests' JVM allocate beside it. */
  private static final double NOISE = 10_000;

  private double[] kept;

  @Test
  void whatAnOperationKeepsIsCounted() {
    double bytes = Allocation.bytesPerOperation(() -> kept = new double[ELEMENTS]);
    assertEquals(ELEMENTS * 8.0, bytes, NOISE);
    assertEquals(ELEMENTS, kept.length);
  }

  @Test
  void anOperationThatAllocatesNothingCountsNothing() {
    double[] values = new double[1000];
    double bytes =
        Allocation.bytesPerOperation(
            () -> {
              for (int i = 0; i < values.length; i++) {
                values[i] += i;
              }
            });
    assertEquals(0, bytes, 100);
  }

  @Test
  void whatOtherThreadsAllocateForItCounts() throws Exception {
    ExecutorService helper = Executors.newSingleThreadExecutor();
    Semaphore done = new Semaphore(0);
    Runnable allocation =
        () -> {
          kept = new double[ELEMENTS];
          done.release();
        };
    try {
      helper.submit(() -> {}).get();
      double bytes =
          Allocation.bytesPerOperation(
              () -> {
                helper.execute(allocation);
                done.acquireUninterruptibly();
              });
      assertEquals(ELEMENTS * 8.0, bytes, NOISE);
    } finally {
      helper.shutdown();
    }
  }
}
