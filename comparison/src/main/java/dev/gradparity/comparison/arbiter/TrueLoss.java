package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.LossKind;
import java.math.BigDecimal;

/** The loss of one example. */
sealed interface TrueLoss permits TrueSquares, TrueCrossEntropy {

  /** The definition of this kind; the cross entropies' last activation is their specification's. */
  static TrueLoss of(LossKind kind) {
    return switch (kind) {
      case MSE -> TrueSquares.MSE;
      case L2 -> TrueSquares.L2;
      case HALF_L2 -> TrueSquares.HALF_L2;
      case XENT -> TrueCrossEntropy.OF_SIGMOID;
      case MCXENT -> TrueCrossEntropy.OF_SOFTMAX;
    };
  }

  /**
   * The loss.
   *
   * @param z the last layer before its activation
   * @param p the network's output
   * @param y the labels
   */
  BigDecimal value(Decimals m, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y);

  /**
   * Its gradient by z.
   *
   * @param f the last activation, p = f(z)
   */
  BigDecimal[] gradient(
      Decimals m, TrueActivation f, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y);
}
