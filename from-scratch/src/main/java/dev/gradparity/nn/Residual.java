package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;

/** Losses whose term is a function of one output p, its label y, and the number C of outputs. */
enum Residual implements LossFunction {
  /** (p - y)^2 / C, Deeplearning4j's mse and squared_loss. */
  MSE {
    @Override
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y) / outputs;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return 2 * (p - y) / outputs;
    }
  },

  /** (p - y)^2 (document 004, row S16). */
  L2 {
    @Override
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y);
    }

    @Override
    double slope(double p, double y, int outputs) {
      return 2 * (p - y);
    }
  },

  /** (p - y)^2 / 2 (document 004, row S16). */
  HALF_L2 {
    @Override
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y) / 2;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return p - y;
    }
  },

  /**
   * |p - y|, the least absolute deviations of Laplace. The slope at the kink p = y is 0, one of its
   * subgradients and Deeplearning4j's choice.
   */
  L1 {
    @Override
    double term(double p, double y, int outputs) {
      return Math.abs(p - y);
    }

    @Override
    double slope(double p, double y, int outputs) {
      return Math.signum(p - y);
    }
  },

  /** |p - y| / C; the kink as in {@link #L1}. */
  MEAN_ABSOLUTE {
    @Override
    double term(double p, double y, int outputs) {
      return Math.abs(p - y) / outputs;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return Math.signum(p - y) / outputs;
    }
  },

  /**
   * 100 |(p - y) / y| / C: Makridakis 1993, Accuracy measures: theoretical and practical concerns;
   * undefined where y is 0. The kink as in {@link #L1}.
   */
  MEAN_ABSOLUTE_PERCENTAGE {
    @Override
    double term(double p, double y, int outputs) {
      return 100 * Math.abs((p - y) / y) / outputs;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return 100 * Math.signum(p - y) / Math.abs(y) / outputs;
    }
  },

  /**
   * (ln(1 + p) - ln(1 + y))^2 / C, for p and y above -1: the mean square of the logarithmic errors
   * of counts that may be 0. The two logarithms keep small p and y apart, where ln((1 + p) / (1 +
   * y)) would round them to 1.
   */
  MEAN_SQUARED_LOGARITHMIC {
    @Override
    double term(double p, double y, int outputs) {
      double error = StrictMath.log1p(p) - StrictMath.log1p(y);
      return error * error / outputs;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return 2 * (StrictMath.log1p(p) - StrictMath.log1p(y)) / (1 + p) / outputs;
    }
  },

  /**
   * max(0, 1 - y p) for y of -1 or 1: the soft margin of Cortes and Vapnik 1995, Support-vector
   * networks. The slope at the kink y p = 1 is 0, one of its subgradients and Deeplearning4j's
   * choice.
   */
  HINGE {
    @Override
    double term(double p, double y, int outputs) {
      return Math.max(0, 1 - y * p);
    }

    @Override
    double slope(double p, double y, int outputs) {
      if (isOutside(p, y)) {
        return 0;
      }
      return Double.isNaN(p) ? p : -y;
    }
  },

  /** max(0, 1 - y p)^2 for y of -1 or 1, which has no kink. */
  SQUARED_HINGE {
    @Override
    double term(double p, double y, int outputs) {
      double margin = Math.max(0, 1 - y * p);
      return margin * margin;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return isOutside(p, y) ? 0 : -2 * y * (1 - y * p);
    }
  },

  /**
   * y p / C: with labels of 1 and -1 for the two distributions, what the critic of Arjovsky,
   * Chintala and Bottou 2017, Wasserstein GAN, equation 2, is trained with. Linear in p, it has no
   * least value.
   */
  WASSERSTEIN {
    @Override
    double term(double p, double y, int outputs) {
      return y * p / outputs;
    }

    @Override
    double slope(double p, double y, int outputs) {
      return y / outputs;
    }
  };

  /** One output's share of the loss. */
  abstract double term(double p, double y, int outputs);

  /** Its derivative by p. */
  abstract double slope(double p, double y, int outputs);

  /** Whether the margin is kept. NaN keeps none, and its slope is NaN. */
  private static boolean isOutside(double p, double y) {
    return y * p >= 1;
  }

  @Override
  public void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
    int outputs = p.columns();
    kernels.zip(p, y, (pi, yi) -> term(pi, yi, outputs), terms);
  }

  @Override
  public void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
    int outputs = p.columns();
    kernels.zip(p, y, (pi, yi) -> slope(pi, yi, outputs) / divisor, dP);
  }
}
