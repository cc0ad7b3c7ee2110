package dev.gradparity.comparison.numerics;

import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Layer normalisation of Deeplearning4j 1.0.0-M2.1, whose operations end by putting 0 in the place
 * of NaN (libnd4j's standardize and standardize_bp).
 *
 * @param r the format
 * @param u what is normalised, an example a row
 */
record LibraryNormalisation(Rounding r, Bounded u) {

  /** Whether all that is normalised are numbers. */
  boolean isDefined() {
    return IntStream.range(0, u.rows()).allMatch(this::isDefined);
  }

  /** Whether all that is normalised, and the gradients by what has come of it, are numbers. */
  boolean isDefined(Bounded dZ) {
    return isDefined() && IntStream.range(0, u.rows()).noneMatch(i -> hasNonFinite(dZ, i));
  }

  /** An example with NaN or an infinity has neither mean nor deviation: all of it is NaN. */
  private boolean isDefined(int row) {
    return !hasNonFinite(u, row);
  }

  private static boolean hasNonFinite(Bounded x, int row) {
    return anyOf(x, row, v -> !Double.isFinite(v));
  }

  private static boolean anyOf(Bounded x, int row, DoublePredicate predicate) {
    for (int j = 0; j < x.columns(); j++) {
      if (predicate.test(x.value()[row * x.columns() + j])) {
        return true;
      }
    }
    return false;
  }

  /**
   * z, of which the bias alone is left.
   *
   * @param bias b, a row; null for none
   * @param z by mathematics
   */
  Bounded value(Bounded bias, Bounded z) {
    Bounded left = bias == null ? Bounded.zeros(1, z.columns()) : bias;
    Elements elements = new Elements(z);
    for (int i = 0; i < z.rows(); i++) {
      if (isDefined(i)) {
        continue;
      }
      for (int j = 0; j < z.columns(); j++) {
        double error = left.error(Level.KINKED, j) * (1 + 2 * r.u());
        elements.set(i * z.columns() + j, left.value()[j], error);
      }
    }
    return elements.bounded();
  }

  /**
   * The gradient by u. Of a row with a gradient of NaN all sums are NaN; one that is infinite may
   * leave infinities.
   *
   * @param dZ the gradient by z
   * @param dU by mathematics
   */
  Bounded gradient(Bounded dZ, Bounded dU) {
    Elements elements = new Elements(dU);
    for (int i = 0; i < dU.rows(); i++) {
      boolean isZero = !isDefined(i) || anyOf(dZ, i, Double::isNaN);
      if (isZero || hasNonFinite(dZ, i)) {
        elements.setRow(i, 0, isZero ? 0 : Double.POSITIVE_INFINITY);
      }
    }
    return elements.bounded();
  }
}
