package dev.gradparity.comparison.deviation;

import static java.math.BigDecimal.ONE;

import dev.gradparity.comparison.arbiter.Decimals;
import java.math.BigDecimal;

/**
 * The functions of the definitions, in as many digits as asked for. None forms a difference of
 * numbers that nearly cancel.
 */
final class Truths {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** To 60 digits. */
  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494");

  private Truths() {}

  /** The binary number itself, not the decimal that denotes it. */
  static BigDecimal binary(double x) {
    return new BigDecimal(x);
  }

  static BigDecimal decimal(String x) {
    return new BigDecimal(x);
  }

  /** 1 / (1 + e^-x). */
  static BigDecimal sigmoid(Decimals m, BigDecimal x) {
    BigDecimal q = m.exp(x.abs().negate());
    return m.divide(x.signum() < 0 ? q : ONE, m.add(ONE, q));
  }

  /** q / (1 + q)^2 with q = e^-|x|. */
  static BigDecimal sigmoidSlope(Decimals m, BigDecimal x) {
    BigDecimal q = m.exp(x.abs().negate());
    return m.divide(q, m.square(m.add(ONE, q)));
  }

  /** expm1(2x) / (expm1(2x) + 2). */
  static BigDecimal tanh(Decimals m, BigDecimal x) {
    BigDecimal e = m.expm1(x.multiply(TWO));
    return m.divide(e, m.add(e, TWO));
  }

  /** 4 q / (1 + q)^2 with q = e^-2|x|. */
  static BigDecimal tanhSlope(Decimals m, BigDecimal x) {
    return m.multiply(BigDecimal.valueOf(4), sigmoidSlope(m, x.multiply(TWO)));
  }

  /** max(0, x) + log1p(e^-|x|). */
  static BigDecimal softplus(Decimals m, BigDecimal x) {
    return m.add(x.max(BigDecimal.ZERO), m.log1p(m.exp(x.abs().negate())));
  }

  /** The derivative of x sigmoid(b x). */
  static BigDecimal swishSlope(Decimals m, BigDecimal b, BigDecimal x) {
    BigDecimal bx = b.multiply(x);
    return m.add(sigmoid(m, bx), m.multiply(bx, sigmoidSlope(m, bx)));
  }

  /** x tanh(softplus(x)). */
  static BigDecimal mish(Decimals m, BigDecimal x) {
    return m.multiply(x, tanh(m, softplus(m, x)));
  }

  /** tanh(s) + x (1 - tanh(s)^2) sigmoid(x) with s = softplus(x). */
  static BigDecimal mishSlope(Decimals m, BigDecimal x) {
    BigDecimal s = softplus(m, x);
    BigDecimal second = m.multiply(m.multiply(x, tanhSlope(m, s)), sigmoid(m, x));
    return m.add(tanh(m, s), second);
  }

  /** x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))). */
  static BigDecimal geluByTanh(Decimals m, BigDecimal x) {
    BigDecimal cubic = m.add(x, m.multiply(decimal("0.044715"), x.pow(3)));
    BigDecimal t = tanh(m, m.multiply(m.sqrt(m.divide(TWO, PI)), cubic));
    return m.multiply(m.divide(x, TWO), m.add(ONE, t));
  }

  /** (1 + t) / 2 + x / 2 (1 - t^2) sqrt(2 / pi) (1 + 3 0.044715 x^2), t the tanh above. */
  static BigDecimal geluByTanhSlope(Decimals m, BigDecimal x) {
    BigDecimal root = m.sqrt(m.divide(TWO, PI));
    BigDecimal inner = m.multiply(root, m.add(x, m.multiply(decimal("0.044715"), x.pow(3))));
    BigDecimal innerSlope = m.multiply(root, ONE.add(decimal("0.134145").multiply(x.pow(2))));
    BigDecimal rise = m.multiply(m.multiply(x, tanhSlope(m, inner)), innerSlope);
    return m.divide(m.add(m.add(ONE, tanh(m, inner)), rise), TWO);
  }

  /** 1 - 1 / (1 + y + y^2 + 1.41645 y^4) for y >= 0, without the difference. */
  static BigDecimal rationalTanh(Decimals m, BigDecimal y) {
    BigDecimal rest = y.add(y.pow(2)).add(decimal("1.41645").multiply(y.pow(4)));
    return m.divide(rest, ONE.add(rest));
  }
}
