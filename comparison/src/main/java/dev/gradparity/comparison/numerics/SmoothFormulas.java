package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.abs;
import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.comparison.numerics.ScalarFormula.Kink;
import dev.gradparity.comparison.numerics.ScalarFormula.Piece;
import java.util.List;

/** Curves that saturate, or do on one side. */
final class SmoothFormulas {

  private static final Term ONE = exact(1);
  private static final Term TWO = exact(2);

  private SmoothFormulas() {}

  /**
   * 1 / (1 + e^-z), or e^z / (1 + e^z) left of zero, which has an error as large or larger. Where
   * the exponential of the first overflows, it is 0.
   */
  static Term logistic(RunningError m, Term z) {
    Term q = m.exp(negated(abs(z)));
    Term value = m.over(z.value() < 0 ? q : ONE, m.plus(ONE, q));
    return m.orZeroBelowReciprocals(value);
  }

  /** ND4J's (1 - p) / (1 + p) with p = pow(e, -2|a|), and e rounded to the format. */
  static Term tanhByPower(RunningError m, Term a) {
    Term exponent = m.scaledByRounded(-2, abs(a));
    Term p = m.exp(exponent);
    Term magnitude = m.over(m.minus(ONE, p), m.plus(ONE, p));
    return a.value() < 0 ? negated(magnitude) : magnitude;
  }

  /** z^3. */
  static ScalarFormula cube() {
    return ScalarFormula.smooth(
        (m, z) -> List.of(m.times(m.times(z, z), z)),
        (m, z) -> List.of(m.times(exact(3), m.times(z, z))));
  }

  /** z / (1 + |z|). */
  static ScalarFormula softsign() {
    return ScalarFormula.smooth(
        (m, z) -> List.of(m.over(z, m.plus(ONE, abs(z)))),
        (m, z) -> {
          Term below = m.plus(ONE, abs(z));
          Term s = m.over(ONE, below);
          Term ofSquare = m.over(ONE, m.times(below, below));
          return List.of(m.times(s, s), m.orZeroBelowReciprocals(ofSquare));
        });
  }

  /**
   * The constants of the rational tanh.
   *
   * @param height 1.7159
   * @param share 2/3
   * @param quartic 1.41645
   */
  record RationalConstants(double height, double share, double quartic) {

    /** As they are written. */
    static final RationalConstants TRUE = new RationalConstants(1.7159, 2.0 / 3, 1.41645);

    /** The decimals rounded to float32. */
    static final RationalConstants SINGLE = new RationalConstants(1.7159f, 2.0 / 3, 1.41645f);
  }

  /** 1.7159 sgn(z) p/(1 + p), or 1 - 1/(1 + p), at y = 2|z|/3. */
  static ScalarFormula rationalTanh(RationalConstants c) {
    return ScalarFormula.smooth(
        (m, z) -> {
          Term bottom = bottom(m, c, z);
          Term ofDifference = m.minus(ONE, m.orZeroBelowReciprocals(m.over(ONE, bottom)));
          Term ofQuotient = m.over(rest(m, c, z), bottom);
          return m.fits(bottom)
              ? List.of(height(m, c, z, ofDifference), height(m, c, z, ofQuotient))
              : List.of(height(m, c, z, ofDifference));
        },
        (m, z) -> {
          Term y = y(m, c, z);
          Term cubic = m.byPower(m.times(y, m.times(y, y)));
          Term top =
              m.plus(m.plus(ONE, m.times(TWO, y)), m.times(m.rounded(4 * c.quartic()), cubic));
          Term bottom = bottom(m, c, z);
          Term factor = m.times(m.rounded(c.height()), m.rounded(c.share()));
          return List.of(m.times(factor, m.over(m.over(top, bottom), bottom)));
        });
  }

  private static Term height(RunningError m, RationalConstants c, Term z, Term magnitude) {
    Term value = m.times(m.rounded(c.height()), magnitude);
    return z.value() < 0 ? negated(value) : value;
  }

  private static Term y(RunningError m, RationalConstants c, Term z) {
    return m.times(m.rounded(c.share()), abs(z));
  }

  private static Term square(RunningError m, RationalConstants c, Term z) {
    Term y = y(m, c, z);
    return m.byPower(m.times(y, y));
  }

  private static Term quartic(RunningError m, RationalConstants c, Term z) {
    Term y = y(m, c, z);
    Term square = m.times(y, y);
    return m.times(m.rounded(c.quartic()), m.byPower(m.times(square, square)));
  }

  private static Term rest(RunningError m, RationalConstants c, Term z) {
    return m.plus(m.plus(y(m, c, z), square(m, c, z)), quartic(m, c, z));
  }

  /** From the left, which rounds numbers near 1 most often. */
  private static Term bottom(RunningError m, RationalConstants c, Term z) {
    return m.plus(m.plus(m.plus(ONE, y(m, c, z)), square(m, c, z)), quartic(m, c, z));
  }

  /** max(0, tanh z); the derivative 1 - tanh^2, or without the difference. */
  static ScalarFormula rectifiedTanh() {
    Piece rise =
        new Piece(
            (m, z) -> List.of(m.tanh(z), tanhByPower(m, z)),
            (m, z) -> {
              Term q = m.exp(m.times(exact(-2), abs(z)));
              Term below = m.plus(ONE, q);
              Term t = m.tanh(z);
              Term power = tanhByPower(m, z);
              return List.of(
                  m.over(m.times(exact(4), q), m.times(below, below)),
                  m.minus(ONE, m.times(t, t)),
                  m.minus(ONE, m.times(power, power)));
            });
    return new ScalarFormula(List.of(new Kink(0, 0, 0, true)), List.of(Piece.constant(0), rise));
  }

  /** ln(1 + e^z): as written, and as max(0, z) + ln(1 + e^-|z|). */
  static ScalarFormula softplus() {
    return ScalarFormula.smooth(
        (m, z) -> {
          Term asWritten = m.plus(ONE, m.exp(z));
          return m.fits(asWritten)
              ? List.of(softplus(m, z), m.log(asWritten))
              : List.of(softplus(m, z));
        },
        (m, z) -> {
          Term e = m.exp(z);
          return m.fits(e)
              ? List.of(logistic(m, z), m.over(e, m.plus(ONE, e)))
              : List.of(logistic(m, z));
        });
  }

  /** max(0, z) + ln(1 + e^-|z|), whose argument's error travels by a slope below 1. */
  static Term softplus(RunningError m, Term z) {
    Term bend = m.log1p(m.exp(negated(abs(z))));
    return z.value() > 0 ? m.plus(z, bend) : bend;
  }
}
