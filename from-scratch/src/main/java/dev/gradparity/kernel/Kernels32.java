package dev.gradparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The operations of {@link Kernels} on row-major arrays of float32; arguments are trusted.
 *
 * <p>What falls into independent parts takes a range, from one index up to and without another: of
 * rows for {@code addRow} and the softmax, of columns for {@code columnSums}, of elements for the
 * rest.
 */
interface Kernels32 {

  void multiply(int n, int d, int m, float[] x, float[] w, float[] y);

  void multiplyTransA(int n, int d, int m, float[] a, float[] b, float[] c);

  void multiplyTransB(int n, int m, int d, float[] a, float[] b, float[] c);

  void addRow(int from, int to, int m, float[] y, float[] b);

  void columnSums(int from, int to, int n, int m, float[] y, float[] sums);

  void map(int size, float[] x, DoubleUnaryOperator f, float[] out);

  void zip(int size, float[] x, float[] y, DoubleBinaryOperator f, float[] out);

  void hadamard(int size, float[] x, float[] y, float[] out);

  /** Y += alpha A^T.B; the product's storage may be written, and is wherever C is needed. */
  default void addScaledTransA(
      int n, int d, int m, float alpha, float[] a, float[] b, float[] product, float[] y) {
    multiplyTransA(n, d, m, a, b, product);
    addScaled(0, d * m, alpha, product, y);
  }

  void addScaled(int from, int to, float alpha, float[] x, float[] y);

  void relu(int from, int to, float[] z, float[] a);

  void reluBackward(int from, int to, float[] z, float[] dA, float[] dZ);

  void sigmoid(int from, int to, float[] z, float[] a);

  void sigmoidBackward(int from, int to, float[] a, float[] dA, float[] dZ);

  void tanh(int from, int to, float[] z, float[] a);

  void tanhBackward(int from, int to, float[] a, float[] dA, float[] dZ);

  void softmaxRows(int from, int to, int m, float[] z, float[] a);

  void softmaxBackward(int from, int to, int m, float[] a, float[] dA, float[] dZ);

  void crossEntropyTerms(int from, int to, float[] p, float[] y, float[] terms);

  void scaledResiduals(int from, int to, float[] p, float[] y, int divisor, float[] out);

  double sum(int n, int m, float[] x);

  double sumOfSquares(int n, int m, float[] x);

  void nesterovs(
      int from,
      int to,
      float[] theta,
      float[] g,
      float[] v,
      float learningRate,
      float momentum,
      float onePlusMomentum);

  void adam(
      int from,
      int to,
      float[] theta,
      float[] g,
      float[] m,
      float[] v,
      float alpha,
      float beta1,
      float oneMinusBeta1,
      float beta2,
      float oneMinusBeta2,
      float epsilon);
}
