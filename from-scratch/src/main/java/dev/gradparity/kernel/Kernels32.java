package dev.gradparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The operations of {@link Kernels} on row-major arrays of float32; arguments are trusted. */
interface Kernels32 {

  void multiply(int n, int d, int m, float[] x, float[] w, float[] y);

  void multiplyTransA(int n, int d, int m, float[] a, float[] b, float[] c);

  void multiplyTransB(int n, int m, int d, float[] a, float[] b, float[] c);

  void addRow(int n, int m, float[] y, float[] b);

  void columnSums(int n, int m, float[] y, float[] sums);

  void map(int size, float[] x, DoubleUnaryOperator f, float[] out);

  void zip(int size, float[] x, float[] y, DoubleBinaryOperator f, float[] out);

  void hadamard(int size, float[] x, float[] y, float[] out);

  void addScaled(int size, float alpha, float[] x, float[] y);

  void relu(int size, float[] z, float[] a);

  void reluBackward(int size, float[] z, float[] dA, float[] dZ);

  void sigmoid(int size, float[] z, float[] a);

  void sigmoidBackward(int size, float[] a, float[] dA, float[] dZ);

  void tanh(int size, float[] z, float[] a);

  void tanhBackward(int size, float[] a, float[] dA, float[] dZ);

  void softmaxRows(int n, int m, float[] z, float[] a);

  void softmaxBackward(int n, int m, float[] a, float[] dA, float[] dZ);

  double sum(int n, int m, float[] x);

  double sumOfSquares(int n, int m, float[] x);

  void nesterovs(
      int size,
      float[] theta,
      float[] g,
      float[] v,
      float learningRate,
      float momentum,
      float onePlusMomentum);

  void adam(int size, float[] theta, float[] g, float[] m, float[] v, AdamCoefficients c);
}
