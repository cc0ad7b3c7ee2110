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
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y) / outputs;
    }

    @Override
    double derivative(double p, double y, int outputs) {
      return 2 * (p - y) / outputs;
    }
  },

  /** (p - y)^2. */
  L2 {
    @Override
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y);
    }

    @Override
    double derivative(double p, double y, int outputs) {
      return 2 * (p - y);
    }
  },

  /** (p - y)^2 / 2. */
  HALF_L2 {
    @Override
    double term(double p, double y, int outputs) {
      return (p - y) * (p - y) / 2;
    }

    @Override
    double derivative(double p, double y, int outputs) {
      return p - y;
    }
  },

  /** -(y ln p + (1 - y) ln(1 - p)). */
  XENT {
    @Override
    double term(double p, double y, int outputs) {
      return -(timesLog(y, p) + timesLog(1 - y, 1 - p));
    }

    @Override
    double derivative(double p, double y, int outputs) {
      return over(1 - y, 1 - p) - over(y, p);
    }
  },

  /** -y ln p. */
  MCXENT {
    @Override
    double term(double p, double y, int outputs) {
      return -timesLog(y, p);
    }

    @Override
    double derivative(double p, double y, int outputs) {
      return 0 - over(y, p);
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

  /** One output's share of the loss of one example. */
  abstract double term(double p, double y, int outputs);

  /** d term / dp. */
  abstract double derivative(double p, double y, int outputs);

  /** y ln p, by continuity 0 where y is 0, whatever p. */
  private static double timesLog(double y, double p) {
    return y == 0 ? 0 : y * StrictMath.log(p);
  }

  /** y / p, the derivative of y ln p: 0 where y is 0, whatever p. */
  private static double over(double y, double p) {
    return y == 0 ? 0 : y / p;
  }

  /**
   * The loss of a minibatch.
   *
   * @param p (n, C), the network's output
   * @param y (n, C), the labels
   * @param divisor n for a mean over the examples, 1 for a sum
   * @param terms (n, C), scratch, overwritten
   */
  public double value(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix terms) {
    int outputs = p.columns();
    kernels.zip(p, y, (pi, yi) -> term(pi, yi, outputs), terms);
    return kernels.sum(terms) / divisor;
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
      kernels.zip(p, y, (pi, yi) -> (pi - yi) / divisor, dZ);
    } else {
      int outputs = p.columns();
      kernels.zip(p, y, (pi, yi) -> derivative(pi, yi, outputs) / divisor, dP);
      activation.backward(kernels, z, p, dP, dZ);
    }
  }

  private boolean isFusedWith(Activation activation) {
    return (this == MCXENT && activation == Softmax.INSTANCE)
        || (this == XENT && activation == ElementwiseActivation.SIGMOID);
  }
}
