package dev.gradparity.kernel;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;

/**
 * The operations of {@link Kernels} a second time, from their definition alone: one element at a
 * time, without loops interchanged or storage touched.
 *
 * <p>Numbers of float32 travel as doubles. A sum, difference, product, quotient or root of two of
 * them, computed in float64 and rounded to float32, is the correctly rounded one, since 53 is at
 * least 2 * 24 + 2 (Figueroa 1995). For a fused multiply-add this does not hold; it has its own
 * line.
 */
record PlainDefinition(DType dtype) {

  double round(double value) {
    return dtype.round(value);
  }

  double fma(double a, double b, double c) {
    return dtype == DType.FLOAT32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
  }

  static Matrix transpose(Matrix a) {
    Matrix t = Matrix.zeros(a.dtype(), a.columns(), a.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        t.set(j, i, a.get(i, j));
      }
    }
    return t;
  }

  /** Each element a chain of fused multiply-adds from +0, the inner index ascending. */
  Matrix product(Matrix x, Matrix w) {
    Matrix y = Matrix.zeros(dtype, x.rows(), w.columns());
    for (int i = 0; i < y.rows(); i++) {
      for (int j = 0; j < y.columns(); j++) {
        double chain = 0;
        for (int k = 0; k < x.columns(); k++) {
          chain = fma(x.get(i, k), w.get(k, j), chain);
        }
        y.set(i, j, chain);
      }
    }
    return y;
  }

  Matrix columnSums(Matrix y) {
    Matrix sums = Matrix.zeros(dtype, 1, y.columns());
    for (int j = 0; j < y.columns(); j++) {
      double chain = 0;
      for (int i = 0; i < y.rows(); i++) {
        chain = round(chain + y.get(i, j));
      }
      sums.set(0, j, chain);
    }
    return sums;
  }

  /** Sixteen partial sums in float64, halved in number until one is left. */
  static double rowSum(double... terms) {
    double[] partial = new double[16];
    for (int j = 0; j < terms.length; j++) {
      partial[j % 16] += terms[j];
    }
    for (int width = 8; width >= 1; width /= 2) {
      for (int p = 0; p < width; p++) {
        partial[p] += partial[p + width];
      }
    }
    return partial[0];
  }

  static double[] row(Matrix matrix, int i) {
    double[] row = new double[matrix.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = matrix.get(i, j);
    }
    return row;
  }

  /** Products in float64, exact for float32. */
  static double[] times(double[] x, double[] y) {
    double[] products = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      products[j] = x[j] * y[j];
    }
    return products;
  }

  static double sum(Matrix x) {
    double chain = 0;
    for (int i = 0; i < x.rows(); i++) {
      chain += rowSum(row(x, i));
    }
    return chain;
  }

  static double sumOfSquares(Matrix x) {
    double chain = 0;
    for (int i = 0; i < x.rows(); i++) {
      chain += rowSum(times(row(x, i), row(x, i)));
    }
    return chain;
  }

  /** The project's own function, whose values have a test of their own. */
  private double exp(double x) {
    return dtype == DType.FLOAT32 ? Exp32.of((float) x) : Exp64.of(x);
  }

  Matrix softmaxRows(Matrix z) {
    Matrix a = Matrix.zeros(dtype, z.rows(), z.columns());
    for (int i = 0; i < z.rows(); i++) {
      double max = z.get(i, 0);
      for (double value : row(z, i)) {
        max = Math.max(max, value);
      }
      for (int j = 0; j < z.columns(); j++) {
        a.set(i, j, exp(round(z.get(i, j) - max)));
      }
      double sum = round(rowSum(row(a, i)));
      for (int j = 0; j < z.columns(); j++) {
        a.set(i, j, a.get(i, j) / sum);
      }
    }
    return a;
  }

  Matrix softmaxBackward(Matrix a, Matrix dA) {
    Matrix dZ = Matrix.zeros(dtype, a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      double dot = round(rowSum(times(row(a, i), row(dA, i))));
      for (int j = 0; j < a.columns(); j++) {
        dZ.set(i, j, a.get(i, j) * round(dA.get(i, j) - dot));
      }
    }
    return dZ;
  }

  /** theta and v after the step. */
  Matrix[] nesterovs(Matrix theta, Matrix g, Matrix v, double learningRate, double momentum) {
    double rate = round(learningRate);
    double mu = round(momentum);
    double onePlusMu = round(1 + momentum);
    Matrix nextTheta = theta.copy();
    Matrix nextV = v.copy();
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        double before = v.get(i, j);
        double after = fma(mu, before, round(-rate * g.get(i, j)));
        double move = fma(onePlusMu, after, round(-mu * before));
        nextV.set(i, j, after);
        nextTheta.set(i, j, theta.get(i, j) + move);
      }
    }
    return new Matrix[] {nextTheta, nextV};
  }

  /** theta, m and v after the step. */
  Matrix[] adam(
      Matrix theta,
      Matrix g,
      Matrix m,
      Matrix v,
      double alpha,
      double beta1,
      double beta2,
      double epsilon) {
    Matrix nextTheta = theta.copy();
    Matrix nextM = m.copy();
    Matrix nextV = v.copy();
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        double slope = g.get(i, j);
        double first = fma(round(beta1), m.get(i, j), round(round(1 - beta1) * slope));
        double square = round(slope * slope);
        double second = fma(round(beta2), v.get(i, j), round(round(1 - beta2) * square));
        double scale = round(round(Math.sqrt(second)) + round(epsilon));
        nextM.set(i, j, first);
        nextV.set(i, j, second);
        nextTheta.set(i, j, theta.get(i, j) - round(round(round(alpha) * first) / scale));
      }
    }
    return new Matrix[] {nextTheta, nextM, nextV};
  }
}
