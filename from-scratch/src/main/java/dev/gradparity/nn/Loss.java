package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.LossKind;
import dev.gradparity.tensor.Matrix;

/**
 * The loss as a sum of terms, one per output p and label y, and each term's derivative by p
 * (document 004, row S16, for the squares).
 */
public enum Loss {
  /** (p - y)^2 / C, C the number of outputs. */
  MSE {
    @Override
    void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      int outputs = p.columns();
      kernels.zip(p, y, (pi, yi) -> (pi - yi) * (pi - yi) / outputs, terms);
    }

    @Override
    void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
      int outputs = p.columns();
      kernels.zip(p, y, (pi, yi) -> 2 * (pi - yi) / outputs / divisor, dP);
    }
  },

  /** (p - y)^2. */
  L2 {
    @Override
    void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      kernels.zip(p, y, (pi, yi) -> (pi - yi) * (pi - yi), terms);
    }

    @Override
    void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
      kernels.zip(p, y, (pi, yi) -> 2 * (pi - yi) / divisor, dP);
    }
  },

  /** (p - y)^2 / 2. */
  HALF_L2 {
    @Override
    void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      kernels.zip(p, y, (pi, yi) -> (pi - yi) * (pi - yi) / 2, terms);
    }

    @Override
    void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
      kernels.dividedDifferences(p, y, divisor, dP);
    }
  },

  /** -(y ln p + (1 - y) ln(1 - p)). */
  XENT {
    @Override
    void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      kernels.zip(p, y, (pi, yi) -> -(timesLog(yi, pi) + timesLog(1 - yi, 1 - pi)), terms);
    }

    @Override
    void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
      kernels.zip(p, y, (pi, yi) -> (over(1 - yi, 1 - pi) - over(yi, pi)) / divisor, dP);
    }

    /** y softplus(-z) + (1 - y) softplus(z). */
    @Override
    void termsFromLogits(Kernels kernels, Matrix z, Matrix y, Matrix terms) {
      kernels.zip(z, y, (zi, yi) -> times(yi, softplus(-zi)) + times(1 - yi, softplus(zi)), terms);
    }
  },

  /** -y ln p. */
  MCXENT {
    @Override
    void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms) {
      kernels.crossEntropyTerms(p, y, terms);
    }

    @Override
    void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP) {
      kernels.zip(p, y, (pi, yi) -> (0 - over(yi, pi)) / divisor, dP);
    }

    /** y_j ln(sum_k exp(z_k - z_j)), the exponents shifted by the largest z. */
    @Override
    void termsFromLogits(Kernels kernels, Matrix z, Matrix y, Matrix terms) {
      for (int i = 0; i < z.rows(); i++) {
        double largest = largestOfRow(z, i);
        double sum = 0;
        for (int j = 0; j < z.columns(); j++) {
          sum += StrictMath.exp(z.get(i, j) - largest);
        }
        double logSum = StrictMath.log(sum);
        for (int j = 0; j < z.columns(); j++) {
          terms.set(i, j, times(y.get(i, j), largest - z.get(i, j) + logSum));
        }
      }
    }
  };

  /** The loss of this kind. */
  public static Loss of(LossKind kind) {
    return switch (kind) {
      case MSE -> MSE;
      case L2 -> L2;
      case HALF_L2 -> HALF_L2;
      case XENT -> XENT;
      case MCXENT -> MCXENT;
    };
  }

  /** Each output's share of the loss of its example, from p and y of (n, C). */
  abstract void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms);

  /** d term / dp of each output, over the divisor. */
  abstract void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP);

  /**
   * The terms of a cross entropy from z, the argument of the activation that it is fused with:
   * finite also where p has rounded to 0 or 1.
   */
  void termsFromLogits(Kernels kernels, Matrix z, Matrix y, Matrix terms) {
    throw new IllegalStateException(this + " is fused with no activation");
  }

  private static double largestOfRow(Matrix z, int row) {
    double largest = z.get(row, 0);
    for (int j = 1; j < z.columns(); j++) {
      largest = Math.max(largest, z.get(row, j));
    }
    return largest;
  }

  /** ln(1 + e^z), whose exponential never overflows. */
  private static double softplus(double z) {
    return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  /** y ln p, by continuity 0 where y is 0, whatever p. */
  private static double timesLog(double y, double p) {
    return y == 0 ? 0 : y * StrictMath.log(p);
  }

  /** y l, by continuity 0 where y is 0, whatever l. */
  private static double times(double y, double l) {
    return y == 0 ? 0 : y * l;
  }

  /** y / p, the derivative of y ln p: 0 where y is 0, whatever p. */
  private static double over(double y, double p) {
    return y == 0 ? 0 : y / p;
  }

  /**
   * The loss of a minibatch.
   *
   * <p>A cross entropy is computed from p and, where that is not finite, from z: the true loss is
   * finite although p has rounded to 0 or 1.
   *
   * @param activation of the last layer
   * @param z (n, C), its argument
   * @param p (n, C), the network's output
   * @param y (n, C), the labels
   * @param divisor n for a mean over the examples, 1 for a sum
   * @param terms (n, C), scratch, overwritten
   */
  public double value(
      Kernels kernels,
      Activation activation,
      Matrix z,
      Matrix p,
      Matrix y,
      int divisor,
      Matrix terms) {
    terms(kernels, p, y, terms);
    double sum = kernels.sum(terms);
    if (!Double.isFinite(sum) && isFusedWith(activation)) {
      termsFromLogits(kernels, z, y, terms);
      sum = kernels.sum(terms);
    }
    return sum / divisor;
  }

  /**
   * dZ of the network's last layer, Z before its activation.
   *
   * <p>The two cross entropies meet the activation whose inverse link they are: with softmax
   * (labels that sum to 1) and with sigmoid, dZ = p - y. Fused, no small p is divided by.
   *
   * @param z (n, C)
   * @param p (n, C), the activation's value at z
   * @param y (n, C), the labels
   * @param divisor n for a mean over the examples, 1 for a sum
   * @param dP (n, C), scratch, overwritten
   * @param dZ (n, C), overwritten
   */
  public void backward(
      Kernels kernels,
      Activation activation,
      Matrix z,
      Matrix p,
      Matrix y,
      int divisor,
      Matrix dP,
      Matrix dZ) {
    if (isFusedWith(activation)) {
      kernels.dividedDifferences(p, y, divisor, dZ);
    } else {
      derivatives(kernels, p, y, divisor, dP);
      activation.backward(kernels, z, p, dP, dZ);
    }
  }

  private boolean isFusedWith(Activation activation) {
    return (this == MCXENT && activation == Softmax.INSTANCE)
        || (this == XENT && activation == ElementwiseActivation.SIGMOID);
  }
}
