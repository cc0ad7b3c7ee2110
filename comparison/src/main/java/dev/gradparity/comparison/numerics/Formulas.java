package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Map;

/** What the operations of a pass give: by default, what mathematics says. */
interface Formulas {

  /** Those of mathematics. */
  Formulas TRUE = new Formulas() {};

  /** A.W + 1b. */
  default Bounded affine(LinearErrors linear, Bounded a, Bounded weights, Bounded bias) {
    // The one rounding besides the product's is the addition of the bias.
    return linear.product(a, weights, bias, 1);
  }

  /** A^T.dZ, A^T the transposed input. */
  default Bounded weightGradient(LinearErrors linear, Bounded transposed, Bounded dZ) {
    // The one rounding besides the product's is the division by the number of examples.
    return linear.product(transposed, dZ, null, 1);
  }

  /** dZ.W, W the transposed weights. */
  default Bounded inputGradient(LinearErrors linear, Bounded dZ, Bounded transposed) {
    // The one rounding besides the product's is the division by the number of examples.
    return linear.product(dZ, transposed, null, 1);
  }

  /**
   * An activation.
   *
   * @param z its argument
   * @param a its true value
   */
  default Bounded activation(ActivationSpec spec, Bounded z, Bounded a) {
    return a;
  }

  /**
   * The gradient by an activation's argument.
   *
   * @param z the argument
   * @param a the activation's value
   * @param dA the gradient by it
   * @param dZ the true gradient
   */
  default Bounded backward(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    return dZ;
  }

  /** Whether the mask of these labels puts 0 in the place of the last activation's arguments. */
  default boolean masksArguments(NetworkSpec spec, Labels labels) {
    return false;
  }

  /**
   * What the loss has besides the examples' losses.
   *
   * @param isOfStep whether the pass is a training's
   * @param penalty its true value; null for none
   */
  default Bounded penalty(
      NetworkSpec spec, PerParameter<Bounded> parameters, boolean isOfStep, Bounded penalty) {
    return penalty;
  }

  /** What has the signs that a penalty of magnitudes adds to the gradient by a parameter. */
  default Bounded signs(Bounded theta) {
    return theta;
  }

  /**
   * A layer's normalised product.
   *
   * @param u the product
   * @param bias b, a row; null for none
   * @param z g (u - mean u) / std u + b
   */
  default Bounded normalised(Bounded u, Bounded bias, Bounded z) {
    return z;
  }

  /**
   * The gradient by a product that is normalised.
   *
   * @param u the product
   * @param dZ the gradient by what it has become
   * @param dU the true gradient by it
   */
  default Bounded normalisedGradient(Bounded u, Bounded dZ, Bounded dU) {
    return dU;
  }

  /** Whether a batch normalisation has neither gamma nor beta in z. */
  default boolean leavesOutGammaAndBeta(LayerForm.BatchNorm form) {
    return false;
  }

  /**
   * What tells on which side of its kink a parametric rectifier's argument was, on the way back.
   *
   * @param x the argument
   * @param z its value
   * @param dZ the gradient by it
   * @param isFrozen whether the pass is of a step in which the slopes stay
   */
  default Bounded sidesOfKink(Bounded x, Bounded z, Bounded dZ, boolean isFrozen) {
    return x;
  }

  /** Whether the score is that of dL/dz, of the sum over the examples, in the place of z. */
  default boolean scoresGradient(NetworkSpec spec) {
    return false;
  }

  /** What the loss is divided by, besides what the specification says. */
  default int scoreDivisor(NetworkSpec spec, int examples) {
    return 1;
  }

  /**
   * The loss of the minibatch.
   *
   * @param errors the analysis of the loss
   * @param p the network's output
   * @param loss the true loss, the penalty included
   */
  default Bounded loss(LossErrors errors, Bounded p, Bounded loss) {
    return loss;
  }

  /**
   * dZ of the last layer.
   *
   * @param errors the analysis of the loss's gradient
   * @param z the last activation's argument
   * @param p the network's output
   * @param dZ the true gradient
   */
  default Bounded outputGradient(LossGradientErrors errors, Bounded z, Bounded p, Bounded dZ) {
    return dZ;
  }

  /** A parameter and what is remembered of it, as a step takes them up. */
  default UpdaterErrors remembered(UpdaterErrors before) {
    return before;
  }

  /**
   * The updater of a parameter as it moves in a step.
   *
   * @param spec as the network has it
   * @param t the number of the step, from 1
   * @param epoch the epoch of the step, from 0
   */
  default UpdaterSpec updater(UpdaterSpec spec, int layer, ParameterKind kind, int t, int epoch) {
    return spec;
  }

  /**
   * A parameter of a frozen layer after a step.
   *
   * @param g its gradient
   */
  default Bounded frozen(
      int layer, ParameterKind kind, boolean isOutput, Bounded theta, Bounded g) {
    return theta;
  }

  /** Normalises the gradients of a layer, by the parameters that it has, as its step does. */
  default void normalise(
      LayerStepErrors errors,
      LayerSettings settings,
      int layer,
      Map<ParameterKind, Bounded> gradients) {
    errors.normalise(settings, gradients);
  }

  /** A parameter after a step's constraints, which are continuous. */
  default Bounded constrained(
      LayerStepErrors errors,
      LayerSettings settings,
      int layer,
      ParameterKind kind,
      Bounded theta) {
    return errors.constrained(settings, theta, kind.isBias());
  }
}
