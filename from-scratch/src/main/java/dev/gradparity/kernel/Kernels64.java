package dev.gradparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The operations of {@link Kernels} on row-major arrays of float64; arguments are trusted.
 *
 * <p>What falls into independent parts takes a range, from one index up to and without another: of
 * rows for {@code addRow} and the softmax, of columns for {@code columnSums}, of elements for the
 * rest.
 */
interface Kernels64 {

  void multiply(int n, int d, int m, double[] x, double[] w, double[] y);

  void multiplyTransA(int n, int d, int m, double[] a, double[] b, double[] c);

  void multiplyTransB(int n, int m, int d, double[] a, double[] b, double[] c);

  void addRow(int from, int to, int m, double[] y, double[] b);

  void columnSums(int from, int to, int n, int m, double[] y, double[] sums);

  void map(int size, double[] x, DoubleUnaryOperator f, double[] out);

  void zip(int size, double[] x, double[] y, DoubleBinaryOperator f, double[] out);

  void hadamard(int size, double[] x, double[] y, double[] out);

  /** Y += alpha A^T.B; the product's storage may be written, and is wherever C is needed. */
  default void addScaledTransA(
      int n, int d, int m, double alpha, double[] a, double[] b, double[] product, double[] y) {
    multiplyTransA(n, d, m, a, b, product);
    addScaled(0, d * m, alpha, product, y);
  }

  void addScaled(int from, int to, double alpha, double[] x, double[] y);

  void relu(int from, int to, double[] z, double[] a);

  void reluBackward(int from, int to, double[] z, double[] dA, double[] dZ);

  void sigmoid(int from, int to, double[] z, double[] a);

  void sigmoidBackward(int from, int to, double[] a, double[] dA, double[] dZ);

  void tanh(int from, int to, double[] z, double[] a);

  void tanhBackward(int from, int to, double[] a, double[] dA, double[] dZ);

  void softmaxRows(int from, int to, int m, double[] z, double[] a);

  void softmaxBackward(int from, int to, int m, double[] a, double[] dA, double[] dZ);

  void crossEntropyTerms(int from, int to, double[] p, double[] y, double[] terms);

  void scaledResiduals(int from, int to, double[] p, double[] y, int divisor, double[] out);

  double sum(int n, int m, double[] x);

  double sumOfSquares(int n, int m, double[] x);

  void nesterovs(
      int from,
      int to,
      double[] theta,
      double[] g,
      double[] v,
      double learningRate,
      double momentum,
      double onePlusMomentum);

  void adam(
      int from,
      int to,
      double[] theta,
      double[] g,
      double[] m,
      double[] v,
      double alpha,
      double beta1,
      double oneMinusBeta1,
      double beta2,
      double oneMinusBeta2,
      double epsilon);
}
