package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Products and functions in float32 on vector registers. Every bit is the specification's; what is
 * not here is left to its loops.
 */
final class VectorKernels32 extends ScalarKernels32 {

  /** Multiply-adds below which handing out parts takes longer than it saves. */
  private static final long FEWEST_TO_SHARE = 1 << 21;

  /** A thread's own panels; a caller on another thread meets others. */
  private static final ThreadLocal<VectorGemm32> GEMM = ThreadLocal.withInitial(VectorGemm32::new);

  private final ThreadLocal<Product> products = ThreadLocal.withInitial(Product::new);
  private final int threads;

  /**
   * Kernels for one or more threads.
   *
   * @param threads the caller and its helpers, at least 1
   */
  VectorKernels32(int threads) {
    this.threads = threads;
  }

  @Override
  public void multiply(int n, int d, int m, float[] x, float[] w, float[] y) {
    product(n, d, m, x, d, 1, w, m, 1, y);
  }

  @Override
  public void multiplyTransA(int n, int d, int m, float[] a, float[] b, float[] c) {
    product(d, n, m, a, 1, d, b, m, 1, c);
  }

  @Override
  public void multiplyTransB(int n, int m, int d, float[] a, float[] b, float[] c) {
    product(n, m, d, a, m, 1, b, 1, m, c);
  }

  private void product(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aRow,
      int aColumn,
      float[] b,
      int bRow,
      int bColumn,
      float[] c) {
    Product product = products.get();
    product.rows = rows;
    product.inner = inner;
    product.columns = columns;
    product.a = a;
    product.aRow = aRow;
    product.aColumn = aColumn;
    product.b = b;
    product.bRow = bRow;
    product.bColumn = bColumn;
    product.c = c;
    boolean isShared = threads > 1 && (long) rows * inner * columns >= FEWEST_TO_SHARE;
    Workers.shared().run(product, isShared ? threads : 1);
  }

  /**
   * The operands of a product whose parts are strips of C; kept, so that a step allocates nothing.
   */
  private static final class Product implements Workers.Work {

    private int rows;
    private int inner;
    private int columns;
    private float[] a;
    private int aRow;
    private int aColumn;
    private float[] b;
    private int bRow;
    private int bColumn;
    private float[] c;

    @Override
    public void run(int part, int count) {
      VectorGemm32 gemm = GEMM.get().a(a, aRow, aColumn).b(b, bRow, bColumn).c(c, columns);
      if (columns >= rows) {
        int from = VectorGemm32.columnBoundary(columns, part, count);
        int to = VectorGemm32.columnBoundary(columns, part + 1, count);
        gemm.multiply(0, rows, from, to, inner);
      } else {
        int from = VectorGemm32.rowBoundary(rows, part, count);
        int to = VectorGemm32.rowBoundary(rows, part + 1, count);
        gemm.multiply(from, to, 0, columns, inner);
      }
    }
  }

  @Override
  public void sigmoid(int from, int to, float[] z, float[] a) {
    Sigmoid32.Lanes.map(z, from, to - from, a);
  }

  @Override
  public void tanh(int from, int to, float[] z, float[] a) {
    Tanh32.Lanes.map(z, from, to - from, a);
  }

  @Override
  void exp(int from, int to, float[] x) {
    Exp32.Lanes.map(x, from, to - from, x);
  }

  /** Four rows at a time join the chains, which so are read and written a quarter as often. */
  @Override
  public void columnSums(int from, int to, int n, int m, float[] y, float[] sums) {
    int firstRows = n % 4;
    super.columnSums(from, to, firstRows, m, y, sums);
    int end = from + SPECIES.loopBound(to - from);
    for (int row = firstRows * m; row < n * m; row += 4 * m) {
      for (int j = from; j < end; j += SPECIES.length()) {
        FloatVector.fromArray(SPECIES, sums, j)
            .add(FloatVector.fromArray(SPECIES, y, row + j))
            .add(FloatVector.fromArray(SPECIES, y, row + m + j))
            .add(FloatVector.fromArray(SPECIES, y, row + 2 * m + j))
            .add(FloatVector.fromArray(SPECIES, y, row + 3 * m + j))
            .intoArray(sums, j);
      }
      for (int j = end; j < to; j++) {
        sums[j] = sums[j] + y[row + j] + y[row + m + j] + y[row + 2 * m + j] + y[row + 3 * m + j];
      }
    }
  }

  /** The reciprocal of a power of two is exact, and a product is five times as fast. */
  @Override
  public void dividedDifferences(int from, int to, float[] p, float[] y, int divisor, float[] out) {
    if (Integer.bitCount(divisor) != 1) {
      super.dividedDifferences(from, to, p, y, divisor, out);
      return;
    }
    double reciprocal = 1.0 / divisor;
    for (int i = from; i < to; i++) {
      out[i] = (float) (((double) p[i] - y[i]) * reciprocal);
    }
  }

  @Override
  public void addRow(int from, int to, int m, float[] y, float[] b) {
    int whole = SPECIES.loopBound(m);
    for (int row = from * m; row < to * m; row += m) {
      for (int j = 0; j < whole; j += SPECIES.length()) {
        FloatVector.fromArray(SPECIES, y, row + j)
            .add(FloatVector.fromArray(SPECIES, b, j))
            .intoArray(y, row + j);
      }
      for (int j = whole; j < m; j++) {
        y[row + j] += b[j];
      }
    }
  }

  @Override
  public void reluBackward(int from, int to, float[] z, float[] dA, float[] dZ) {
    int i = from;
    for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
      VectorMask<Float> rises = FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, dA, i), rises)
          .intoArray(dZ, i);
    }
    super.reluBackward(i, to, z, dA, dZ);
  }
}
