package dev.gradparity.comparison.numerics;

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
    for (int i = 0; i < u.rows(); i++) {
      if (!isDefined(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that is normalised, and the gradients by what has come of it, are numbers. */
  boolean isDefined(Bounded dZ) {
    for (int i = 0; i < u.rows(); i++) {
      if (!isDefined(i) || hasNonFinite(dZ, i)) {
        return false;
      }
    }
    return true;
  }

  /** An example with NaN or an infinity has neither mean nor deviation: all of it is NaN. */
  private boolean isDefined(int row) {
    return !hasNonFinite(u, row);
  }

  private static boolean hasNonFinite(Bounded x, int row) {
    for (int j = 0; j < x.columns(); j++) {
      if (!Double.isFinite(x.value()[row * x.columns() + j])) {
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
    Elements elements = new Elements(z);
    for (int k = 0; k < z.size(); k++) {
      if (!isDefined(k / z.columns())) {
        int j = k % z.columns();
        elements.set(
            k,
            bias == null ? 0 : bias.value()[j],
            bias == null ? 0 : bias.error(Level.KINKED, j) * (1 + 2 * r.u()));
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
    for (int k = 0; k < dU.size(); k++) {
      int row = k / dU.columns();
      if (!isDefined(row) || hasNaN(dZ, row)) {
        elements.set(k, 0, 0);
      } else if (hasNonFinite(dZ, row)) {
        elements.set(k, 0, Double.POSITIVE_INFINITY);
      }
    }
    return elements.bounded();
  }

  private static boolean hasNaN(Bounded x, int row) {
    for (int j = 0; j < x.columns(); j++) {
      if (Double.isNaN(x.value()[row * x.columns() + j])) {
        return true;
      }
    }
    return false;
  }
}
