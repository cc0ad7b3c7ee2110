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
  public void addRow(int from, int to, int m, double[] y, double[] b) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < m; j++) {
        y[i * m + j] += b[j];
      }
    }
  }

  @Override
  public void columnSums(int from, int to, int n, int m, double[] y, double[] sums) {
    Arrays.fill(sums, from, to, 0);
    for (int i = 0; i < n; i++) {
      for (int j = from; j < to; j++) {
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
  public void addScaled(int from, int to, double alpha, double[] x, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(alpha, x[i], y[i]);
    }
  }

  @Override
  public void relu(int from, int to, double[] z, double[] a) {
    for (int i = from; i < to; i++) {
      a[i] = Math.max(0, z[i]);
    }
  }

  @Override
  public void reluBackward(int from, int to, double[] z, double[] dA, double[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = z[i] > 0 ? dA[i] : 0;
    }
  }

  @Override
  public void sigmoid(int from, int to, double[] z, double[] a) {
    Sigmoid64.map(z, from, to - from, a);
  }

  @Override
  public void sigmoidBackward(int from, int to, double[] a, double[] dA, double[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = dA[i] * (a[i] * (1 - a[i]));
    }
  }

  @Override
  public void tanh(int from, int to, double[] z, double[] a) {
    Tanh64.map(z, from, to - from, a);
  }

  @Override
  public void tanhBackward(int from, int to, double[] a, double[] dA, double[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = dA[i] * ((1 - a[i]) * (1 + a[i]));
    }
  }

  /** e^x for each element of the range, in place. */
  void exp(int from, int to, double[] x) {
    Exp64.map(x, from, to - from, x);
  }

  /** The largest number of a row; a NaN beside it is in the row's sum, and so in every quotient. */
  private static double max(double[] x, int from, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = from; j < from + length; j++) {
      if (x[j] > max) {
        max = x[j];
      }
    }
    return max;
  }

  @Override
  public void softmaxRows(int from, int to, int m, double[] z, double[] a) {
    for (int row = from * m; row < to * m; row += m) {
      double max = max(z, row, m);
      for (int j = row; j < row + m; j++) {
        a[j] = z[j] - max;
      }
    }
    exp(from * m, to * m, a);
    for (int row = from * m; row < to * m; row += m) {
      double sum = RowSum.of(a, row, m);
      for (int j = row; j < row + m; j++) {
        a[j] /= sum;
      }
    }
  }

  @Override
  public void softmaxBackward(int from, int to, int m, double[] a, double[] dA, double[] dZ) {
    for (int row = from * m; row < to * m; row += m) {
      double dot = RowSum.ofProducts(a, dA, row, m);
      for (int j = row; j < row + m; j++) {
        dZ[j] = a[j] * (dA[j] - dot);
      }
    }
  }

  @Override
  public void crossEntropyTerms(int from, int to, double[] p, double[] y, double[] terms) {
    Arrays.fill(terms, from, to, 0);
    for (int i = from; i < to; i++) {
      if (y[i] != 0) {
        terms[i] = -y[i] * StrictMath.log(p[i]);
      }
    }
  }

  @Override
  public void scaledResiduals(int from, int to, double[] p, double[] y, int divisor, double[] out) {
    for (int i = from; i < to; i++) {
      out[i] = ((p[i] - y[i]) / divisor);
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
      int from,
      int to,
      double[] theta,
      double[] g,
      double[] v,
      double learningRate,
      double momentum,
      double onePlusMomentum) {
    for (int i = from; i < to; i++) {
      double next = Math.fma(momentum, v[i], -learningRate * g[i]);
      theta[i] += Math.fma(onePlusMomentum, next, -momentum * v[i]);
      v[i] = next;
    }
  }

  @Override
  public void adam(
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
      double epsilon) {
    for (int i = from; i < to; i++) {
      m[i] = Math.fma(beta1, m[i], oneMinusBeta1 * g[i]);
      v[i] = Math.fma(beta2, v[i], oneMinusBeta2 * (g[i] * g[i]));
      theta[i] -= alpha * m[i] / (Math.sqrt(v[i]) + epsilon);
    }
  }
}
