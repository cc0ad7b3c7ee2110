package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationSpec;

/** What the operations of a pass give: by default, what mathematics says. */
interface Formulas {

  /** Those of mathematics. */
  Formulas TRUE = new Formulas() {};

  /** A.W + 1b. */
  default Bounded affine(LinearErrors linear, Bounded a, Bounded weights, Bounded bias) {
    // The one rounding besides the product's is the addition of the bias.
    return linear.product(a, weights, bias, 1);
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

  /**
   * The loss of the minibatch.
   *
   * @param p the network's output
   * @param y the labels
   * @param loss the true loss
   */
  default Bounded loss(Bounded p, double[] y, Bounded loss) {
    return loss;
  }

  /**
   * dZ of the last layer.
   *
   * @param p the network's output
   * @param dZ the true gradient
   */
  default Bounded outputGradient(Bounded p, Bounded dZ) {
    return dZ;
  }
}
