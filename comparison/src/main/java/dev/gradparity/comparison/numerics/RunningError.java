package dev.gradparity.comparison.numerics;

import java.util.function.DoubleUnaryOperator;

/**
 * Arithmetic on numbers that know how far they may be off: a formula written with it yields its own
 * error bound (running error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2nd
 * ed., section 3.3, with the terms of second order kept).
 *
 * <p>A {@link Term} stands for an exact x as {@link Bounded} does: the walk's value and every
 * subject's are within its error of x. Each operation here covers one rounding in the format, and
 * each function the documented ulps of all libraries ({@link FunctionUlps}). A division by what may
 * be zero, or a logarithm of what may not be positive, has an infinite error.
 *
 * @param r the format
 */
record RunningError(Rounding r) {

  /**
   * A number within a formula.
   *
   * @param value the walk's approximation
   * @param error how far it, and every subject's, may be from the exact value
   */
  record Term(double value, double error) {

    private double exactMagnitude() {
      return Math.abs(value) + error;
    }

    /** The largest magnitude of a computed value. */
    double magnitude() {
      return Math.abs(value) + 2 * error;
    }

    /** The smallest that a computed value may be. */
    private double low() {
      return value - 2 * error;
    }

    private double high() {
      return value + 2 * error;
    }

    /** The smallest magnitude of a computed value; not above zero where that may be zero. */
    private double least() {
      return Math.abs(value) - 2 * error;
    }
  }

  /** One element of a matrix. */
  static Term element(Bounded a, Level level, int k) {
    return new Term(a.value()[k], a.error(level, k));
  }

  /** So many elements of a matrix, from one on. */
  static Term[] elements(Bounded a, Level level, int from, int count) {
    Term[] elements = new Term[count];
    for (int j = 0; j < count; j++) {
      elements[j] = element(a, level, from + j);
    }
    return elements;
  }

  /** A number that every format holds, such as 1 or 1/2. */
  static Term exact(double value) {
    return new Term(value, 0);
  }

  /** A number that each side rounds to the format, such as 0.1 or the square root of 2/pi. */
  Term rounded(double value) {
    return new Term(value, r.u() * Math.abs(value));
  }

  Term plus(Term a, Term b) {
    return rounded(a.value + b.value, a.error + b.error);
  }

  Term minus(Term a, Term b) {
    return rounded(a.value - b.value, a.error + b.error);
  }

  Term times(Term a, Term b) {
    double moved =
        product(a.exactMagnitude(), b.error)
            + product(b.exactMagnitude(), a.error)
            + product(a.error, b.error);
    double rounding = r.u() * product(a.magnitude(), b.magnitude());
    return new Term(product(a.value, b.value), moved + rounding + r.tiny());
  }

  Term over(Term a, Term b) {
    if (!(b.least() > 0)) {
      return new Term(a.value / b.value, Double.POSITIVE_INFINITY);
    }
    double quotient = a.exactMagnitude() / (Math.abs(b.value) - b.error);
    double moved = (a.error + product(quotient, b.error)) / b.least();
    return new Term(a.value / b.value, moved + r.u() * (a.magnitude() / b.least()) + r.tiny());
  }

  /** A square, of which nothing is known where it may overflow. */
  Term square(Term a) {
    Term square = times(a, a);
    return fits(square) ? square : new Term(square.value, Double.POSITIVE_INFINITY);
  }

  /** Rounds nothing. */
  static Term negated(Term a) {
    return new Term(-a.value, a.error);
  }

  /** Rounds nothing. */
  static Term abs(Term a) {
    return new Term(Math.abs(a.value), a.error);
  }

  /** Rounds nothing. */
  static Term max(Term a, Term b) {
    return new Term(Math.max(a.value, b.value), Math.max(a.error, b.error));
  }

  /** Rounds nothing. */
  static Term min(Term a, Term b) {
    return new Term(Math.min(a.value, b.value), Math.max(a.error, b.error));
  }

