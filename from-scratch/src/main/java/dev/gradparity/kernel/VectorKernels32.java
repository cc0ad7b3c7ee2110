package dev.gradparity.kernel;

/**
 * Products and functions in float32 on vector registers. Every bit is the specification's; what is
 * not here is left to its loops.
 */
final class VectorKernels32 extends ScalarKernels32 {

  /** A thread's own panels; a caller on another thread meets others. */
  private final ThreadLocal<VectorGemm32> gemm = ThreadLocal.withInitial(VectorGemm32::new);

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
    VectorGemm32 product = gemm.get();
    product.a(a, aRow, aColumn).b(b, bRow, bColumn).c(c, columns);
    product.multiply(0, rows, 0, columns, inner);
  }

  @Override
  public void sigmoid(int size, float[] z, float[] a) {
    Sigmoid32.Lanes.map(z, 0, size, a);
  }

  @Override
  public void tanh(int size, float[] z, float[] a) {
    Tanh32.Lanes.map(z, 0, size, a);
  }

  @Override
  void exp(int size, float[] x) {
    Exp32.Lanes.map(x, 0, size, x);
  }
}
