package dev.gradparity.comparison.numerics;

/**
 * Sums of products that overflow in whatever order their terms are added, fused or not: the exact
 * sum is beyond the format, or a term is by itself, so that no other can make up for it. Infinite
 * they are where the terms of the other sign are together too small to overflow against the sum.
 * Otherwise they may be NaN as well, which the order decides, and either is taken of all.
 *
 * @param r the format
 * @param isUndefined whether what the order decides is NaN
 */
record CertainOverflow(Rounding r, boolean isUndefined) {

  /**
   * A.B + 1b with infinities in the place of such sums.
   *
   * @param bias b, a row; null for none
   * @param product their bounded product
   */
  Bounded of(Bounded a, Bounded b, Bounded bias, Bounded product) {
    if (!mayOverflow(product)) {
      return product;
    }
    Bounded unlimited = new LinearErrors(r.withoutLimit()).product(a, b, bias, 1);
    double[] magnitudes =
        Dense.multiply(
            a.rows(), a.columns(), b.columns(), Dense.abs(a.value()), Dense.abs(b.value()));
    Bounded row = bias == null ? Bounded.zeros(1, b.columns()) : bias;
    Elements elements = new Elements(product);
    for (int k = 0; k < product.size(); k++) {
      double v = unlimited.value()[k];
      double error = 2 * unlimited.error(Level.KINKED, k);
      double all = magnitudes[k] + Math.abs(row.value()[k % b.columns()]);
      double ofOtherSign = (all - Math.abs(v)) / 2 + error;
      // Half a roundoff above the largest number, a sum is still rounded to it.
      boolean isBeyond = Math.abs(v) - error > r.huge() * (1 + 2 * r.u());
      if (isBeyond && ofOtherSign < r.huge()) {
        elements.set(k, Math.copySign(Double.POSITIVE_INFINITY, v), 0);
      } else if (isBeyond || largestTerm(a, b, k) > 2 * r.huge() * (1 + 4 * r.u())) {
        elements.set(
            k,
            isUndefined ? Double.NaN : Math.copySign(Double.POSITIVE_INFINITY, v),
            isUndefined ? Double.POSITIVE_INFINITY : 0);
      }
    }
    return elements.bounded();
  }

  /** The smallest that the largest magnitude of any term of an element may be. */
  private static double largestTerm(Bounded a, Bounded b, int k) {
    int m = b.columns();
    int d = a.columns();
    double largest = 0;
    for (int i = 0; i < d; i++) {
      largest = Math.max(largest, least(a, k / m * d + i) * least(b, i * m + k % m));
    }
    return largest;
  }

  private static double least(Bounded a, int k) {
    return Math.max(0, Math.abs(a.value()[k]) - 2 * a.error(Level.KINKED, k));
  }

  private static boolean mayOverflow(Bounded product) {
    for (int k = 0; k < product.size(); k++) {
      if (product.error(Level.CERTAIN, k) == Double.POSITIVE_INFINITY
          && Double.isFinite(product.value()[k])) {
        return true;
      }
    }
    return false;
  }
}
