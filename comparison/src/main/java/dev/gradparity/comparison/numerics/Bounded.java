package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.function.Function;

/**
 * A matrix of exact results that are known as float64 approximations with absolute error bounds.
 *
 * <p>For the exact result x and an approximation v of the walk, {@code |v - x| <= e}, and every
 * subject's computed value is as near: {@code |computed - x| <= e}. So {@code |x| <= |v| + e} and
 * {@code |computed| <= |v| + 2e}.
 *
 * @param rows n
 * @param columns m
 * @param value v, row-major
 * @param certain e at {@link Level#CERTAIN}; null for zeros
 * @param probable e at {@link Level#PROBABLE}; null for zeros
 * @param kinked e at {@link Level#KINKED}; null where no kink reaches the matrix
 */
@SuppressWarnings("ArrayRecordComponent") // intermediate values of one walk, never compared
record Bounded(
    int rows, int columns, double[] value, double[] certain, double[] probable, double[] kinked) {

  /** The error of one element at one level. */
  @FunctionalInterface
  interface ElementError {
    double at(Level level, int k);
  }

  /** Values without any error, such as inputs and parameters. */
  static Bounded exact(int rows, int columns, double[] value) {
    return new Bounded(rows, columns, value, null, null, null);
  }

  static Bounded zeros(int rows, int columns) {
    return exact(rows, columns, new double[rows * columns]);
  }

  /**
   * Approximations with errors. Where a computed value may overflow, the error is infinite.
   *
   * @param kinked whether a kink reaches the result
   * @param errors makes a new array for each level
   */
  static Bounded of(
      Rounding r,
      int rows,
      int columns,
      double[] value,
      boolean kinked,
      Function<Level, double[]> errors) {
    return new Bounded(
        rows,
        columns,
        value,
        overflowing(r, value, errors.apply(Level.CERTAIN)),
        overflowing(r, value, errors.apply(Level.PROBABLE)),
        kinked ? overflowing(r, value, errors.apply(Level.KINKED)) : null);
  }

  /** As above, element by element. */
  static Bounded ofElements(
      Rounding r, int rows, int columns, double[] value, boolean kinked, ElementError error) {
    return of(
        r,
        rows,
        columns,
        value,
        kinked,
        level -> {
          double[] errors = new double[value.length];
          for (int k = 0; k < errors.length; k++) {
            errors[k] = error.at(level, k) * Rounding.UP;
          }
          return errors;
        });
  }

  /**
   * As above, from a formula.
   *
   * @param formula the approximations, which are the same at every level, and the errors
   */
  static Bounded ofTerms(
      Rounding r, int rows, int columns, boolean kinked, Function<Level, Term[]> formula) {
    Term[] certain = formula.apply(Level.CERTAIN);
    double[] value = new double[certain.length];
    for (int k = 0; k < value.length; k++) {
      value[k] = certain[k].value();
    }
    return of(
        r,
        rows,
        columns,
        value,
        kinked,
        level -> {
          Term[] terms = level == Level.CERTAIN ? certain : formula.apply(level);
          double[] errors = new double[value.length];
          for (int k = 0; k < errors.length; k++) {
            errors[k] = terms[k].error() * Rounding.UP;
          }
          return errors;
        });
  }

  private static double[] overflowing(Rounding r, double[] value, double[] errors) {
    for (int k = 0; k < errors.length; k++) {
      if (!(Math.abs(value[k]) + 2 * errors[k] <= r.huge())) {
        errors[k] = Double.POSITIVE_INFINITY;
      }
    }
    return errors;
  }

  int size() {
    return rows * columns;
  }

  boolean isExact() {
    return certain == null;
  }

  boolean meetsKink() {
    return kinked != null;
  }

  /** All errors at one level; null for zeros. */
  double[] errors(Level level) {
    return switch (level) {
      case CERTAIN -> certain;
      case PROBABLE -> probable;
      case KINKED -> kinked == null ? certain : kinked;
    };
  }

  double error(Level level, int k) {
    double[] errors = errors(level);
    return errors == null ? 0 : errors[k];
  }

  /** The largest magnitude of the exact result. */
  double exactMagnitude(Level level, int k) {
    return Math.abs(value[k]) + error(level, k);
  }

  /** The largest magnitude of a computed value. */
  double magnitude(Level level, int k) {
    return Math.abs(value[k]) + 2 * error(level, k);
  }

  /** The same elements in one column. */
  Bounded column() {
    return new Bounded(size(), 1, value, certain, probable, kinked);
  }

  Bounded transpose() {
    return new Bounded(
        columns,
        rows,
        Dense.transpose(rows, columns, value),
        transpose(certain),
        transpose(probable),
        transpose(kinked));
  }

  /** These rows, in this order. */
  Bounded select(int... chosen) {
    return new Bounded(
        chosen.length,
        columns,
        selected(value, chosen),
        selected(certain, chosen),
        selected(probable, chosen),
        selected(kinked, chosen));
  }

  private double[] selected(double[] a, int... chosen) {
    if (a == null) {
      return null;
    }
    double[] selected = new double[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(a, chosen[i] * columns, selected, i * columns, columns);
    }
    return selected;
  }

  private double[] transpose(double[] a) {
    return a == null ? null : Dense.transpose(rows, columns, a);
  }
}
