package dev.gradparity.comparison.numerics;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Products and sums. A product of inner length d, in any order of summation, with fused
 * multiply-adds or without, is off by gamma_d |A||B| (Higham 2002, section 3.5); inexact factors
 * add AB - A'B' = (A - A')B' + A(B - B').
 *
 * @param r the format
 */
record LinearErrors(Rounding r) {

  /**
   * A.B + 1b.
   *
   * @param bias b, a row; null for none
   * @param extra roundings of every term besides the d of the product: the addition of b, or a
   *     division of the sum or of a factor
   */
  Bounded product(Bounded a, Bounded b, Bounded bias, int extra) {
    int d = a.columns();
    int m = b.columns();
    double[] value = Dense.multiply(a.rows(), d, m, a.value(), b.value());
    spreadUndefined(a, b, value);
    Bounded row = bias == null ? Bounded.zeros(1, m) : bias;
    // A sum of -0 stays one where nothing is added.
    for (int k = 0; k < value.length && bias != null; k++) {
      value[k] += row.value()[k % m];
    }
    boolean kinked = a.meetsKink() || b.meetsKink() || row.meetsKink();
    Function<Level, double[]> productErrors = productErrors(a, b, d + extra);
    return Bounded.of(
        r,
        a.rows(),
        m,
        value,
        kinked,
        level -> {
          double[] errors = productErrors.apply(level);
          double gamma = r.gamma(level, d + extra);
          double up = Rounding.up(d);
          double underflow = (d + extra) * r.tiny();
          double overflow = gamma * r.huge();
          boolean mayOverflow = hasUnknown(level, a) || hasUnknown(level, b);
          boolean[] isZero = bias == null ? zeros(a, b, errors) : new boolean[errors.length];
          double[] ofRow = roundedErrors(level, row, gamma);
          for (int k = 0; k < errors.length; k++) {
            errors[k] = (errors[k] + ofRow[k % m] + (isZero[k] ? 0 : underflow)) * up;
            mayOverflow |= errors[k] > overflow;
          }
          if (mayOverflow) {
            markOverflow(level, a, b, row, d + extra, errors);
          }
          return errors;
        });
  }

  /** A partial sum may overflow where the whole does not; and 0 times what has is NaN. */
  private void markOverflow(
      Level level, Bounded a, Bounded b, Bounded row, int roundings, double[] errors) {
    int m = b.columns();
    double[] sums =
        Dense.multiply(a.rows(), a.columns(), m, magnitudes(level, a), magnitudes(level, b));
    double up = Rounding.up(a.columns()) * (1 + r.gamma(level, roundings));
    boolean[] left = unknown(level, a);
    boolean[] right = unknown(level, b);
    for (int k = 0; k < errors.length; k++) {
      double sum = sums[k] + row.magnitude(level, k % m);
      if (!(sum * up <= r.huge()) || meetsUnknown(left, right, k, a.columns(), m)) {
        errors[k] = Double.POSITIVE_INFINITY;
      }
    }
  }

  /** Of each element of the product whether every term has a factor that is 0 on every side. */
  private static boolean[] zeros(Bounded a, Bounded b, double[] errors) {
    boolean[] zeros = new boolean[errors.length];
    if (Arrays.stream(errors).noneMatch(error -> error == 0)) {
      return zeros;
    }
    double[] left = magnitudes(Level.KINKED, a);
    double[] right = magnitudes(Level.KINKED, b);
    for (int k = 0; k < zeros.length; k++) {
      zeros[k] = errors[k] == 0 && isZero(left, right, k, a.columns(), b.columns());
    }
    return zeros;
  }

  private static boolean isZero(double[] left, double[] right, int k, int d, int m) {
    int row = k / m * d;
    int column = k % m;
    for (int i = 0; i < d; i++) {
      if (left[row + i] != 0 && right[i * m + column] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasUnknown(Level level, Bounded a) {
    for (int k = 0; k < a.size() && !a.isExact(); k++) {
      if (a.error(level, k) == Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] unknown(Level level, Bounded a) {
    boolean[] unknown = new boolean[a.size()];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] = a.error(level, i) == Double.POSITIVE_INFINITY;
    }
    return unknown;
  }

  private static boolean meetsUnknown(boolean[] left, boolean[] right, int k, int d, int m) {
    int row = k / m * d;
    int column = k % m;
    for (int i = 0; i < d; i++) {
      if (left[row + i] || right[i * m + column]) {
        return true;
      }
    }
    return false;
  }

  /** Zero times NaN, and times infinity, is NaN. */
  private static void spreadUndefined(Bounded a, Bounded b, double[] product) {
    int m = b.columns();
    int d = b.rows();
    for (int k = 0; k < b.size(); k++) {
      if (Double.isFinite(b.value()[k])) {
        continue;
      }
      for (int i = 0; i < a.rows(); i++) {
        if (a.value()[i * d + k / m] == 0) {
          product[i * m + k % m] = Double.NaN;
        }
      }
    }
  }

  private Function<Level, double[]> productErrors(Bounded a, Bounded b, int k) {
    int n = a.rows();
    int d = a.columns();
    int m = b.columns();
    if (a.isExact() && b.isExact()) {
      double[] gauge = Dense.multiply(n, d, m, Dense.abs(a.value()), Dense.abs(b.value()));
      return level -> Dense.scaled(r.gamma(level, k), gauge);
    }
    if (a.isExact()) {
      return level ->
          Dense.multiply(n, d, m, Dense.abs(a.value()), roundedErrors(level, b, r.gamma(level, k)));
    }
    return level -> {
      double[] left = roundedErrors(level, a, r.gamma(level, k));
      double[] errors = Dense.multiply(n, d, m, left, magnitudes(level, b));
      if (!b.isExact()) {
        double[] exactA = new double[a.size()];
        for (int i = 0; i < exactA.length; i++) {
          exactA[i] = a.exactMagnitude(level, i);
        }
        Dense.addInPlace(errors, Dense.multiply(n, d, m, exactA, b.errors(level)));
      }
      return errors;
    };
  }

  private static double[] roundedErrors(Level level, Bounded a, double gamma) {
    double[] errors = new double[a.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = gamma * a.magnitude(level, i) + a.error(level, i);
    }
    return errors;
  }

  private static double[] magnitudes(Level level, Bounded a) {
    double[] magnitudes = new double[a.size()];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = a.magnitude(level, i);
    }
    return magnitudes;
  }

  /** A + factor B: the factor, its product and the sum are rounded once each. */
  Bounded sum(Bounded a, double factor, Bounded b) {
    return sum(a, RunningError.exact(factor), b);
  }

  /** The same with a factor that is off before it is rounded. */
  Bounded sum(Bounded a, RunningError.Term inexact, Bounded b) {
    double factor = inexact.value();
    double[] value = new double[a.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = a.value()[k] + factor * b.value()[k];
    }
    double f = Math.abs(factor);
    return Bounded.ofElements(
        r,
        a.rows(),
        a.columns(),
        value,
        a.meetsKink() || b.meetsKink(),
        (level, k) ->
            rounded(
                level,
                value[k],
                a.error(level, k)
                    + f * b.error(level, k)
                    + r.gamma(level, 2) * f * b.magnitude(level, k)
                    + 1.01 * inexact.error() * b.magnitude(level, k)
                    + r.tiny()));
  }

  /**
   * The error of a sum, its own rounding included, where its terms' errors add up: the computed sum
   * is at most |v| + error + inherited before it is rounded.
   */
  double rounded(Level level, double value, double inherited) {
    return inherited + r.gamma(level, 1) * (Math.abs(value) + 2 * inherited);
  }

  /** factor A: the factor and the product are rounded. */
  Bounded scaled(double factor, Bounded a) {
    if (factor == 0) {
      return Bounded.zeros(a.rows(), a.columns());
    }
    double f = Math.abs(factor);
    return Bounded.ofElements(
        r,
        a.rows(),
        a.columns(),
        Dense.scaled(factor, a.value()),
        a.meetsKink(),
        (level, k) ->
            f * a.error(level, k) + r.gamma(level, 2) * f * a.magnitude(level, k) + r.tiny());
  }

  /** One row of A, multiplied or divided once. */
  Bounded row(Bounded a, int row) {
    int m = a.columns();
    return Bounded.ofElements(
        r,
        1,
        m,
        Arrays.copyOfRange(a.value(), row * m, (row + 1) * m),
        a.meetsKink(),
        (level, j) -> rounded(level, a.value()[row * m + j], a.error(level, row * m + j)));
  }

  /** 1^T.A, the sums over axis 0, divided before or after. */
  Bounded columnSums(Bounded a) {
    int n = a.rows();
    int m = a.columns();
    double[] value = new double[m];
    for (int k = 0; k < a.size(); k++) {
      value[k % m] += a.value()[k];
    }
    return Bounded.of(
        r,
        1,
        m,
        value,
        a.meetsKink(),
        level -> {
          // Of n terms each meets n - 1 additions, and the division.
          double gamma = r.gamma(level, n);
          double[] sums = new double[m];
          double[] errors = new double[m];
          for (int k = 0; k < a.size(); k++) {
            sums[k % m] += a.magnitude(level, k);
            errors[k % m] += gamma * a.magnitude(level, k) + a.error(level, k);
          }
          double up = Rounding.up(n);
          for (int j = 0; j < m; j++) {
            boolean fits = sums[j] * up * (1 + gamma) <= r.huge();
            double error = fits ? errors[j] : Double.POSITIVE_INFINITY;
            errors[j] = sums[j] == 0 ? 0 : (error + r.tiny()) * up;
          }
          return errors;
        });
  }
}
