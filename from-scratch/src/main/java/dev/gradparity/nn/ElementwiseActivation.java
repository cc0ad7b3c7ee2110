package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;

/**
 * An activation that works on each element by itself, so that dZ = dA * f'(Z), the Hadamard
 * product: the diag(f') of document 002, rows S8 and S9.
 */
enum ElementwiseActivation implements Activation {
  IDENTITY {
    @Override
    double value(double z) {
      return z;
    }

    @Override
    double derivative(double z, double a) {
      return 1;
    }
  },

  /** The derivative at the kink z = 0 is 0, one of its subgradients and Deeplearning4j's choice. */
  RELU {
    @Override
    double value(double z) {
      return Math.max(0, z);
    }

    @Override
    double derivative(double z, double a) {
      return z > 0 ? 1 : 0;
    }
  },

  SIGMOID {
    /** Two forms, so that exp never overflows and small values keep their relative accuracy. */
    @Override
    double value(double z) {
      if (z < 0) {
        double e = StrictMath.exp(z);
        return e / (1 + e);
      }
      return 1 / (1 + StrictMath.exp(-z));
    }

    @Override
    double derivative(double z, double a) {
      return a * (1 - a);
    }
  },

  TANH {
    @Override
    double value(double z) {
      return StrictMath.tanh(z);
    }

    /** 1 - a^2 as a product, which does not cancel twice. */
    @Override
    double derivative(double z, double a) {
      return (1 - a) * (1 + a);
    }
  };

  /** f(z). */
  abstract double value(double z);

  /** f'(z), where a = f(z). */
  abstract double derivative(double z, double a);

  @Override
  public void forward(Kernels kernels, Matrix z, Matrix a) {
    kernels.map(z, this::value, a);
  }

  @Override
  public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
    kernels.zip(z, a, this::derivative, dZ);
    kernels.hadamard(dA, dZ, dZ);
  }
}
