package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.SmoothFormulas.RationalConstants;
import dev.gradparity.spec.ActivationSpec;

/** The formulas of the activations that are one for a single number. */
final class ScalarFormulas {

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private ScalarFormulas() {}

  static ScalarFormula of(ActivationSpec spec) {
    return switch (spec.kind()) {
      case RELU ->
          RectifierFormulas.clipped(
              spec.parameter("max"), spec.parameter("threshold"), spec.parameter("negativeSlope"));
      case RELU6 -> RectifierFormulas.clipped(6, 0, 0);
      case LEAKYRELU -> RectifierFormulas.leaky(spec.parameter("alpha"));
      case RRELU -> RectifierFormulas.leaky((spec.parameter("l") + spec.parameter("u")) / 2);
      case THRESHOLDEDRELU -> RectifierFormulas.thresholded(spec.parameter("theta"));
      case HARDTANH -> RectifierFormulas.hardTanh();
      case HARDSIGMOID -> RectifierFormulas.hardSigmoid(0.2);
      case ELU -> RectifierFormulas.elu(1, spec.parameter("alpha"));
      case SELU -> RectifierFormulas.elu(SELU_SCALE, SELU_ALPHA);
      case CUBE -> SmoothFormulas.cube();
      case SOFTSIGN -> SmoothFormulas.softsign();
      case RATIONALTANH -> SmoothFormulas.rationalTanh(RationalConstants.TRUE);
      case RECTIFIEDTANH -> SmoothFormulas.rectifiedTanh();
      case SOFTPLUS -> SmoothFormulas.softplus();
      case SWISH -> GatedFormulas.swish(1);
      case GELU -> GatedFormulas.swish(1.702);
      case PRECISE_GELU -> GatedFormulas.preciseGelu();
      case MISH -> GatedFormulas.mish();
      case IDENTITY, SIGMOID, TANH, SOFTMAX ->
          throw new IllegalArgumentException(spec + " is analysed by itself");
    };
  }
}
