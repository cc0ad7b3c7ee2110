package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.ArrayList;
import java.util.List;

/** z times a gate between 0 and 1. */
final class GatedFormulas {

  private static final Term ONE = exact(1);
  private static final Term TWO = exact(2);
  private static final Term FOUR = exact(4);

  /** From here on, tanh is 1 in either format. */
  private static final double SATURATED = 20;

  private GatedFormulas() {}

  /**
   * z s(beta z). Its derivative is s + beta z s (1 - s), the same with s taken out, and as libnd4j
   * has it, e^y (y + e^y + 1) / (e^y + 1)^2 for y = beta z, as long as that does not overflow.
   */
  static ScalarFormula swish(double beta) {
    return ScalarFormula.smooth(
        (m, z) -> List.of(m.times(z, SmoothFormulas.logistic(m, scaled(m, beta, z)))),
        (m, z) -> {
          Term y = scaled(m, beta, z);
          Term s = SmoothFormulas.logistic(m, y);
          Term complement = SmoothFormulas.logistic(m, negated(y));
          List<Term> ways = new ArrayList<>();
          ways.add(m.plus(s, m.times(m.times(y, s), complement)));
          ways.add(m.plus(s, m.times(y, m.times(s, m.minus(ONE, s)))));
          ways.add(m.times(s, m.plus(ONE, m.times(y, m.minus(ONE, s)))));
          Term e = m.exp(y);
          Term below = m.plus(e, ONE);
          Term square = m.times(below, below);
          if (m.fits(square)) {
            ways.add(m.over(m.times(e, m.plus(m.plus(y, e), ONE)), square));
          }
          return ways;
        });
  }

  private static Term scaled(RunningError m, double beta, Term z) {
    return beta == 1 ? z : m.times(m.rounded(beta), z);
  }

  /** z/2 (1 + tanh g) = z s(2g), g = sqrt(2/pi) (z + 0.044715 z^3). */
  static ScalarFormula preciseGelu() {
    return ScalarFormula.smooth(
        (m, z) -> {
          Term g = g(m, z);
          Term half = m.times(exact(0.5), z);
          return List.of(
              m.times(z, SmoothFormulas.logistic(m, m.times(TWO, g))),
              m.times(half, m.plus(ONE, m.tanh(g))));
        },
        (m, z) -> {
          Term g = g(m, z);
          Term square = m.times(z, z);
          Term slope = m.times(root(m), m.plus(ONE, m.times(m.rounded(3 * 0.044715), square)));
          Term y = m.times(TWO, g);
          Term s = SmoothFormulas.logistic(m, y);
          Term flat = m.times(s, SmoothFormulas.logistic(m, negated(y)));
          Term stable = m.plus(s, m.times(m.times(z, m.times(TWO, slope)), flat));
          Term t = m.tanh(g);
          Term half = m.times(exact(0.5), z);
          if (Math.abs(g.value()) > SATURATED) {
            // 1 - t^2 is 0, however large its factor: what is left out is an error.
            Term left = m.times(m.times(half, slope), m.times(exact(4), flat));
            Term gate = m.times(exact(0.5), m.plus(ONE, t));
            double missing = Math.abs(left.value()) + 2 * left.error();
            return List.of(stable, new Term(gate.value(), gate.error() + missing));
          }
          Term rise = m.times(m.times(half, slope), m.minus(ONE, m.times(t, t)));
          return List.of(stable, m.plus(m.times(exact(0.5), m.plus(ONE, t)), rise));
        });
  }

  private static Term root(RunningError m) {
    return m.rounded(Math.sqrt(2 / Math.PI));
  }

  private static Term g(RunningError m, Term z) {
    Term cube = m.byPower(m.times(m.times(z, z), z));
    return m.times(root(m), m.plus(z, m.times(m.rounded(0.044715), cube)));
  }

  /**
   * z t, t = tanh(ln(1 + e^z)). The derivative is t + z (1 - t^2) s(z), where 1 - t^2 is 4q/(1 +
   * q)^2 for q = s(-z)^2, or a quotient of exponentials, as libnd4j has it, while they do not
   * overflow.
   */
  static ScalarFormula mish() {
    return ScalarFormula.smooth(
        (m, z) -> {
          List<Term> ways = new ArrayList<>();
          gates(m, z).forEach(t -> ways.add(m.times(z, t)));
          return ways;
        },
        (m, z) -> {
          Term s = SmoothFormulas.logistic(m, z);
          Term opposite = SmoothFormulas.logistic(m, negated(z));
          Term q = m.times(opposite, opposite);
          Term below = m.plus(ONE, q);
          Term flat = m.over(m.times(FOUR, q), m.times(below, below));
          List<Term> ways = new ArrayList<>();
          for (Term t : gates(m, z)) {
            ways.add(m.plus(t, m.times(m.times(z, flat), s)));
            ways.add(m.plus(t, m.times(z, m.times(m.minus(ONE, m.times(t, t)), s))));
          }
          quotient(m, z, ways);
          return ways;
        });
  }

  private static List<Term> gates(RunningError m, Term z) {
    List<Term> gates = new ArrayList<>();
    gates.add(m.tanh(SmoothFormulas.softplus(m, z)));
    Term asWritten = m.plus(ONE, m.exp(z));
    if (m.fits(asWritten)) {
      gates.add(SmoothFormulas.tanhByPower(m, m.log(asWritten)));
    }
    return gates;
  }

  /** e^z (4 (z + 1) + 4 e^2z + e^3z + e^z (4z + 6)) / (2 e^z + e^2z + 2)^2. */
  private static void quotient(RunningError m, Term z, List<Term> ways) {
    Term e1 = m.exp(z);
    Term e2 = m.exp(m.times(TWO, z));
    Term e3 = m.exp(m.times(exact(3), z));
    Term below = m.plus(m.plus(m.times(TWO, e1), e2), TWO);
    Term square = m.byPower(m.times(below, below));
    if (m.fits(square)) {
      Term linear = m.times(FOUR, m.plus(z, ONE));
      Term mixed = m.times(e1, m.plus(m.times(FOUR, z), exact(6)));
      Term top = m.plus(m.plus(m.plus(linear, m.times(FOUR, e2)), e3), mixed);
      ways.add(m.over(m.times(e1, top), square));
    }
  }
}
