package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.LossKind;
import java.math.BigDecimal;

/** The loss of one example. */
sealed interface TrueLoss permits TrueResidual, TrueRowwise, TrueDivergence, TrueCrossEntropy {

  /** The definition of this kind; the cross entropies' last activation is their specification's. */
  static TrueLoss of(LossKind kind) {
    return switch (kind) {
      case MSE, SQUARED_LOSS -> TrueResidual.MSE;
      case L2 -> TrueResidual.L2;
      case HALF_L2 -> TrueResidual.HALF_L2;
      case L1 -> TrueResidual.L1;
      case MEAN_ABSOLUTE_ERROR -> TrueResidual.MEAN_ABSOLUTE;
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> TrueResidual.MEAN_ABSOLUTE_PERCENTAGE;
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> TrueResidual.MEAN_SQUARED_LOGARITHMIC;
      case HINGE -> TrueResidual.HINGE;
      case SQUARED_HINGE -> TrueResidual.SQUARED_HINGE;
      case WASSERSTEIN -> TrueResidual.WASSERSTEIN;
      case COSINE_PROXIMITY -> TrueRowwise.COSINE_PROXIMITY;
      case MULTI_LABEL -> TrueRowwise.MULTI_LABEL;
      case POISSON -> TrueDivergence.POISSON;
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> TrueDivergence.KULLBACK_LEIBLER;
      case XENT -> TrueCrossEntropy.OF_SIGMOID;
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> TrueCrossEntropy.OF_SOFTMAX;
    };
  }

  /** The loss. */
  BigDecimal value(TrueOutput output);

  /** Its gradient by z; clipping has no part in it. */
  BigDecimal[] gradient(TrueOutput output);
}
