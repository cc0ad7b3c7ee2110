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
      // One for each side: the gauge holds the product, the bias and the function of every layer
      // so far.
      case PRE_ACTIVATION, ACTIVATION -> 2;
      // One for each side; the gauge holds the terms and the errors of the outputs in them.
      case LOSS -> 2;
      // One for each side; the gauge holds the forward pass as well, layer by layer.
      case D_PRE_ACTIVATION, D_ACTIVATION, D_WEIGHTS, D_BIAS, D_INPUT -> 2;
      // One for each side; the gauge adds up over the steps. What an early difference does to later
      // gradients is not in it: a step that converges shrinks differences.
      case WEIGHTS, BIAS -> 2;
      // An integer, counted and not computed.
      case BATCH_SIZE -> 0;
    };
  }
}
