package dev.gradparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The operations of {@link Kernels} on row-major arrays of float64; arguments are trusted. */
interface Kernels64 {

  void multiply(int n, int d, int m, double[] x, double[] w, double[] y);

  void multiplyTransA(int n, int d, int m, double[] a, double[] b, double[] c);

  void multiplyTransB(int n, int m, int d, double[] a, double[] b, double[] c);

  void addRow(int n, int m, double[] y, double[] b);

  void columnSums(int n, int m, double[] y, double[] sums);

  void map(int size, double[] x, DoubleUnaryOperator f, double[] out);

  void zip(int size, double[] x, double[] y, DoubleBinaryOperator f, double[] out);

  void hadamard(int size, double[] x, double[] y, double[] out);

  void addScaled(int size, double alpha, double[] x, double[] y);

  void relu(int size, double[] z, double[] a);

  void reluBackward(int size, double[] z, double[] dA, double[] dZ);

  void sigmoid(int size, double[] z, double[] a);

  void sigmoidBackward(int size, double[] a, double[] dA, double[] dZ);

  void tanh(int size, double[] z, double[] a);

  void tanhBackward(int size, double[] a, double[] dA, double[] dZ);

  void softmaxRows(int n, int m, double[] z, double[] a);

  void softmaxBackward(int n, int m, double[] a, double[] dA, double[] dZ);

  double sum(int n, int m, double[] x);

  double sumOfSquares(int n, int m, double[] x);

  void nesterovs(
      int size,
      double[] theta,
      double[] g,
      double[] v,
      double learningRate,
      double momentum,
      double onePlusMomentum);

  void adam(int size, double[] theta, double[] g, double[] m, double[] v, AdamCoefficients c);
}
