package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A matrix of exact results that are known as float64 approximations with absolute error bounds.
 *
 * <p>For the exact result x and an approximation v of the walk, {@code |v - x| <= e}, and every
 * subject's computed value is as near: {@code |computed - x| <= e}. So {@code |x| <= |v| + e} and
 * {@code |computed| <= |v| + 2e}.
 */
final class Bounded {

  private final int rows;
  private final int columns;
  private final double[] value;
  private final boolean isExact;
  private final boolean meetsKink;

  // Never null, not even for zeros: compiled loops of Java 17 lose checks for null arrays.
  private final double[] certain;
  private final double[] probable;
  private final double[] kinked;

  private Bounded(
      int rows,
      int columns,
      double[] value,
      boolean isExact,
      boolean meetsKink,
      double[] certain,
      double[] probable,
      double[] kinked) {
    this.rows = rows;
    this.columns = columns;
    this.value = value;
    this.isExact = isExact;
    this.meetsKink = meetsKink;
    this.certain = certain;
    this.probable = probable;
    this.kinked = kinked;
  }

  /** The error of one element at one level. */
  @FunctionalInterface
  interface ElementError {
    double at(Level level, int k);
  }

  /** Values without any error, such as inputs and parameters. */
  static Bounded exact(int rows, int columns, double[] value) {
    double[] none = new double[value.length];
    return new Bounded(rows, columns, value, true, false, none, none, none);
  }

  static Bounded zeros(int rows, int columns) {
    return exact(rows, columns, new double[rows * columns]);
  }

  /**
   * Approximations with errors that are known already.
   *
   * @param value v, (rows, columns), row-major
   * @param certain e at {@link Level#CERTAIN}
   * @param probable e at {@link Level#PROBABLE}
   */
  static Bounded smooth(
      int rows, int columns, double[] value, double[] certain, double[] probable) {
    return new Bounded(rows, columns, value, false, false, certain, probable, certain);
  }

  /**
   * The same where a kink reaches the matrix.
   *
   * @param kinked e at {@link Level#KINKED}
   */
  static Bounded kinked(
      int rows, int columns, double[] value, double[] certain, double[] probable, double[] kinked) {
    return new Bounded(rows, columns, value, false, true, certain, probable, kinked);
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
    double[] certain = overflowing(r, value, errors.apply(Level.CERTAIN));
    double[] probable = overflowing(r, value, errors.apply(Level.PROBABLE));
    return kinked
        ? kinked(
            rows,
            columns,
            value,
            certain,
            probable,
            overflowing(r, value, errors.apply(Level.KINKED)))
        : smooth(rows, columns, value, certain, probable);
  }

  /** As above, element by element. */
  static Bounded ofElements(
      Rounding r, int rows, int columns, double[] value, boolean kinked, ElementError error) {
    return of(
        r, rows, columns, value, kinked, level -> roundedUp(value.length, k -> error.at(level, k)));
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
          return roundedUp(value.length, k -> terms[k].error());
        });
  }

  private static double[] roundedUp(int size, IntToDoubleFunction error) {
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      errors[k] = error.applyAsDouble(k) * Rounding.UP;
    }
    return errors;
  }

  private static double[] overflowing(Rounding r, double[] value, double[] errors) {
    for (int k = 0; k < errors.length; k++) {
      if (!(Math.abs(value[k]) + 2 * errors[k] <= r.huge())) {
        errors[k] = Double.POSITIVE_INFINITY;
      }
    }
    return errors;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int size() {
    return rows * columns;
  }

  /** v, row-major. */
  double[] value() {
    return value;
  }

  /** Whether v is the exact result and what every subject has. */
  boolean isExact() {
    return isExact;
  }

  /** Whether a kink reaches the matrix. */
  boolean meetsKink() {
    return meetsKink;
  }

  /** Whether an approximation is NaN. */
  boolean hasNaN() {
    return Arrays.stream(value).anyMatch(Double::isNaN);
  }

  /** e at one level, row-major. */
  double[] errors(Level level) {
    return switch (level) {
      case CERTAIN -> certain;
      case PROBABLE -> probable;
      case KINKED -> kinked;
    };
  }

  double error(Level level, int k) {
    return errors(level)[k];
  }

  /**
   * How far an element may be off where it decides between formulas, one of which may have no error
   * at all: what leaves its probable bound, and it may, is to be within another that is not 0.
   */
  double reach(Level level, int k) {
    return level == Level.PROBABLE ? certain[k] : error(level, k);
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
    return with(size(), 1, UnaryOperator.identity());
  }

  Bounded transpose() {
    return with(columns, rows, a -> Dense.transpose(rows, columns, a));
  }

  /** These rows, in this order. */
  Bounded select(int... chosen) {
    return with(chosen.length, columns, a -> selected(a, chosen));
  }

  /** The same elements in another order. */
  private Bounded with(int newRows, int newColumns, UnaryOperator<double[]> order) {
    double[] newValue = order.apply(value);
    if (isExact) {
      return exact(newRows, newColumns, newValue);
    }
    double[] newCertain = order.apply(certain);
    double[] newProbable = order.apply(probable);
    return meetsKink
        ? kinked(newRows, newColumns, newValue, newCertain, newProbable, order.apply(kinked))
        : smooth(newRows, newColumns, newValue, newCertain, newProbable);
  }

  private double[] selected(double[] a, int... chosen) {
    double[] selected = new double[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(a, chosen[i] * columns, selected, i * columns, columns);
    }
    return selected;
  }
}