  Term exp(Term a) {
    double largest = Math.exp(a.high());
    return function(Math.exp(a.value), product(largest, a.error), largest, FunctionUlps.exp(r));
  }

  /** e^a - 1 in one function. */
  Term expm1(Term a) {
    double moved = product(Math.exp(a.high()), a.error);
    return function(Math::expm1, a, moved, FunctionUlps.exp(r));
  }

  Term log(Term a) {
    double moved = a.error == 0 ? 0 : quotient(a.error, a.low());
    return function(Math::log, a, a.value < 0 ? Double.NaN : moved, FunctionUlps.log(r));
  }

  /** ln(1 + a) in one function. */
  Term log1p(Term a) {
    double moved = a.error == 0 ? 0 : quotient(a.error, 1 + a.low());
    return function(Math::log1p, a, moved, FunctionUlps.log(r));
  }

  Term tanh(Term a) {
    double nearest = Math.max(0, a.least());
    double p = Math.exp(-2 * nearest);
    double moved = product(4 * p / ((1 + p) * (1 + p)), a.error);
    return function(Math::tanh, a, moved, FunctionUlps.tanh(r));
  }

  /** Of a computed argument below zero by its own error, a subject takes NaN: the error says so. */
  Term sqrt(Term a) {
    double moved = 0;
    if (a.error > 0) {
      double byRoot = Math.sqrt(a.error);
      double low = a.low();
      moved = low >= 0 ? Math.min(byRoot, a.error / (2 * Math.sqrt(low))) : Double.NaN;
    }
    return function(Math::sqrt, a, moved, r.u());
  }

  /** The root of what no side computes below zero. */
  Term root(Term a) {
    double low = a.low();
    double moved = Math.sqrt(a.error);
    if (low > 0) {
      moved = Math.min(moved, a.error / (2 * Math.sqrt(low)));
    }
    double value = Math.sqrt(Math.max(0, a.value));
    return new Term(value, moved + r.u() * (value + 2 * moved) + r.tiny());
  }

  /** Times a number every format holds; who has it as a rounded power is off by another u. */
  Term scaledByRounded(double factor, Term a) {
    double value = factor * a.value;
    double error = Math.abs(factor) * a.error;
    return rounded(value, error + r.u() * (Math.abs(value) + 2 * error));
  }

  /** An integer power by products, or by a library's function. */
  Term byPower(Term product) {
    return new Term(
        product.value, product.error + product(FunctionUlps.exp(r), product.magnitude()));
  }

  /**
   * A quotient whose denominator may overflow where the quotient is below all reciprocals: it is 0
   * then.
   */
  Term orZeroBelowReciprocals(Term quotient) {
    double reciprocal = 2 / r.huge();
    return Math.abs(quotient.value) > reciprocal
        ? quotient
        : new Term(quotient.value, quotient.error + reciprocal);
  }

  /** Whether it cannot overflow. */
  boolean fits(Term a) {
    return a.magnitude() <= r.huge();
  }

  /** The same exact number by several formulas, of which each side may use any. */
  static Term either(Term first, Term second) {
    return new Term(first.value, Math.max(first.error, second.error));
  }

  private Term function(DoubleUnaryOperator f, Term a, double moved, double ulps) {
    double value = f.applyAsDouble(a.value);
    return function(value, moved, Math.abs(value) + 2 * moved, ulps);
  }

  /** What moved with the argument, and the function's own error at its largest. */
  private Term function(double value, double moved, double largest, double ulps) {
    double error = moved + product(ulps, largest) + r.tiny();
    return new Term(value, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
  }

  private Term rounded(double value, double moved) {
    return new Term(value, moved + r.u() * (Math.abs(value) + 2 * moved));
  }

  /** Zero times anything is zero here: an unlimited error of what is left out counts nothing. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  private static double quotient(double a, double b) {
    return b > 0 ? a / b : Double.POSITIVE_INFINITY;
  }
}
