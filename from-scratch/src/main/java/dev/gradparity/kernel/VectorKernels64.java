package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Products and functions in float64 on vector registers. Every bit is the specification's; what is
 * not here is left to its loops.
 */
final class VectorKernels64 extends ScalarKernels64 {

  /** Multiply-adds below which handing out parts takes longer than it saves. */
  private static final long FEWEST_TO_SHARE = 1 << 21;

  /** A thread's own panels; a caller on another thread meets others. */
  private static final ThreadLocal<VectorGemm64> GEMM = ThreadLocal.withInitial(VectorGemm64::new);

  private final ThreadLocal<Product> products = ThreadLocal.withInitial(Product::new);
  private final int threads;

  /**
   * Kernels for one or more threads.
   *
   * @param threads the caller and its helpers, at least 1
   */
  VectorKernels64(int threads) {
    this.threads = threads;
  }

  @Override
  public void multiply(int n, int d, int m, double[] x, double[] w, double[] y) {
    product(n, d, m, x, d, 1, w, m, 1, y);
  }

  @Override
  public void multiplyTransA(int n, int d, int m, double[] a, double[] b, double[] c) {
    product(d, n, m, a, 1, d, b, m, 1, c);
  }

  @Override
  public void multiplyTransB(int n, int m, int d, double[] a, double[] b, double[] c) {
    product(n, m, d, a, m, 1, b, 1, m, c);
  }

  private void product(
      int rows,
      int inner,
      int columns,
      double[] a,
      int aRow,
      int aColumn,
      double[] b,
      int bRow,
      int bColumn,
      double[] c) {
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
    private double[] a;
    private int aRow;
    private int aColumn;
    private double[] b;
    private int bRow;
    private int bColumn;
    private double[] c;

    @Override
    public void run(int part, int count) {
      VectorGemm64 gemm = GEMM.get().a(a, aRow, aColumn).b(b, bRow, bColumn).c(c, columns);
      if (columns >= rows) {
        int from = VectorGemm64.columnBoundary(columns, part, count);
        int to = VectorGemm64.columnBoundary(columns, part + 1, count);
        gemm.multiply(0, rows, from, to, inner);
      } else {
        int from = VectorGemm64.rowBoundary(rows, part, count);
        int to = VectorGemm64.rowBoundary(rows, part + 1, count);
        gemm.multiply(from, to, 0, columns, inner);
      }
    }
  }

  @Override
  public void sigmoid(int from, int to, double[] z, double[] a) {
    Sigmoid64.Lanes.map(z, from, to - from, a);
  }

  @Override
  public void tanh(int from, int to, double[] z, double[] a) {
    Tanh64.Lanes.map(z, from, to - from, a);
  }

  @Override
  void exp(int from, int to, double[] x) {
    Exp64.Lanes.map(x, from, to - from, x);
  }

  /** Four rows at a time join the chains, which so are read and written a quarter as often. */
  @Override
  public void columnSums(int from, int to, int n, int m, double[] y, double[] sums) {
    int firstRows = n % 4;
    super.columnSums(from, to, firstRows, m, y, sums);
    int end = from + SPECIES.loopBound(to - from);
    for (int row = firstRows * m; row < n * m; row += 4 * m) {
      for (int j = from; j < end; j += SPECIES.length()) {
        DoubleVector.fromArray(SPECIES, sums, j)
            .add(DoubleVector.fromArray(SPECIES, y, row + j))
            .add(DoubleVector.fromArray(SPECIES, y, row + m + j))
            .add(DoubleVector.fromArray(SPECIES, y, row + 2 * m + j))
            .add(DoubleVector.fromArray(SPECIES, y, row + 3 * m + j))
            .intoArray(sums, j);
      }
      for (int j = end; j < to; j++) {
        sums[j] = sums[j] + y[row + j] + y[row + m + j] + y[row + 2 * m + j] + y[row + 3 * m + j];
      }
    }
  }

  /** The reciprocal of a power of two is exact, and a product is five times as fast. */
  @Override
  public void dividedDifferences(
      int from, int to, double[] p, double[] y, int divisor, double[] out) {
    if (Integer.bitCount(divisor) != 1) {
      super.dividedDifferences(from, to, p, y, divisor, out);
      return;
    }
    double reciprocal = 1.0 / divisor;
    for (int i = from; i < to; i++) {
      out[i] = (p[i] - y[i]) * reciprocal;
    }
  }

  @Override
  public void addRow(int from, int to, int m, double[] y, double[] b) {
    int whole = SPECIES.loopBound(m);
    for (int row = from * m; row < to * m; row += m) {
      for (int j = 0; j < whole; j += SPECIES.length()) {
        DoubleVector.fromArray(SPECIES, y, row + j)
            .add(DoubleVector.fromArray(SPECIES, b, j))
            .intoArray(y, row + j);
      }
      for (int j = whole; j < m; j++) {
        y[row + j] += b[j];
      }
    }
  }

  @Override
  public void reluBackward(int from, int to, double[] z, double[] dA, double[] dZ) {
    int i = from;
    for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
      VectorMask<Double> rises =
          DoubleVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0);
      DoubleVector.zero(SPECIES)
          .blend(DoubleVector.fromArray(SPECIES, dA, i), rises)
          .intoArray(dZ, i);
    }
    super.reluBackward(i, to, z, dA, dZ);
  }
}
