package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.LossKind;
import dev.gradparity.tensor.Matrix;

/**
 * A loss of one example as a sum of terms, one for each output, and its derivatives by p.
 *
 * <p>Formulas are computed in float64 and rounded once.
 */
sealed interface LossFunction permits Residual, Divergence, RowwiseLoss {

  /** The function of this kind. */
  static LossFunction of(LossKind kind) {
    return switch (kind) {
      case MSE, SQUARED_LOSS -> Residual.MSE;
      case L2 -> Residual.L2;
      case HALF_L2 -> Residual.HALF_L2;
      case L1 -> Residual.L1;
      case MEAN_ABSOLUTE_ERROR -> Residual.MEAN_ABSOLUTE;
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> Residual.MEAN_ABSOLUTE_PERCENTAGE;
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> Residual.MEAN_SQUARED_LOGARITHMIC;
      case HINGE -> Residual.HINGE;
      case SQUARED_HINGE -> Residual.SQUARED_HINGE;
      case WASSERSTEIN -> Residual.WASSERSTEIN;
      case COSINE_PROXIMITY -> RowwiseLoss.COSINE_PROXIMITY;
      case MULTI_LABEL -> RowwiseLoss.MULTI_LABEL;
      case POISSON -> Divergence.POISSON;
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> Divergence.KULLBACK_LEIBLER;
      case XENT -> Divergence.XENT;
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> Divergence.MCXENT;
    };
  }

  /** Each output's share of the loss of its example, from p and y of (n, C). */
  void terms(Kernels kernels, Matrix p, Matrix y, Matrix terms);

  /** dL/dp of each output, over the divisor. */
  void derivatives(Kernels kernels, Matrix p, Matrix y, int divisor, Matrix dP);
}
