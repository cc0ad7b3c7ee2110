package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ParameterKind;

/**
 * z = x from 0 on, and w x below.
 *
 * <p>z is continuous in x, with the slopes 1 and w: an error e of x makes one of max(1, |w|) e at
 * most, on both sides of the kink and across it. So is the factor min(x, 0) of dz in the terms of
 * dw, with the slope 1. Only dx jumps at the kink, from w dz to dz; where x may be on either side,
 * either is right.
 *
 * @param linear sums
 * @param formulas of the operations
 * @param slopes w, a row or one number
 * @param isFrozen whether the pass is of a step in which they stay
 */
record PReluErrors(LinearErrors linear, Formulas formulas, Bounded slopes, boolean isFrozen)
    implements FormErrors {

  private Hadamard hadamard() {
    return new Hadamard(linear.r());
  }

  @Override
  public Bounded forward(Bounded input) {
    double[] value = new double[input.size()];
    for (int k = 0; k < value.length; k++) {
      double x = input.value()[k];
      value[k] = x < 0 ? slopes.value()[k % slopes.size()] * x : x;
    }
    return Bounded.ofElements(
        linear.r(),
        input.rows(),
        input.columns(),
        value,
        input.meetsKink() || slopes.meetsKink(),
        (level, k) -> forwardError(level, input, k));
  }

  private double forwardError(Level level, Bounded input, int k) {
    double x = input.value()[k];
    double error = input.error(level, k);
    boolean mayBeLeft = x - 2 * input.reach(level, k) < 0;
    boolean mayBeRight = x + 2 * input.reach(level, k) >= 0;
    if (!mayBeLeft) {
      return error;
    }
    double product = hadamard().term(level, input, k, slopes).error();
    // The product's error has |w| e in it; across the kink it is to be e at least.
    double steeper = 1 - slopes.magnitude(level, k % slopes.size());
    return mayBeRight && steeper > 0 ? product + steeper * error : product;
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    if (kind != ParameterKind.WEIGHTS) {
      throw new IllegalArgumentException("no parameter " + kind.symbol());
    }
    Bounded factors = negativePart(formulas.sidesOfKink(input, forward(input), dZ, false));
    Bounded terms = terms(dZ, factors);
    return linear.columnSums(slopes.size() == 1 ? terms.column() : terms);
  }

  /** What is from 0 on for certain is left out of the sums, whatever dz is there. */
  private Bounded terms(Bounded dZ, Bounded factors) {
    double[] value = new double[dZ.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = isLeftOut(Level.KINKED, factors, k) ? 0 : dZ.value()[k] * factors.value()[k];
    }
    return Bounded.ofElements(
        linear.r(),
        dZ.rows(),
        dZ.columns(),
        value,
        dZ.meetsKink() || factors.meetsKink(),
        (level, k) ->
            isLeftOut(level, factors, k) ? 0 : hadamard().term(level, dZ, k, factors).error());
  }

  private static boolean isLeftOut(Level level, Bounded factors, int k) {
    return factors.value()[k] == 0 && factors.error(level, k) == 0;
  }

  private Bounded negativePart(Bounded input) {
    double[] value = new double[input.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = Math.min(input.value()[k], 0);
    }
    if (input.isExact()) {
      return Bounded.exact(input.rows(), input.columns(), value);
    }
    return Bounded.ofElements(
        linear.r(),
        input.rows(),
        input.columns(),
        value,
        input.meetsKink(),
        (level, k) ->
            input.value()[k] - 2 * input.reach(level, k) >= 0 ? 0 : input.error(level, k));
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    Bounded sides = formulas.sidesOfKink(input, forward(input), dZ, isFrozen);
    double[] value = new double[dZ.size()];
    boolean kinked = sides.meetsKink() || slopes.meetsKink() || dZ.meetsKink();
    for (int k = 0; k < value.length; k++) {
      double side = sides.value()[k];
      double factor = side < 0 ? slopes.value()[k % slopes.size()] : side >= 0 ? 1 : side;
      value[k] = factor * dZ.value()[k];
      kinked |= isUndecided(sides, k);
    }
    return Bounded.ofElements(
        linear.r(),
        dZ.rows(),
        dZ.columns(),
        value,
        kinked,
        (level, k) -> {
          Term right = RunningError.element(dZ, level, k);
          Term left = hadamard().term(level, dZ, k, slopes);
          double ofLeft = hadamard().divided(level, left);
          boolean isLeft = sides.value()[k] < 0;
          double own = isLeft ? ofLeft : right.error();
          if (level != Level.KINKED || !isUndecided(sides, k)) {
            return own;
          }
          // What is computed may be of one side, and what is exact of the other.
          return Math.abs(right.value() - left.value()) + 2 * (ofLeft + right.error());
        });
  }

  /** Whether a number may be on either side of the kink. */
  static boolean isUndecided(Bounded x, int k) {
    double error = x.error(Level.KINKED, k);
    return error > 0 && Math.abs(x.value()[k]) <= 2 * error;
  }
}
