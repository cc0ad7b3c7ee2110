package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.spec.DType;

/**
 * The table of tolerances: how many units of roundoff, per gauge, two correct subjects may differ.
 *
 * <p>Every row is multiplied by sqrt(k), k the longest inner length of the case: the roundings of a
 * sum of k terms have signs of their own, and grow like a random walk (Higham and Mary, A New
 * Approach to Probabilistic Rounding Error Analysis, 2019). The format enters through the roundoff
 * alone, so that one row serves float32 and float64.
 */
final class Tolerances {

  private Tolerances() {}

  /** The bound of an element is this times its gauge. */
  static double of(Quantity quantity, DType dtype, int innerLength) {
    return unitsOf(quantity) * Math.sqrt(innerLength) * dtype.unitRoundoff();
  }

  private static double unitsOf(Quantity quantity) {
    return switch (quantity) {
      // Two sides, each with a product, a sum and a function of up to two ulps behind the gauge.
      case PRE_ACTIVATION, ACTIVATION -> 8;
      // The same roundings, and the sum over examples and outputs in either order.
      case LOSS -> 8;
      // The roundings of the forward pass are in the gauge; the backward pass makes as many again.
      case D_PRE_ACTIVATION, D_ACTIVATION, D_WEIGHTS, D_BIAS, D_INPUT -> 16;
      // The gauge adds up over the steps; what an early difference does to later gradients is not
      // in it. A step that converges shrinks differences, one that bounces may double them.
      case WEIGHTS, BIAS -> 32;
      // An integer, counted and not computed.
      case BATCH_SIZE -> 0;
    };
  }
}
