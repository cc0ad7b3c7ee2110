package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/** Rectifiers and clamps. Their parameters are the binary numbers themselves. */
final class TrueRectifiers {

  private static final BigDecimal FIFTH = new BigDecimal("0.2");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal HARD_SIGMOID_KINK = new BigDecimal("2.5");

  private TrueRectifiers() {}

  /** z from zero on, alpha z below. */
  static TrueScalar leaky(double alpha) {
    BigDecimal below = new BigDecimal(alpha);
    return new TrueFormula(
        (m, z) -> z.signum() < 0 ? m.multiply(below, z) : z,
        (m, z) -> z.signum() < 0 ? below : ONE);
  }

  /** z above theta, zero up to it. */
  static TrueScalar thresholded(double theta) {
    BigDecimal last = new BigDecimal(theta);
    return new TrueFormula(
        (m, z) -> z.compareTo(last) > 0 ? z : ZERO, (m, z) -> z.compareTo(last) > 0 ? ONE : ZERO);
  }

  /**
   * negativeSlope (z - threshold) below the threshold, z from there to max, max beyond; the slope
   * is the negative one at the threshold and 0 at max.
   *
   * @param max may be infinite
   */
  static TrueScalar clipped(double max, double threshold, double negativeSlope) {
    BigDecimal from = new BigDecimal(threshold);
    BigDecimal below = new BigDecimal(negativeSlope);
    return new TrueFormula(
        (m, z) -> {
          if (z.compareTo(from) < 0) {
            return m.multiply(below, m.subtract(z, from));
          }
          return isFrom(z, max) ? new BigDecimal(max) : z;
        },
        (m, z) -> z.compareTo(from) <= 0 ? below : isFrom(z, max) ? ZERO : ONE);
  }

  private static boolean isFrom(BigDecimal z, double max) {
    return max < Double.POSITIVE_INFINITY && z.compareTo(new BigDecimal(max)) >= 0;
  }

  /** z between -1 and 1, where the slope is 1, ends included. */
  static TrueScalar hardTanh() {
    return new TrueFormula(
        (m, z) -> z.min(ONE).max(ONE.negate()), (m, z) -> z.abs().compareTo(ONE) <= 0 ? ONE : ZERO);
  }

  /** z/5 + 1/2 between 0 and 1; the slope is 1/5 for |z| up to 5/2. */
  static TrueScalar hardSigmoid() {
    return new TrueFormula(
        (m, z) -> m.add(m.multiply(FIFTH, z), HALF).min(ONE).max(ZERO),
        (m, z) -> z.abs().compareTo(HARD_SIGMOID_KINK) <= 0 ? FIFTH : ZERO);
  }

  /** scale z above zero, scale alpha expm1(z) up to it. */
  static TrueScalar elu(BigDecimal scale, BigDecimal alpha) {
    return new TrueFormula(
        (m, z) ->
            z.signum() > 0
                ? m.multiply(scale, z)
                : m.multiply(m.multiply(scale, alpha), m.expm1(z)),
        (m, z) -> z.signum() > 0 ? scale : m.multiply(m.multiply(scale, alpha), m.exp(z)));
  }

  /** The constants to twenty digits, from the appendix of Klambauer et al., 2017. */
  static TrueScalar selu() {
    return elu(new BigDecimal("1.0507009873554804934"), new BigDecimal("1.6732632423543772848"));
  }
}
