package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.UpdaterSpec;

/** One step of Adam: m' = b1 m + (1 - b1) g, v' = b2 v + (1 - b2) g^2, and a quotient of both. */
final class AdamErrors {

  private final Rounding r;
  private final UpdaterSpec.Adam spec;
  private final double alpha;
  private final double alphaError;
  private final double largestUpdate;

  /**
   * The step of this number.
   *
   * @param t from 1
   */
  AdamErrors(Rounding r, UpdaterSpec.Adam spec, int t) {
    this.r = r;
    this.spec = spec;
    double correction1 = 1 - Math.pow(spec.beta1(), t);
    double correction2 = 1 - Math.pow(spec.beta2(), t);
    alpha = spec.learningRate() * Math.sqrt(correction2) / correction1;
    // Besides the corrections: the rate's rounding, the root, the product and the quotient.
    alphaError =
        Rounding.quotient(
            complementError(spec.beta1(), t) + complementError(spec.beta2(), t) + 4 * r.u());
    largestUpdate = largestUpdate(t);
  }

  /**
   * No update is larger, whatever the gradients were: by the inequality of Cauchy and Schwarz, |m|
   * is at most c sqrt(v), c^2 = (1 - b1)^2 / (1 - b2) times the sum of (b1^2 / b2)^k for k below t.
   * Each g has its share in both, whose roundings are at most four to a step; v loses a little
   * where squares underflow, which a hundredth of it covers unless all of v is so small that
   * epsilon decides.
   */
  private double largestUpdate(int t) {
    double ratio = spec.beta1() == 0 ? 0 : spec.beta1() * spec.beta1() / spec.beta2();
    double sum = 0;
    double term = 1;
    for (int k = 0; k < t; k++) {
      sum += term;
      term *= ratio;
    }
    double c = (1 - spec.beta1()) * Math.sqrt(sum / (1 - spec.beta2()));
    double underflow = Math.sqrt(100 * 4 * t * r.tiny()) / spec.epsilon();
    double factorErrors = complementError(spec.beta1()) + complementError(spec.beta2());
    double rounding = Rounding.quotient(8 * t * r.u()) + alphaError + factorErrors;
    double largest = alpha * c * Math.max(1.01, underflow) * (1 + Rounding.quotient(rounding));
    return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest;
  }

  /**
   * The relative error of 1 - beta^t: beta was rounded, the power is within the library's ulps, and
   * what is left after cancellation keeps the absolute error.
   */
  private double complementError(double beta, int t) {
    double power = Math.pow(beta, t);
    double powerError =
        Rounding.quotient(t * r.u()) + FunctionUlps.exp(r) * (1 + Rounding.quotient(t * r.u()));
    return Rounding.quotient(power / (1 - power) * powerError + r.u());
  }

  /** 1 - beta, without a power. */
  private double complementError(double beta) {
    return Rounding.quotient(beta / (1 - beta) * r.u() + r.u());
  }

  UpdaterErrors step(UpdaterErrors before, Bounded g) {
    Bounded theta = before.theta();
    boolean kinked = g.meetsKink() || before.velocity().meetsKink();
    Bounded m = decayed(before.velocity(), spec.beta1(), g, false, kinked);
    Bounded v = decayed(before.squares(), spec.beta2(), g, true, kinked);
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
    return new UpdaterErrors(before.r(), before.spec(), moved, m, v);
  }

  /** beta S + (1 - beta) G, G the gradient or its square. */
  private Bounded decayed(Bounded state, double beta, Bounded g, boolean squared, boolean kinked) {
    double[] value = new double[g.size()];
    for (int k = 0; k < value.length; k++) {
      double gradient = g.value()[k];
      value[k] = beta * state.value()[k] + (1 - beta) * (squared ? gradient * gradient : gradient);
    }
    double factorError = complementError(beta);
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
