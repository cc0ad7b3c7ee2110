package dev.gradparity.kernel;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The executable specification in float32: the plain loops whose bits every faster kernel must
 * reproduce. Where a loop is simple enough, the compiler makes vectors of it by itself.
 */
class ScalarKernels32 implements Kernels32 {

  /** y_ij = sum_k x_ik w_kj, the k ascending for each (i, j); the j run innermost for speed. */
  @Override
  public void multiply(int n, int d, int m, float[] x, float[] w, float[] y) {
    Arrays.fill(y, 0, n * m, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        addScaledRow(x[i * d + k], w, k * m, y, i * m, m);
      }
    }
  }

  /** c_kj = sum_i a_ik b_ij, the i ascending for each (k, j). */
  @Override
  public void multiplyTransA(int n, int d, int m, float[] a, float[] b, float[] c) {
    Arrays.fill(c, 0, d * m, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        addScaledRow(a[i * d + k], b, i * m, c, k * m, m);
      }
    }
  }

  private static void addScaledRow(
      float factor, float[] source, int from, float[] target, int to, int length) {
    for (int j = 0; j < length; j++) {
      target[to + j] = Math.fma(factor, source[from + j], target[to + j]);
    }
  }

  /** c_ik = sum_j a_ij b_kj, the j ascending. */
  @Override
  public void multiplyTransB(int n, int m, int d, float[] a, float[] b, float[] c) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        float sum = 0;
        for (int j = 0; j < m; j++) {
          sum = Math.fma(a[i * m + j], b[k * m + j], sum);
        }
        c[i * d + k] = sum;
      }
    }
  }

  @Override
  public void addRow(int from, int to, int m, float[] y, float[] b) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < m; j++) {
        y[i * m + j] += b[j];
      }
    }
  }

  @Override
  public void columnSums(int from, int to, int n, int m, float[] y, float[] sums) {
    Arrays.fill(sums, from, to, 0);
    for (int i = 0; i < n; i++) {
      for (int j = from; j < to; j++) {
        sums[j] += y[i * m + j];
      }
    }
  }

  @Override
  public void map(int size, float[] x, DoubleUnaryOperator f, float[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = (float) f.applyAsDouble(x[i]);
    }
  }

  @Override
  public void zip(int size, float[] x, float[] y, DoubleBinaryOperator f, float[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = (float) f.applyAsDouble(x[i], y[i]);
    }
  }

  @Override
  public void hadamard(int size, float[] x, float[] y, float[] out) {
    for (int i = 0; i < size; i++) {
      out[i] = x[i] * y[i];
    }
  }

  @Override
  public void addScaled(int from, int to, float alpha, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(alpha, x[i], y[i]);
    }
  }

  @Override
  public void relu(int from, int to, float[] z, float[] a) {
    for (int i = from; i < to; i++) {
      a[i] = Math.max(0, z[i]);
    }
  }

  @Override
  public void reluBackward(int from, int to, float[] z, float[] dA, float[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = z[i] > 0 ? dA[i] : 0;
    }
  }

  @Override
  public void sigmoid(int from, int to, float[] z, float[] a) {
    Sigmoid32.map(z, from, to - from, a);
  }

  @Override
  public void sigmoidBackward(int from, int to, float[] a, float[] dA, float[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = dA[i] * (a[i] * (1 - a[i]));
    }
  }

  @Override
  public void tanh(int from, int to, float[] z, float[] a) {
    Tanh32.map(z, from, to - from, a);
  }

  @Override
  public void tanhBackward(int from, int to, float[] a, float[] dA, float[] dZ) {
    for (int i = from; i < to; i++) {
      dZ[i] = dA[i] * ((1 - a[i]) * (1 + a[i]));
    }
  }

  /** e^x for each element of the range, in place. */
  void exp(int from, int to, float[] x) {
    Exp32.map(x, from, to - from, x);
  }

  /** The largest number of a row; a NaN beside it is in the row's sum, and so in every quotient. */
  private static float max(float[] x, int from, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = from; j < from + length; j++) {
      if (x[j] > max) {
        max = x[j];
      }
    }
    return max;
  }

  @Override
  public void softmaxRows(int from, int to, int m, float[] z, float[] a) {
    for (int row = from * m; row < to * m; row += m) {
      float max = max(z, row, m);
      for (int j = row; j < row + m; j++) {
        a[j] = z[j] - max;
      }
    }
    exp(from * m, to * m, a);
    for (int row = from * m; row < to * m; row += m) {
      float sum = (float) RowSum.of(a, row, m);
      for (int j = row; j < row + m; j++) {
        a[j] /= sum;
      }
    }
  }

  @Override
  public void softmaxBackward(int from, int to, int m, float[] a, float[] dA, float[] dZ) {
    for (int row = from * m; row < to * m; row += m) {
      float dot = (float) RowSum.ofProducts(a, dA, row, m);
      for (int j = row; j < row + m; j++) {
        dZ[j] = a[j] * (dA[j] - dot);
      }
    }
  }

  @Override
  public void crossEntropyTerms(int from, int to, float[] p, float[] y, float[] terms) {
    Arrays.fill(terms, from, to, 0);
    for (int i = from; i < to; i++) {
      if (y[i] != 0) {
        terms[i] = (float) (-y[i] * StrictMath.log(p[i]));
      }
    }
  }

  @Override
  public void scaledResiduals(int from, int to, float[] p, float[] y, int divisor, float[] out) {
    for (int i = from; i < to; i++) {
      out[i] = (float) (((double) p[i] - y[i]) / divisor);
    }
  }

  @Override
  public double sum(int n, int m, float[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += RowSum.of(x, i * m, m);
    }
    return sum;
  }

  @Override
  public double sumOfSquares(int n, int m, float[] x) {
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
      float[] theta,
      float[] g,
      float[] v,
      float learningRate,
      float momentum,
      float onePlusMomentum) {
    for (int i = from; i < to; i++) {
      float next = Math.fma(momentum, v[i], -learningRate * g[i]);
      theta[i] += Math.fma(onePlusMomentum, next, -momentum * v[i]);
      v[i] = next;
    }
  }

  @Override
  public void adam(
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
      float epsilon) {
    for (int i = from; i < to; i++) {
      m[i] = Math.fma(beta1, m[i], oneMinusBeta1 * g[i]);
      v[i] = Math.fma(beta2, v[i], oneMinusBeta2 * (g[i] * g[i]));
      theta[i] -= alpha * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
