package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;

/** Losses whose terms need all outputs of an example at once. */
enum RowwiseLoss implements LossFunction {
  /**
   * -p.y / (|p| |y|), minus the cosine of the angle between p and y. With the unit vectors u and v
   * of p and y, the gradient is (u (u.v) - v) / |p|. Where p or y is zero there is no angle: value
   * and gradient are 0, as Deeplearning4j has them.
   */
  COSINE_PROXIMITY {
    @Override
    void terms(double[] p, double[] y, double[] terms) {
      double[] u = unit(p);
      double[] v = unit(y);
      for (int j = 0; j < p.length; j++) {
        terms[j] = -u[j] * v[j];
      }
    }

    @Override
    void slopes(double[] p, double[] y, double[] slopes) {
      double[] u = unit(p);
      double[] v = unit(y);
      double length = norm(p);
      double cosine = 0;
      for (int j = 0; j < p.length; j++) {
        cosine += u[j] * v[j];
      }
      for (int j = 0; j < p.length; j++) {
        slopes[j] = length == 0 ? 0 : (u[j] * cosine - v[j]) / length;
      }
    }
  },

  /**
   * The mean of e^(p_l - p_k) over the pairs of a label k that the example has and a label l that
   * it has not, 0 where there is no such pair: Zhang and Zhou 2006, Multilabel neural networks with
   * applications to functional genomics and text categorization, equation 3.
   */
  MULTI_LABEL {
    @Override
    void terms(double[] p, double[] y, double[] terms) {
      int pairs = pairs(y);
      for (int k = 0; k < p.length; k++) {
        terms[k] = 0;
        for (int l = 0; y[k] == 1 && l < p.length; l++) {
          terms[k] += y[l] == 0 ? StrictMath.exp(p[l] - p[k]) / pairs : 0;
        }
      }
    }

    @Override
    void slopes(double[] p, double[] y, double[] slopes) {
      int pairs = pairs(y);
      Arrays.fill(slopes, 0);
      for (int k = 0; k < p.length; k++) {
        for (int l = 0; y[k] == 1 && l < p.length; l++) {
          double share = y[l] == 0 ? StrictMath.exp(p[l] - p[k]) / pairs : 0;
          slopes[k] -= share;
          slopes[l] += share;
        }
      }
    }
  };

  /** Each output's share of the loss of one example. */
  abstract void terms(double[] p, double[] y, double[] terms);

  /** The derivative of the example's loss by each output. */
  abstract void slopes(double[] p, double[] y, double[] slopes);

  @Override
  public void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
    double[] of = new double[p.columns()];
    for (int i = 0; i < p.rows(); i++) {
      terms(row(p, i), row(y, i), of);
      for (int j = 0; j < of.length; j++) {
        terms.set(i, j, of[j]);
      }
    }
  }

  @Override
  public void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
    double[] of = new double[p.columns()];
    for (int i = 0; i < p.rows(); i++) {
      slopes(row(p, i), row(y, i), of);
      for (int j = 0; j < of.length; j++) {
        dP.set(i, j, of[j] / divisor);
      }
    }
  }

  private static double[] row(Matrix a, int i) {
    double[] row = new double[a.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = a.get(i, j);
    }
    return row;
  }

  private static int pairs(double[] y) {
    int present = (int) Arrays.stream(y).filter(label -> label == 1).count();
    int absent = (int) Arrays.stream(y).filter(label -> label == 0).count();
    return present * absent;
  }

  /** x / |x|, or x itself where it is zero. */
  private static double[] unit(double[] x) {
    double length = norm(x);
    double[] unit = x.clone();
    for (int j = 0; length != 0 && j < x.length; j++) {
      unit[j] /= length;
    }
    return unit;
  }

  /** The Euclidean norm; scaled by the largest element, no square overflows or underflows. */
  private static double norm(double[] x) {
    double largest = 0;
    for (double xj : x) {
      largest = Math.max(largest, Math.abs(xj));
    }
    double squares = 0;
    for (int j = 0; largest != 0 && j < x.length; j++) {
      squares += (x[j] / largest) * (x[j] / largest);
    }
    return largest * Math.sqrt(squares);
  }
}
