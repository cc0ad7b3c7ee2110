package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;

/**
 * Products element by element, each rounded once.
 *
 * @param r the format
 */
record Hadamard(Rounding r) {

  /**
   * The products of the elements.
   *
   * @param b of A's shape; or a row, or one number, that stands for all rows
   */
  Bounded product(Bounded a, Bounded b) {
    double[] value = new double[a.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = a.value()[k] * b.value()[k % b.size()];
    }
    return Bounded.ofElements(
        r,
        a.rows(),
        a.columns(),
        value,
        a.meetsKink() || b.meetsKink(),
        (level, k) -> term(level, a, k, b).error());
  }

  /** The same for one element of A. */
  Term term(Level level, Bounded a, int k, Bounded b) {
    return product(RunningError.element(a, level, k), RunningError.element(b, level, k % b.size()));
  }

  /** What is 0 on all sides stays so; 0 times what may overflow need not. */
  private Term product(Term a, Term b) {
    if (a.error() == Double.POSITIVE_INFINITY || b.error() == Double.POSITIVE_INFINITY) {
      return new Term(a.value() * b.value(), Double.POSITIVE_INFINITY);
    }
    return isZero(a) || isZero(b)
        ? new Term(a.value() * b.value(), 0)
        : new RunningError(r).times(a, b);
  }

  private static boolean isZero(Term a) {
    return a.value() == 0 && a.error() == 0;
  }

  /** A number that a subject may have divided by the examples at the end. */
  double divided(Level level, Term a) {
    return a.error() + r.gamma(level, 1) * (Math.abs(a.value()) + 2 * a.error());
  }
}
