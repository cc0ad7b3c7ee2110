package dev.gradparity.comparison.numerics;

/**
 * Sums of products that overflow in whatever order their terms are added: the exact sum is beyond
 * the format, and the terms of the other sign are together too small to overflow against it.
 *
 * @param r the format
 */
record CertainOverflow(Rounding r) {

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
    Elements elements = new Elements(product);
    for (int k = 0; k < product.size(); k++) {
      double v = unlimited.value()[k];
      double error = 2 * unlimited.error(Level.KINKED, k);
      double all = magnitudes[k] + (bias == null ? 0 : Math.abs(bias.value()[k % b.columns()]));
      double ofOtherSign = (all - Math.abs(v)) / 2 + error;
      // Half a roundoff above the largest number, a sum is still rounded to it.
      boolean isBeyond = Math.abs(v) - error > r.huge() * (1 + 2 * r.u());
      if (isBeyond && ofOtherSign < r.huge()) {
        elements.set(k, Math.copySign(Double.POSITIVE_INFINITY, v), 0);
      }
    }
    return elements.bounded();
  }

  private boolean mayOverflow(Bounded product) {
    for (double v : product.value()) {
      if (Math.abs(v) > r.huge() && Math.abs(v) < Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }
}
