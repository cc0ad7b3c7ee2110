package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;

/**
 * An activation that is a formula for one number. It is evaluated in float64, whatever the format
 * of the matrices, and rounded once.
 */
non-sealed interface ScalarActivation extends Activation {

  /** f(z); NaN for NaN. */
  double value(double z);

  /** f'(z), at a kink one of its two sides; NaN for NaN. */
  double derivative(double z);

  @Override
  default void forward(Kernels kernels, Matrix z, Matrix a) {
    kernels.map(z, this::value, a);
  }

  @Override
  default void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
    kernels.zip(z, dA, (x, d) -> d * derivative(x), dZ);
  }
}
