package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Products and functions in float64 on vector registers. Every bit is the specification's; what is
 * not here is left to its loops.
 */
final class VectorKernels64 extends ScalarKernels64 {

  /** A thread's own panels; a caller on another thread meets others. */
  private final ThreadLocal<VectorGemm64> gemm = ThreadLocal.withInitial(VectorGemm64::new);

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
    VectorGemm64 product = gemm.get();
    product.a(a, aRow, aColumn).b(b, bRow, bColumn).c(c, columns);
    product.multiply(0, rows, 0, columns, inner);
  }

  @Override
  public void sigmoid(int size, double[] z, double[] a) {
    Sigmoid64.Lanes.map(z, 0, size, a);
  }

  @Override
  public void tanh(int size, double[] z, double[] a) {
    Tanh64.Lanes.map(z, 0, size, a);
  }

  @Override
  void exp(int size, double[] x) {
    Exp64.Lanes.map(x, 0, size, x);
  }

  @Override
  public void addRow(int n, int m, double[] y, double[] b) {
    int whole = SPECIES.loopBound(m);
    for (int row = 0; row < n * m; row += m) {
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

  /** Columns side by side, each a chain down its rows that stays in a register. */
  @Override
  public void columnSums(int n, int m, double[] y, double[] sums) {
    int whole = SPECIES.loopBound(m);
    for (int j = 0; j < whole; j += SPECIES.length()) {
      DoubleVector sum = DoubleVector.zero(SPECIES);
      for (int at = j; at < n * m; at += m) {
        sum = sum.add(DoubleVector.fromArray(SPECIES, y, at));
      }
      sum.intoArray(sums, j);
    }
    for (int j = whole; j < m; j++) {
      double sum = 0;
      for (int at = j; at < n * m; at += m) {
        sum += y[at];
      }
      sums[j] = sum;
    }
  }

  @Override
  public void reluBackward(int size, double[] z, double[] dA, double[] dZ) {
    int whole = SPECIES.loopBound(size);
    for (int i = 0; i < whole; i += SPECIES.length()) {
      DoubleVector slope =
          DoubleVector.zero(SPECIES)
              .blend(1, DoubleVector.fromArray(SPECIES, z, i).compare(VectorOperators.GT, 0));
      DoubleVector.fromArray(SPECIES, dA, i).mul(slope).intoArray(dZ, i);
    }
    for (int i = whole; i < size; i++) {
      dZ[i] = dA[i] * (z[i] > 0 ? 1 : 0);
    }
  }
}
