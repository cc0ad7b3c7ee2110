package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.ActivationKind;
import java.math.BigDecimal;

/** An activation on one example's row of a layer. */
sealed interface TrueActivation permits TrueElementwise, TrueSoftmax {

  /** The definition of this kind. */
  static TrueActivation of(ActivationKind kind) {
    return switch (kind) {
      case IDENTITY -> TrueElementwise.IDENTITY;
      case RELU -> TrueElementwise.RELU;
      case SIGMOID -> TrueElementwise.SIGMOID;
      case TANH -> TrueElementwise.TANH;
      case SOFTMAX -> TrueSoftmax.INSTANCE;
    };
  }

  /** a = f(z). */
  BigDecimal[] value(Decimals m, BigDecimal[] z);

  /** dz_j = sum_k da_k df_k/dz_j, from z alone. */
  BigDecimal[] backward(Decimals m, BigDecimal[] z, BigDecimal[] dA);
}
