package dev.gradparity.kernel;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A product C = A.B of few rows on threads, each of which keeps to its own rows of B: it goes on
 * with the chains where the one before it stopped, some rows of C behind it.
 *
 * <p>In training B is a matrix of weights, and its update is shared by rows. Were the product
 * shared by columns, every step would move half of B from core to core, which takes longer than the
 * product.
 */
final class Relay32 {

  private static final int LANES = Lanes32.SPECIES.length();

  /** Rows of C that are passed on at once: a tile's. */
  private static final int ROWS = 4;

  /** Rows of C for each thread: of fewer, the last thread waits too long for its first ones. */
  private static final int FEWEST_ROWS = 16;

  /** Rows of B for each of C, at the least: sums that move have to be fewer than weights. */
  private static final int FEW = 4;

  /** Bytes of a row of B, and of all of it, beyond which it had better be packed. */
  private static final int FAR = 2048;

  private static final int CACHED = 1 << 21;

  /** Distance of counters, so that each has a cache line of its own. */
  private static final int APART = 16;

  private float[] sums = new float[0];
  private AtomicIntegerArray rowsDone = new AtomicIntegerArray(0);

  /** Whether a product, of rows that are adjacent numbers, is one of those. */
  static boolean suits(int rows, int inner, int columns, int threads) {
    return columns >= LANES
        && rows >= (long) FEWEST_ROWS * threads
        && inner >= (long) FEW * rows
        && columns * Float.BYTES <= FAR
        && (long) inner * columns * Float.BYTES <= CACHED;
  }

  /** Before the parts of a product are handed out. */
  void begin(int rows, int columns, int threads) {
    sums = VectorGemm32.atLeast(sums, (threads - 1) * rows * columns);
    if (rowsDone.length() < threads * APART) {
      rowsDone = new AtomicIntegerArray(threads * APART);
    }
    for (int part = 0; part < threads; part++) {
      rowsDone.set(part * APART, 0);
    }
  }

  /**
   * Does one part of {@code count}; whoever does it did those before, or another thread has begun
   * them.
   */
  void run(
      int part,
      int count,
      int rows,
      int inner,
      int columns,
      float[] a,
      int aRow,
      float[] b,
      int bRow,
      float[] c) {
    try {
      boolean isFirst = part == 0;
      boolean isLast = part == count - 1;
      int from = VectorGemm32.rowBoundary(inner, part, count);
      int length = VectorGemm32.rowBoundary(inner, part + 1, count) - from;
      float[] before = isFirst ? Strips32.zeros(columns) : sums;
      int beforeRow = isFirst ? 0 : columns;
      int beforeFrom = isFirst ? 0 : (part - 1) * rows * columns;
      float[] after = isLast ? c : sums;
      int afterFrom = isLast ? 0 : part * rows * columns;
      int next;
      for (int i = 0; i < rows; i = next) {
        next = rows - i < 2 * ROWS ? rows : i + ROWS;
        if (!isFirst) {
          await(part - 1, next);
        }
        Strips32.multiply(
            next - i,
            length,
            columns,
            a,
            i * aRow + from,
            aRow,
            1,
            b,
            from * bRow,
            bRow,
            before,
            beforeFrom + i * beforeRow,
            beforeRow,
            after,
            afterFrom + i * columns,
            columns);
        rowsDone.setRelease(part * APART, next);
      }
    } finally {
      // After a failure, too: nobody is to wait for what does not come.
      rowsDone.setRelease(part * APART, rows);
    }
  }

  private void await(int part, int row) {
    while (rowsDone.getAcquire(part * APART) < row) {
      Thread.onSpinWait();
    }
  }
}
