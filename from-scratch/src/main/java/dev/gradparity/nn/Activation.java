package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.tensor.Matrix;

/** A = f(Z) and its chain rule. */
public sealed interface Activation permits ElementwiseActivation, ScalarActivation, Softmax {

  /** The function of this name with its presets. */
  static Activation of(ActivationKind kind) {
    return of(ActivationSpec.of(kind));
  }

  /** The function of this name and parameters. */
  static Activation of(ActivationSpec spec) {
    return switch (spec.kind()) {
      case IDENTITY -> ElementwiseActivation.IDENTITY;
      case RELU ->
          spec.isPreset()
              ? ElementwiseActivation.RELU
              : new ClippedRelu(
                  spec.parameter("max"),
                  spec.parameter("threshold"),
                  spec.parameter("negativeSlope"));
      case SIGMOID -> ElementwiseActivation.SIGMOID;
      case TANH -> ElementwiseActivation.TANH;
      case SOFTMAX -> Softmax.INSTANCE;
      case CUBE -> new Cube();
      case ELU -> new Elu(1, spec.parameter("alpha"));
      case GELU -> Swish.GELU;
      case PRECISE_GELU -> new PreciseGelu();
      case HARDSIGMOID -> new HardSigmoid();
      case HARDTANH -> new HardTanh();
      case LEAKYRELU -> new LeakyRelu(spec.parameter("alpha"));
      case MISH -> new Mish();
      case RATIONALTANH -> new RationalTanh();
      case RECTIFIEDTANH -> new RectifiedTanh();
      case RELU6 -> new ClippedRelu(6, 0, 0);
      case RRELU -> new LeakyRelu((spec.parameter("l") + spec.parameter("u")) / 2);
      case SELU -> Elu.SELF_NORMALISING;
      case SOFTPLUS -> new Softplus();
      case SOFTSIGN -> new Softsign();
      case SWISH -> new Swish(1);
      case THRESHOLDEDRELU -> new ThresholdedRelu(spec.parameter("theta"));
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
