package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.UpdaterSpec;
import java.util.List;

/** One step of Adam: m' = b1 m + (1 - b1) g, v' = b2 v + (1 - b2) g^2, and a quotient of both. */
final class AdamErrors {

  private final Rounding r;
  private final UpdaterSpec.Adam spec;
  private final double alpha;
  private final double alphaError;
  private final double largestUpdate;
  private final Complements complements;

  /**
   * The step of this number.
   *
   * @param rate before it is rounded to the format
   * @param t from 1
   */
  AdamErrors(Rounding r, UpdaterSpec.Adam spec, RunningError.Term rate, int t) {
    this.r = r;
    this.spec = spec;
    complements = new Complements(r);
    double correction1 = 1 - Math.pow(spec.beta1(), t);
    double correction2 = 1 - Math.pow(spec.beta2(), t);
    alpha = rate.value() * Math.sqrt(correction2) / correction1;
    double rateError = rate.value() == 0 ? 0 : rate.error() / Math.abs(rate.value());
    // Besides the corrections: the rate's rounding, the root, the product and the quotient.
    alphaError =
        Rounding.quotient(
            complements.error(spec.beta1(), t)
                + complements.error(spec.beta2(), t)
                + rateError
                + 4 * r.u());
    largestUpdate = largestUpdate(t);
  }

  /** No update is larger, whatever the gradients were. */
  private double largestUpdate(int t) {
    double factorErrors = complements.error(spec.beta1()) + complements.error(spec.beta2());
    double rounding = Rounding.quotient(8 * t * r.u()) + alphaError + factorErrors;
    double largest =
        alpha
            * Complements.momentRatio(spec.beta1(), spec.beta2(), t)
            * complements.underflow(spec.epsilon(), t)
            * (1 + Rounding.quotient(rounding));
    return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest;
  }

  UpdaterErrors step(UpdaterErrors before, Bounded g) {
    Bounded theta = before.theta();
    boolean kinked = before.meetsKink(g);
    Bounded m = decayed(before.state().get(0), spec.beta1(), g, false, kinked);
    Bounded v = decayed(before.state().get(1), spec.beta2(), g, true, kinked);
    double[] next = new double[g.size()];
    double[] updates = new double[g.size()];
    for (int k = 0; k < next.length; k++) {
      updates[k] = alpha * m.value()[k] / (Math.sqrt(v.value()[k]) + spec.epsilon());
      next[k] = theta.value()[k] - updates[k];
    }
    Bounded moved =
        Bounded.ofElements(
            r,
            g.rows(),
            g.columns(),
            next,
            kinked || theta.meetsKink(),
            (level, k) ->
                new LinearErrors(r)
                    .rounded(level, next[k], theta.error(level, k) + updateError(level, m, v, k)));
    return before.moved(moved, List.of(m, v));
  }

  /** beta S + (1 - beta) G, G the gradient or its square. */
  private Bounded decayed(Bounded state, double beta, Bounded g, boolean squared, boolean kinked) {
    double[] value = new double[g.size()];
    for (int k = 0; k < value.length; k++) {
      double gradient = g.value()[k];
      value[k] = beta * state.value()[k] + (1 - beta) * (squared ? gradient * gradient : gradient);
    }
    double factorError = complements.error(beta);
    return Bounded.ofElements(
        r,
        g.rows(),
        g.columns(),
        value,
        kinked,
        (level, k) -> {
          double e = g.error(level, k);
          double magnitude = g.magnitude(level, k);
          double term = squared ? magnitude * magnitude : magnitude;
          if (term > r.huge()) {
            // The square may overflow where its share does not.
            return Double.POSITIVE_INFINITY;
          }
          double termError = !squared || e == 0 ? e : e * (2 * Math.abs(g.value()[k]) + 4 * e);
          // beta and its product; the square, its product with 1 - beta; and the sum.
          double rounding = beta == 0 ? 0 : r.gamma(level, 3) * beta * state.magnitude(level, k);
          double gamma = Rounding.quotient(factorError + r.gamma(level, 3));
          return beta * state.error(level, k)
              + (1 - beta) * (termError + gamma * term)
              + rounding
              + 3 * r.tiny();
        });
  }

  private double updateError(Level level, Bounded m, Bounded v, int k) {
    double lowest = Math.sqrt(Math.max(0, v.value()[k] - 2 * v.error(level, k)));
    double root = Math.sqrt(v.value()[k]);
    double e = v.error(level, k);
    // |sqrt a - sqrt b| = |a - b| / (sqrt a + sqrt b), and at most the root of |a - b|.
    double rootError = lowest > 0 ? Math.min(Math.sqrt(e), e / (2 * lowest)) : Math.sqrt(e);
    double denominator = root + spec.epsilon();
    double denominatorError =
        rootError + r.gamma(level, 2) * (denominator + 2 * rootError) + r.u() * spec.epsilon();
    double least = (lowest + spec.epsilon()) * (1 - Math.min(1, r.gamma(level, 3)));
    double exact = alpha * m.exactMagnitude(level, k) / least;
    double moved = (alpha * m.error(level, k) + exact * denominatorError) / least;
    double gamma = Rounding.quotient(alphaError + r.gamma(level, 2));
    double byQuotient = moved + gamma * (exact + moved) + 2 * r.tiny();
    return byQuotient <= 2 * largestUpdate ? byQuotient : 2 * largestUpdate;
  }
}
