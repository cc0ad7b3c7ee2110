package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.arbiter.Decimals.TWO;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/**
 * Activations that bend everywhere. Like {@link TrueElementwise}, none forms a difference that
 * cancels.
 */
final class TrueCurves {

  private static final BigDecimal THREE = BigDecimal.valueOf(3);

  /** To 62 digits. */
  private static final BigDecimal PI =
      new BigDecimal("3.1415926535897932384626433832795028841971693993751058209749446");

  private TrueCurves() {}

  /** z^3. */
  static TrueScalar cube() {
    return new TrueFormula(
        (m, z) -> m.multiply(z, m.square(z)), (m, z) -> m.multiply(THREE, m.square(z)));
  }

  /** z / (1 + |z|). */
  static TrueScalar softsign() {
    return new TrueFormula(
        (m, z) -> m.divide(z, m.add(ONE, z.abs())),
        (m, z) -> m.divide(ONE, m.square(m.add(ONE, z.abs()))));
  }

  /** ln(1 + e^z), and the logistic function. */
  static TrueScalar softplus() {
    return new TrueFormula(TrueCurves::softplus, TrueElementwise.SIGMOID::value);
  }

  private static BigDecimal softplus(Decimals m, BigDecimal z) {
    return m.add(z.max(ZERO), m.log1p(m.exp(z.abs().negate())));
  }

  /** max(0, tanh z). */
  static TrueScalar rectifiedTanh() {
    return new TrueFormula(
        (m, z) -> TrueElementwise.TANH.value(m, z.max(ZERO)),
        (m, z) -> z.signum() > 0 ? TrueElementwise.TANH.derivative(m, z) : ZERO);
  }

  /**
   * 1.7159 r(2z/3), r(y) = sgn(y) p/(1 + p) with p = |y| + y^2 + 1.41645 y^4; and 1.7159 2/3 p'/(1
   * + p)^2.
   */
  static TrueScalar rationalTanh() {
    BigDecimal height = new BigDecimal("1.7159");
    BigDecimal quartic = new BigDecimal("1.41645");
    return new TrueFormula(
        (m, z) -> {
          BigDecimal p = rest(m, quartic, z);
          BigDecimal magnitude = m.multiply(height, m.divide(p, m.add(ONE, p)));
          return z.signum() < 0 ? magnitude.negate() : magnitude;
        },
        (m, z) -> {
          BigDecimal y = y(m, z);
          BigDecimal cubic = m.multiply(y, m.square(y));
          BigDecimal pSlope =
              m.sum(
                  ONE, y.multiply(TWO), m.multiply(quartic.multiply(BigDecimal.valueOf(4)), cubic));
          BigDecimal factor = m.divide(height.multiply(TWO), 3);
          return m.multiply(factor, m.divide(pSlope, m.square(m.add(ONE, rest(m, quartic, z)))));
        });
  }

  private static BigDecimal y(Decimals m, BigDecimal z) {
    return m.divide(z.abs().multiply(TWO), 3);
  }

  private static BigDecimal rest(Decimals m, BigDecimal quartic, BigDecimal z) {
    BigDecimal y = y(m, z);
    BigDecimal square = m.square(y);
    return m.sum(y, square, m.multiply(quartic, m.square(square)));
  }

  /** z s(beta z) with the logistic s; s + beta z s'. */
  static TrueScalar swish(String beta) {
    BigDecimal b = new BigDecimal(beta);
    return gated((m, z) -> m.multiply(b, z), (m, z) -> b);
  }

  /** z/2 (1 + tanh g) = z s(2g) for g = sqrt(2/pi) (z + 0.044715 z^3). */
  static TrueScalar preciseGelu() {
    BigDecimal cubic = new BigDecimal("0.044715");
    return gated(
        (m, z) -> m.multiply(twiceRoot(m), m.add(z, m.multiply(cubic, m.multiply(z, m.square(z))))),
        (m, z) ->
            m.multiply(twiceRoot(m), m.add(ONE, m.multiply(cubic.multiply(THREE), m.square(z)))));
  }

  private static BigDecimal twiceRoot(Decimals m) {
    return m.sqrt(m.divide(BigDecimal.valueOf(8), PI));
  }

  /** z s(g(z)), and s(g) + z g' s'(g). */
  private static TrueScalar gated(TrueFormula.Function g, TrueFormula.Function gSlope) {
    return new TrueFormula(
        (m, z) -> m.multiply(z, TrueElementwise.SIGMOID.value(m, g.at(m, z))),
        (m, z) -> {
          BigDecimal argument = g.at(m, z);
          BigDecimal rise = m.multiply(z, gSlope.at(m, z));
          return m.add(
              TrueElementwise.SIGMOID.value(m, argument),
              m.multiply(rise, TrueElementwise.SIGMOID.derivative(m, argument)));
        });
  }

  /** z tanh(softplus z); tanh + z / cosh^2 s(z). */
  static TrueScalar mish() {
    return new TrueFormula(
        (m, z) -> m.multiply(z, TrueElementwise.TANH.value(m, softplus(m, z))),
        (m, z) -> {
          BigDecimal plus = softplus(m, z);
          BigDecimal rise = m.multiply(z, TrueElementwise.SIGMOID.value(m, z));
          return m.add(
              TrueElementwise.TANH.value(m, plus),
              m.multiply(rise, TrueElementwise.TANH.derivative(m, plus)));
        });
  }
}
