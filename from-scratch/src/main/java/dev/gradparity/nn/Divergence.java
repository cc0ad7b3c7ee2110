package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.tensor.Matrix;

/**
 * Losses of probabilities or rates p, whose terms need ln p and, of some, ln(1 - p).
 *
 * <p>By continuity 0 ln 0 is 0, and so is 0 / 0 in a derivative of it.
 */
enum Divergence implements LossFunction {
  /** -(y ln p + (1 - y) ln(1 - p)), minus the log likelihood of independent labels. */
  XENT {
    @Override
    double term(double p, double logP, double logQ, double y) {
      return -(times(y, logP) + times(1 - y, logQ));
    }

    @Override
    double slope(double p, double y) {
      return over(1 - y, 1 - p) - over(y, p);
    }

    @Override
    double slopeByLogarithm(double p, double y) {
      return p * over(1 - y, 1 - p) - y;
    }
  },

  /** -y ln p, minus the log likelihood of one class. */
  MCXENT {
    @Override
    double term(double p, double logP, double logQ, double y) {
      return -times(y, logP);
    }

    @Override
    double slope(double p, double y) {
      return 0 - over(y, p);
    }

    @Override
    double slopeByLogarithm(double p, double y) {
      return -y;
    }

    @Override
    public void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      kernels.crossEntropyTerms(p, y, terms);
    }
  },

  /**
   * y ln(y / p): Kullback and Leibler 1951, On information and sufficiency, equation 2.4. Its
   * gradient is the cross entropy's.
   */
  KULLBACK_LEIBLER {
    @Override
    double term(double p, double logP, double logQ, double y) {
      return times(y, StrictMath.log(y) - logP);
    }

    @Override
    double slope(double p, double y) {
      return 0 - over(y, p);
    }

    @Override
    double slopeByLogarithm(double p, double y) {
      return -y;
    }
  },

  /** p - y ln p, minus the log likelihood of a count y at the rate p without its ln y!. */
  POISSON {
    @Override
    double term(double p, double logP, double logQ, double y) {
      return p - times(y, logP);
    }

    @Override
    double slope(double p, double y) {
      return 1 - over(y, p);
    }

    @Override
    double slopeByLogarithm(double p, double y) {
      return p - y;
    }
  };

  /**
   * One output's share of the loss.
   *
   * @param logP ln p
   * @param logQ ln(1 - p)
   */
  abstract double term(double p, double logP, double logQ, double y);

  /** Its derivative by p. */
  abstract double slope(double p, double y);

  /** Its derivative by ln p, p times that by p: nothing small is divided by. */
  abstract double slopeByLogarithm(double p, double y);

  @Override
  public void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
    termsOfClipped(kernels, p, y, 0, terms);
  }

  /** The terms of min(max(p, clip), 1 - clip). */
  void termsOfClipped(Kernels kernels, Matrix p, Matrix y, double clip, Matrix terms) {
    kernels.zip(
        p,
        y,
        (pi, yi) -> {
          double c = clip == 0 ? pi : Math.min(Math.max(pi, clip), 1 - clip);
          return term(c, StrictMath.log(c), StrictMath.log(1 - c), yi);
        },
        terms);
  }

  @Override
  public void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
    kernels.zip(p, y, (pi, yi) -> slope(pi, yi) / divisor, dP);
  }

  /**
   * Whether ln p is known from z where p itself has rounded to 0, and with it all that a divergence
   * needs.
   */
  static boolean knowsLogarithm(Activation activation) {
    return activation == Softmax.INSTANCE || activation == ElementwiseActivation.SIGMOID;
  }

  /** The terms from z, p = softmax(z) or p = sigmoid(z): finite also where p is 0 or 1. */
  void termsFromLogits(Activation activation, Matrix z, Matrix p, Matrix y, Matrix terms) {
    for (int i = 0; i < z.rows(); i++) {
      double largest = largestOfRow(z, i);
      double logSum = logOfSum(z, i, largest);
      for (int j = 0; j < z.columns(); j++) {
        double zij = z.get(i, j);
        double pij = p.get(i, j);
        double yij = y.get(i, j);
        double term =
            activation == Softmax.INSTANCE
                ? term(pij, -(largest - zij + logSum), StrictMath.log1p(-pij), yij)
                : term(pij, -softplus(-zij), -softplus(zij), yij);
        terms.set(i, j, term);
      }
    }
  }

  /**
   * dZ_j = sum_k g_k ([j = k] - p_j) for p = softmax(z), and g_j (1 - p_j) for p = sigmoid(z),
   * where g is the slope by ln p: the derivatives of ln p_k by z_j are those.
   *
   * @param loss which has the weights
   * @param mask which says what counts
   */
  void backward(
      LossSpec loss,
      LabelMask mask,
      Activation activation,
      Matrix p,
      Matrix y,
      int divisor,
      Matrix dZ) {
    double[] g = new double[p.columns()];
    for (int i = 0; i < p.rows(); i++) {
      double sum = 0;
      for (int j = 0; j < g.length; j++) {
        double slope = loss.weight(j) * slopeByLogarithm(p.get(i, j), y.get(i, j));
        g[j] = mask.counts(i, j) ? slope : 0;
        sum += g[j];
      }
      for (int j = 0; j < g.length; j++) {
        double pij = p.get(i, j);
        double dz = activation == Softmax.INSTANCE ? g[j] - pij * sum : g[j] * (1 - pij);
        dZ.set(i, j, dz / divisor);
      }
    }
  }

  private static double largestOfRow(Matrix z, int row) {
    double largest = z.get(row, 0);
    for (int j = 1; j < z.columns(); j++) {
      largest = Math.max(largest, z.get(row, j));
    }
    return largest;
  }

  /** ln sum_k e^(z_k - shift). */
  private static double logOfSum(Matrix z, int row, double shift) {
    double sum = 0;
    for (int j = 0; j < z.columns(); j++) {
      sum += StrictMath.exp(z.get(row, j) - shift);
    }
    return StrictMath.log(sum);
  }

  /** ln(1 + e^z), whose exponential never overflows. */
  private static double softplus(double z) {
    return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  /** y l, by continuity 0 where y is 0, whatever l. */
  private static double times(double y, double l) {
    return y == 0 ? 0 : y * l;
  }

  /** y / p, the derivative of y ln p: 0 where y is 0, whatever p. */
  private static double over(double y, double p) {
    return y == 0 ? 0 : y / p;
  }
}
