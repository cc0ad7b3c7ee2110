package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.DType;

/**
 * The roundings of one format, to nearest with gradual underflow: fl(x op y) = (x op y)(1 + delta)
 * + eta, {@code |delta| <= u}, and eta for products and quotients alone (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2nd ed., sections 2.2 and 2.7).
 */
final class Rounding {

  /**
   * lambda of Higham and Mary, A New Approach to Probabilistic Rounding Error Analysis, SIAM J.
   * Sci. Comput. 41 (2019), Theorem 2.4: a product of k factors 1 + delta leaves the probable bound
   * with probability 2 exp(-lambda^2 (1 - u)^2 / 2) at most, 7.5e-6 for 5.
   */
  static final double LAMBDA = 5;

  private static final double WALK_ROUNDOFF = DType.FLOAT64.unitRoundoff();

  /** More roundings than any formula for one element makes, sums aside. */
  static final int FORMULA = 64;

  /** What makes up for the roundings of a formula's own evaluation, all its terms positive. */
  static final double UP = up(0);

  private final double u;
  private final double smallest;
  private final double tiny;
  private final double huge;
  private final boolean isDouble;

  /** The roundings of this format. */
  Rounding(DType dtype) {
    this(
        dtype.unitRoundoff(),
        dtype == DType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE,
        dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE,
        dtype == DType.FLOAT64);
  }

  private Rounding(double u, double smallest, double huge, boolean isDouble) {
    this.u = u;
    this.smallest = smallest;
    // Functions may be off by four of it, and the bound's own arithmetic, where it underflows as
    // well, takes its share.
    tiny = 8 * smallest;
    this.huge = huge;
    this.isDouble = isDouble;
  }

  /**
   * Arithmetic that rounds nothing and never overflows: what is left of an error analysis is
   * propagation.
   */
  static Rounding none() {
    return new Rounding(0, 0, Double.POSITIVE_INFINITY, true);
  }

  /** The same roundings of numbers of any size. */
  Rounding withoutLimit() {
    return new Rounding(u, smallest, Double.POSITIVE_INFINITY, isDouble);
  }

  /** The unit roundoff. */
  double u() {
    return u;
  }

  /** What one product, quotient or function loses where it underflows. */
  double tiny() {
    return tiny;
  }

  /** The smallest number above zero. */
  double smallest() {
    return smallest;
  }

  /** Whether the format is float64. */
  boolean isDouble() {
    return isDouble;
  }

  /** The largest finite number. */
  double huge() {
    return huge;
  }

  /** The walk's own error per certain bound: a bound is a power series in u without a constant. */
  double walkShare() {
    return WALK_ROUNDOFF / u;
  }

  /** The largest relative error of a product of k factors (1 + delta)^(+-1). */
  double gamma(Level level, int k) {
    double certain = quotient(k * u);
    if (level != Level.PROBABLE) {
      return certain;
    }
    double exponent = LAMBDA * Math.sqrt(k) * u + k * u * u / (1 - u);
    return Math.min(certain, Math.expm1(exponent) * UP);
  }

  /** t / (1 - t): the relative error where relative errors add up to t; unbounded from 1 on. */
  static double quotient(double t) {
    return t < 1 ? t / (1 - t) * UP : Double.POSITIVE_INFINITY;
  }

  /** What makes up for a sum of so many positive terms that float64 added up. */
  static double up(int terms) {
    return 1 / (1 - 2 * (terms + FORMULA) * WALK_ROUNDOFF);
  }
}
