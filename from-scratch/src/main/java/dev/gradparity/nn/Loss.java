package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.tensor.Matrix;

/** The loss of a minibatch and its gradient by Z, the argument of the network's last activation. */
public final class Loss {

  private final LossSpec spec;
  private final LossFunction function;
  private final LabelMask mask;

  private Loss(LossSpec spec, LossFunction function, LabelMask mask) {
    this.spec = spec;
    this.function = function;
    this.mask = mask;
  }

  /** The loss of this description. */
  public static Loss of(LossSpec spec) {
    return new Loss(spec, LossFunction.of(spec.kind()), LabelMask.NONE);
  }

  /** The same loss of the labels that count, of a minibatch of the mask's examples. */
  Loss of(LabelMask counting) {
    return counting == mask ? this : new Loss(spec, function, counting);
  }

  /**
   * The loss of a minibatch.
   *
   * <p>A divergence of a softmax or a sigmoid is computed from p and, where that is not finite,
   * from z: the true loss is finite although p has rounded to 0 or 1.
   *
   * @param activation of the last layer
   * @param z (n, C), its argument
   * @param p (n, C), the network's output
   * @param y (n, C), the labels
   * @param divisor n for a mean over the examples, 1 for a sum
   * @param terms (n, C), scratch, overwritten
   */
  public double value(
      Kernels kernels,
      Activation activation,
      Matrix z,
      Matrix p,
      Matrix y,
      int divisor,
      Matrix terms) {
    if (!(function instanceof Divergence divergence)) {
      function.terms(kernels, p, y, terms);
      return sumOfWeighted(kernels, terms) / divisor;
    }
    if (spec.clip() > 0) {
      divergence.termsOfClipped(kernels, p, y, spec.clip(), terms);
      return sumOfWeighted(kernels, terms) / divisor;
    }
    divergence.terms(kernels, p, y, terms);
    double sum = sumOfWeighted(kernels, terms);
    if (!Double.isFinite(sum) && Divergence.knowsLogarithm(activation)) {
      divergence.termsFromLogits(activation, z, p, y, terms);
      sum = sumOfWeighted(kernels, terms);
    }
    return sum / divisor;
  }

  private double sumOfWeighted(Kernels kernels, Matrix terms) {
    weigh(terms);
    mask.apply(terms);
    return kernels.sum(terms);
  }

  /** Multiplies every row by the outputs' weights; a weight of 0 leaves out what is infinite. */
  private void weigh(Matrix rows) {
    for (int j = 0; j < spec.weights().size(); j++) {
      double weight = spec.weight(j);
      for (int i = 0; i < rows.rows(); i++) {
        rows.set(i, j, weight == 0 ? 0 : weight * rows.get(i, j));
      }
    }
  }

  /**
   * dZ of the network's last layer, Z before its activation.
   *
   * <p>A divergence of a softmax or a sigmoid is differentiated by ln p, so that no small p is
   * divided by. The two cross entropies meet the activation whose inverse link they are: with
   * softmax (labels that sum to 1) and with sigmoid, dZ = p - y.
   *
   * @param z (n, C)
   * @param p (n, C), the activation's value at z
   * @param y (n, C), the labels
   * @param divisor n for a mean over the examples, 1 for a sum
   * @param dP (n, C), scratch, overwritten
   * @param dZ (n, C), overwritten
   */
  public void backward(
      Kernels kernels,
      Activation activation,
      Matrix z,
      Matrix p,
      Matrix y,
      int divisor,
      Matrix dP,
      Matrix dZ) {
    if (isInverseLinkOf(activation)) {
      kernels.scaledResiduals(p, y, divisor, dZ);
      weigh(dZ);
    } else if (function instanceof Divergence divergence && Divergence.knowsLogarithm(activation)) {
      divergence.backward(spec, mask, activation, p, y, divisor, dZ);
    } else {
      function.derivatives(kernels, p, y, divisor, dP);
      weigh(dP);
      mask.apply(dP);
      activation.backward(kernels, z, p, dP, dZ);
    }
    // An output that does not count is still a part of the softmax of one that does.
    if (!(mask.isPerOutput() && activation == Softmax.INSTANCE)) {
      mask.apply(dZ);
    }
  }

  /** Softmax mixes what the outputs count, so that p - y is its gradient without weights alone. */
  private boolean isInverseLinkOf(Activation activation) {
    return (function == Divergence.MCXENT
            && activation == Softmax.INSTANCE
            && spec.weights().isEmpty()
            && !mask.isPerOutput())
        || (function == Divergence.XENT && activation == ElementwiseActivation.SIGMOID);
  }
}
