package dev.gradparity.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The elementary functions to more than 40 decimal digits, by their power series: slow, plain, and
 * nothing in common with what they judge.
 */
final class HighPrecision {

  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  /** Terms below it no longer count beside 1. */
  private static final BigDecimal EPSILON = new BigDecimal("1e-60");

  /** Below it x^6 no longer counts beside 1. */
  private static final BigDecimal TINY = new BigDecimal("1e-10");

  /** 2 / sqrt(pi). */
  private static final BigDecimal TWO_OVER_ROOT_PI =
      new BigDecimal("1.12837916709551257389615890312154517168810125865799771368817144");

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private HighPrecision() {}

  /** The series at x / 2^s, small, then s squarings. */
  static BigDecimal exp(BigDecimal x) {
    int squarings = Math.max(0, 8 + x.precision() - x.scale()) * 7 / 2;
    BigDecimal small = x.divide(TWO.pow(squarings), DIGITS);
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int n = 1; term.abs().compareTo(EPSILON) > 0; n++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < squarings; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** y + ln(x e^-y) for a y so near that a few terms of 2 artanh suffice. */
  static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(approximateLog(x));
    BigDecimal ratio = x.multiply(exp(y.negate()), DIGITS);
    BigDecimal s = ratio.subtract(ONE).divide(ratio.add(ONE), DIGITS);
    BigDecimal cube = s.pow(3, DIGITS).divide(BigDecimal.valueOf(3), DIGITS);
    return y.add(TWO.multiply(s.add(cube)), DIGITS);
  }

  /** StrictMath's, of which only the nearness matters, for numbers that may be subnormal. */
  private static double approximateLog(BigDecimal x) {
    double value = x.doubleValue();
    return value < Double.MIN_NORMAL
        ? StrictMath.log(value * 0x1.0p60) - 60 * StrictMath.log(2)
        : StrictMath.log(value);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(ONE.add(exp(x.negate())), DIGITS);
  }

  static BigDecimal tanh(BigDecimal x) {
    if (x.abs().compareTo(TINY) < 0) {
      BigDecimal cube = x.pow(3, DIGITS).divide(BigDecimal.valueOf(3), DIGITS);
      return x.subtract(cube, DIGITS);
    }
    BigDecimal e = exp(x.multiply(TWO));
    return e.subtract(ONE).divide(e.add(ONE), DIGITS);
  }

  /** 2 / sqrt(pi) e^(-x^2) sum of 2^n x^(2n + 1) / (1 3 5 ... (2n + 1)): all terms of one sign. */
  static BigDecimal erf(BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal sum = x;
    BigDecimal term = x;
    BigDecimal enough = x.abs().multiply(EPSILON, DIGITS);
    for (int n = 1; term.abs().compareTo(enough) > 0; n++) {
      term =
          term.multiply(TWO).multiply(square, DIGITS).divide(BigDecimal.valueOf(2 * n + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return TWO_OVER_ROOT_PI.multiply(exp(square.negate()), DIGITS).multiply(sum, DIGITS);
  }
}
