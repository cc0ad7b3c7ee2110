package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;

/**
 * An activation that works on each element by itself, so that dZ = dA * f'(Z), the Hadamard
 * product: the diag(f') of document 002, rows S8 and S9.
 */
enum ElementwiseActivation implements Activation {
  /** f(z) = z, f'(z) = 1. */
  IDENTITY {
    @Override
    public void forward(Kernels kernels, Matrix z, Matrix a) {
      a.setAll(z);
    }

    @Override
    public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
      dZ.setAll(dA);
    }
  },

  /**
   * f(z) = max(0, z), f'(z) = 1 for z > 0 and 0 below. The derivative at the kink z = 0 is 0, one
   * of its subgradients and Deeplearning4j's choice.
   */
  RELU {
    @Override
    public void forward(Kernels kernels, Matrix z, Matrix a) {
      kernels.relu(z, a);
    }

    @Override
    public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
      kernels.reluBackward(z, dA, dZ);
    }
  },

  /** f(z) = 1 / (1 + exp(-z)), f' = f (1 - f). */
  SIGMOID {
    @Override
    public void forward(Kernels kernels, Matrix z, Matrix a) {
      kernels.sigmoid(z, a);
    }

    @Override
    public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
      kernels.sigmoidBackward(a, dA, dZ);
    }
  },

  /** f(z) = tanh(z), f' = 1 - f^2, taken as (1 - f)(1 + f), which does not cancel twice. */
  TANH {
    @Override
    public void forward(Kernels kernels, Matrix z, Matrix a) {
      kernels.tanh(z, a);
    }

    @Override
    public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
      kernels.tanhBackward(a, dA, dZ);
    }
  }
}
