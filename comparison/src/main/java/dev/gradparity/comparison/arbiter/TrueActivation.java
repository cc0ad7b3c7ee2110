package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.ActivationSpec;
import java.math.BigDecimal;

/** An activation on one example's row of a layer. */
sealed interface TrueActivation permits TrueScalar, TrueSoftmax {

  /** The definition of this name and parameters. */
  static TrueActivation of(ActivationSpec spec) {
    return switch (spec.kind()) {
      case IDENTITY -> TrueElementwise.IDENTITY;
      case RELU ->
          spec.isPreset()
              ? TrueElementwise.RELU
              : TrueRectifiers.clipped(
                  spec.parameter("max"),
                  spec.parameter("threshold"),
                  spec.parameter("negativeSlope"));
      case SIGMOID -> TrueElementwise.SIGMOID;
      case TANH -> TrueElementwise.TANH;
      case SOFTMAX -> TrueSoftmax.INSTANCE;
      case CUBE -> TrueCurves.cube();
      case ELU -> TrueRectifiers.elu(BigDecimal.ONE, new BigDecimal(spec.parameter("alpha")));
      case GELU -> TrueCurves.swish("1.702");
      case PRECISE_GELU -> TrueCurves.preciseGelu();
      case HARDSIGMOID -> TrueRectifiers.hardSigmoid();
      case HARDTANH -> TrueRectifiers.hardTanh();
      case LEAKYRELU -> TrueRectifiers.leaky(spec.parameter("alpha"));
      case MISH -> TrueCurves.mish();
      case RATIONALTANH -> TrueCurves.rationalTanh();
      case RECTIFIEDTANH -> TrueCurves.rectifiedTanh();
      case RELU6 -> TrueRectifiers.clipped(6, 0, 0);
      case RRELU -> TrueRectifiers.leaky((spec.parameter("l") + spec.parameter("u")) / 2);
      case SELU -> TrueRectifiers.selu();
      case SOFTPLUS -> TrueCurves.softplus();
      case SOFTSIGN -> TrueCurves.softsign();
      case SWISH -> TrueCurves.swish("1");
      case THRESHOLDEDRELU -> TrueRectifiers.thresholded(spec.parameter("theta"));
    };
  }

  /** a = f(z). */
  BigDecimal[] value(Decimals m, BigDecimal[] z);

  /** dz_j = sum_k da_k df_k/dz_j, from z alone. */
  BigDecimal[] backward(Decimals m, BigDecimal[] z, BigDecimal[] dA);
}
