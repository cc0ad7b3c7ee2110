package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;

/**
 * The penalty and its gradient.
 *
 * @param r the format
 */
record PenaltyErrors(Rounding r) {

  /** Of one term besides the sum: square, root and square again, the coefficient, the half. */
  private static final int TERM_ROUNDINGS = 8;

  /**
   * The sum of l1 |theta|_1 + l2/2 |theta|^2 over all parameters, a scalar; null where there is no
   * penalty.
   *
   * @param factor of all of it; 1 but for a variation
   */
  Bounded value(NetworkSpec spec, PerParameter<Bounded> parameters, double factor) {
    return spec.penalises() ? value(spec, parameters, factor, false) : null;
  }

  /** The same as Deeplearning4j has it: decay counts like l2, and a sum of squares may overflow. */
  Bounded valueOfLibrary(NetworkSpec spec, PerParameter<Bounded> parameters) {
    return value(spec, parameters, 1, true);
  }

  private Bounded value(
      NetworkSpec spec, PerParameter<Bounded> parameters, double factor, boolean asLibrary) {
    double value = 0;
    int count = 0;
    boolean kinked = false;
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        Regularisation.Terms terms = terms(spec, l, kind, asLibrary);
        Bounded theta = parameters.get(l, kind);
        value += terms.penalises() ? factor * value(terms, theta, asLibrary) : 0;
        count += terms.penalises() ? theta.size() + 2 : 0;
        kinked |= theta.meetsKink();
      }
    }
    int roundings = count + TERM_ROUNDINGS;
    double up = Rounding.up(2 * count);
    return Bounded.of(
        r,
        1,
        1,
        new double[] {value},
        kinked,
        level -> {
          double error = 0;
          for (int l = 1; l <= spec.depth(); l++) {
            for (ParameterKind kind : spec.layer(l).parameters()) {
              Regularisation.Terms terms = terms(spec, l, kind, asLibrary);
              error += error(level, terms, parameters.get(l, kind), roundings);
            }
          }
          return new double[] {Math.abs(factor) * error * up};
        });
  }

  private static Regularisation.Terms terms(
      NetworkSpec spec, int l, ParameterKind kind, boolean asLibrary) {
    Regularisation.Terms terms = spec.regularisation(l).of(kind);
    return asLibrary
        ? new Regularisation.Terms(terms.l1(), terms.l2() + terms.weightDecay(), 0, true)
        : terms;
  }

  private double value(Regularisation.Terms terms, Bounded theta, boolean asLibrary) {
    double squares = 0;
    double magnitudes = 0;
    for (double v : theta.value()) {
      squares += v * v;
      magnitudes += Math.abs(v);
    }
    boolean overflows = asLibrary && squares > r.huge();
    // None of either is none, whatever the parameters.
    double bySquares = terms.l2() == 0 ? 0 : terms.l2() / 2 * squares;
    double byMagnitudes = terms.l1() == 0 ? 0 : terms.l1() * magnitudes;
    return (bySquares > 0 && overflows ? Double.POSITIVE_INFINITY : bySquares) + byMagnitudes;
  }

  private double error(Level level, Regularisation.Terms terms, Bounded theta, int roundings) {
    if (!terms.penalises()) {
      return 0;
    }
    double gamma = r.gamma(level, roundings);
    double bySquares = 0;
    double byMagnitudes = 0;
    double squares = 0;
    for (int k = 0; k < theta.size(); k++) {
      double magnitude = theta.magnitude(level, k);
      double e = theta.error(level, k);
      squares += magnitude * magnitude;
      bySquares += 2 * magnitude * e + gamma * magnitude * magnitude + r.tiny();
      byMagnitudes += e + gamma * magnitude;
    }
    // The sum of squares may overflow where l2/2 of it does not.
    boolean overflows = terms.l2() > 0 && squares > (1 - Math.min(1, gamma)) * r.huge();
    return overflows
        ? Double.POSITIVE_INFINITY
        : terms.l2() / 2 * bySquares + terms.l1() * byMagnitudes + 2 * r.tiny();
  }

  /** Whether any layer decays its parameters. */
  static boolean decays(NetworkSpec spec) {
    for (int l = 1; l <= spec.depth(); l++) {
      Regularisation own = spec.regularisation(l);
      if (own.weights().weightDecay() > 0 || own.bias().weightDecay() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The data's gradient by one parameter, and the penalty's.
   *
   * @param signs what has the parameter's signs
   * @param factor of the penalty; 1 but for a variation
   */
  Bounded added(
      Bounded gradient, Regularisation.Terms terms, Bounded theta, Bounded signs, double factor) {
    LinearErrors linear = new LinearErrors(r);
    double l1 = factor * terms.l1();
    double l2 = factor * terms.l2();
    if (l1 == 0) {
      return l2 == 0 ? gradient : linear.sum(gradient, l2, theta);
    }
    double[] value = new double[gradient.size()];
    boolean mayTakeEitherSign = false;
    for (int k = 0; k < value.length; k++) {
      double v = theta.value()[k];
      double byMagnitude = l1 * Math.signum(signs.value()[k]);
      value[k] = gradient.value()[k] + byMagnitude + (l2 == 0 ? 0 : l2 * v);
      mayTakeEitherSign |= mayTakeEitherSign(Level.KINKED, signs, k);
    }
    return Bounded.ofElements(
        r,
        gradient.rows(),
        gradient.columns(),
        value,
        gradient.meetsKink() || theta.meetsKink() || mayTakeEitherSign,
        (level, k) -> {
          double bySign =
              level == Level.KINKED && mayTakeEitherSign(level, signs, k) ? 2 * Math.abs(l1) : 0;
          double terms1 = signs.value()[k] == 0 && bySign == 0 ? 0 : Math.abs(l1);
          double terms2 = l2 == 0 ? 0 : Math.abs(l2) * theta.magnitude(level, k);
          // The coefficients, the product, and the sum of the first two in either order.
          double rounding =
              r.gamma(level, 2) * (terms1 + terms2)
                  + (terms1 == 0 || terms2 == 0
                      ? 0
                      : r.gamma(level, 1) * (gradient.magnitude(level, k) + terms1 + terms2));
          return linear.rounded(
              level,
              value[k],
              gradient.error(level, k)
                  + (l2 == 0 ? 0 : Math.abs(l2) * theta.error(level, k))
                  + bySign
                  + rounding
                  + r.tiny());
        });
  }

  /** Whether theta is zero within its bound, and not for certain. */
  private static boolean mayTakeEitherSign(Level level, Bounded theta, int k) {
    double e = theta.error(level, k);
    return e > 0 && Math.abs(theta.value()[k]) <= 2 * e;
  }
}
