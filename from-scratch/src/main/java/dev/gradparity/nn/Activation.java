package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.tensor.Matrix;

/** A = f(Z) and its chain rule. */
public sealed interface Activation permits ElementwiseActivation, Softmax {

  /** The function of this kind. */
  static Activation of(ActivationKind kind) {
    return switch (kind) {
      case IDENTITY -> ElementwiseActivation.IDENTITY;
      case RELU -> ElementwiseActivation.RELU;
      case SIGMOID -> ElementwiseActivation.SIGMOID;
      case TANH -> ElementwiseActivation.TANH;
      case SOFTMAX -> Softmax.INSTANCE;
    };
  }

  /**
   * A = f(Z).
   *
   * @param z (n, m)
   * @param a (n, m), overwritten
   */
  void forward(Kernels kernels, Matrix z, Matrix a);

  /**
   * dZ from dA: the transposed Jacobian of f times dA, row by row.
   *
   * @param z (n, m)
   * @param a (n, m), f(z)
   * @param dA (n, m)
   * @param dZ (n, m), overwritten
   */
  void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ);
}
