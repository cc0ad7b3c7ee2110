package dev.gradparity.kernel;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The executable specification in float64: the plain loops whose bits every faster kernel must
 * reproduce. Where a loop is simple enough, the compiler makes vectors of it by itself.
 */
class ScalarKernels64 implements Kernels64 {

  /** y_ij = sum_k x_ik w_kj, the k ascending for each (i, j); the j run innermost for speed. */
  @Override
  public void multiply(int n, int d, int m, double[] x, double[] w, double[] y) {
    Arrays.fill(y, 0, n * m, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        addScaledRow(x[i * d + k], w, k * m, y, i * m, m);
      }
    }
  }

  /** c_kj = sum_i a_ik b_ij, the i ascending for each (k, j). */
  @Override
  public void multiplyTransA(int n, int d, int m, double[] a, double[] b, double[] c) {
    Arrays.fill(c, 0, d * m, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        addScaledRow(a[i * d + k], b, i * m, c, k * m, m);
      }
    }
  }

  private static void addScaledRow(
      double factor, double[] source, int from, double[] target, int to, int length) {
    for (int j = 0; j < length; j++) {
      target[to + j] = Math.fma(factor, source[from + j], target[to + j]);
    }
  }

  /** c_ik = sum_j a_ij b_kj, the j ascending. */
  @Override
  public void multiplyTransB(int n, int m, int d, double[] a, double[] b, double[] c) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
          sum = Math.fma(a[i * m + j], b[k * m + j], sum);
        }
        c[i * d + k] = sum;
      }
    }
  }

  @Override
  public void addRow(int n, int m, double[] y, double[] b) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        y[i * m + j] += b[j];
      }
    }
  }

  @Override
  public void columnSums(int n, int m, double[] y, double[] sums) {
    Arrays.fill(sums, 0, m, 0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        sums[j] += y[i * m + j];
      }
    }
  }

  @Override
  public void map(int size, double[] x, DoubleUnaryOperator f, double[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = f.applyAsDouble(x[i]);
    }
  }

  @Override
  public void zip(int size, double[] x, double[] y, DoubleBinaryOperator f, double[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = f.applyAsDouble(x[i], y[i]);
    }
  }

  @Override
  public void hadamard(int size, double[] x, double[] y, double[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = x[i] * y[i];
    }
  }

  @Override
  public void addScaled(int size, double alpha, double[] x, double[] y) {
    for (int i = 0; i < size; i++) {
      y[i] = Math.fma(alpha, x[i], y[i]);
    }
  }

  @Override
  public void relu(int size, double[] z, double[] a) {
    for (int i = 0; i < size; i++) {
      a[i] = Math.max(0, z[i]);
    }
  }

  @Override
  public void reluBackward(int size, double[] z, double[] dA, double[] dZ) {
    for (int i = 0; i < size; i++) {
      dZ[i] = dA[i] * (z[i] > 0 ? 1 : 0);
    }
  }

  @Override
  public void sigmoid(int size, double[] z, double[] a) {
    Sigmoid64.map(z, 0, size, a);
  }

  @Override
  public void sigmoidBackward(int size, double[] a, double[] dA, double[] dZ) {
    for (int i = 0; i < size; i++) {
      dZ[i] = dA[i] * (a[i] * (1 - a[i]));
    }
  }

  @Override
  public void tanh(int size, double[] z, double[] a) {
    Tanh64.map(z, 0, size, a);
  }

  @Override
  public void tanhBackward(int size, double[] a, double[] dA, double[] dZ) {
    for (int i = 0; i < size; i++) {
      dZ[i] = dA[i] * ((1 - a[i]) * (1 + a[i]));
    }
  }

  /** e^x for each of the first elements, in place. */
  void exp(int size, double[] x) {
    Exp64.map(x, 0, size, x);
  }

  @Override
  public void softmaxRows(int n, int m, double[] z, double[] a) {
    for (int row = 0; row < n * m; row += m) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = row; j < row + m; j++) {
        max = Math.max(max, z[j]);
      }
      for (int j = row; j < row + m; j++) {
        a[j] = z[j] - max;
      }
    }
    exp(n * m, a);
    for (int i = 0; i < n; i++) {
      int row = i * m;
      double sum = RowSum.of(a, row, m);
      for (int j = 0; j < m; j++) {
        a[row + j] /= sum;
      }
    }
  }

  @Override
  public void softmaxBackward(int n, int m, double[] a, double[] dA, double[] dZ) {
    for (int i = 0; i < n; i++) {
      int row = i * m;
      double dot = RowSum.ofProducts(a, dA, row, m);
      for (int j = 0; j < m; j++) {
        dZ[row + j] = a[row + j] * (dA[row + j] - dot);
      }
    }
  }

  @Override
  public double sum(int n, int m, double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += RowSum.of(x, i * m, m);
    }
    return sum;
  }

  @Override
  public double sumOfSquares(int n, int m, double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += RowSum.ofProducts(x, x, i * m, m);
    }
    return sum;
  }

  @Override
  public void nesterovs(
      int size,
      double[] theta,
      double[] g,
      double[] v,
      double learningRate,
      double momentum,
      double onePlusMomentum) {
    for (int i = 0; i < size; i++) {
      double next = Math.fma(momentum, v[i], -learningRate * g[i]);
      theta[i] += Math.fma(onePlusMomentum, next, -momentum * v[i]);
      v[i] = next;
    }
  }

  @Override
  public void adam(
      int size, double[] theta, double[] g, double[] m, double[] v, AdamCoefficients c) {
    double alpha = c.alpha();
    double beta1 = c.beta1();
    double oneMinusBeta1 = c.oneMinusBeta1();
    double beta2 = c.beta2();
    double oneMinusBeta2 = c.oneMinusBeta2();
    double epsilon = c.epsilon();
    for (int i = 0; i < size; i++) {
      m[i] = Math.fma(beta1, m[i], oneMinusBeta1 * g[i]);
      v[i] = Math.fma(beta2, v[i], oneMinusBeta2 * (g[i] * g[i]));
      theta[i] -= alpha * m[i] / (Math.sqrt(v[i]) + epsilon);
    }
  }
}
