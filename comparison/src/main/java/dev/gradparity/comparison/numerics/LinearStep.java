package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.List;

/**
 * Steps that are linear in gradient and state.
 *
 * @param before the parameter and its state
 * @param g the gradient
 */
record LinearStep(UpdaterErrors before, Bounded g) {

  private Rounding r() {
    return before.r();
  }

  /** theta - rate g. */
  UpdaterErrors sgd(Term rate) {
    Bounded next =
        new LinearErrors(r()).sum(before.theta(), new Term(-rate.value(), rate.error()), g);
    return before.moved(next, List.of());
  }

  /**
   * v' = mu v - lr g, theta' = theta + (1 + mu) v' - mu v = theta + mu^2 v - (1 + mu) lr g: an
   * error of v counts mu^2 times and not (1 + mu) mu + mu times, one of mu |v' + mu v| times.
   */
  UpdaterErrors nesterovs(Term rate, Term momentum) {
    Bounded theta = before.theta();
    Bounded velocity = before.state().get(0);
    double mu = momentum.value();
    double lr = rate.value();
    boolean kinked = before.meetsKink(g);
    double[] next = new double[g.size()];
    double[] moved = new double[g.size()];
    for (int k = 0; k < next.length; k++) {
      next[k] = mu * velocity.value()[k] - lr * g.value()[k];
      moved[k] = theta.value()[k] + (1 + mu) * next[k] - mu * velocity.value()[k];
    }
    Bounded nextVelocity =
        Bounded.ofElements(
            r(),
            g.rows(),
            g.columns(),
            next,
            kinked,
            (level, k) ->
                mu * velocity.error(level, k)
                    + lr * g.error(level, k)
                    + velocityRounding(level, rate, momentum, k));
    Bounded nextTheta =
        Bounded.ofElements(
            r(),
            g.rows(),
            g.columns(),
            moved,
            kinked || theta.meetsKink(),
            (level, k) -> {
              double inherited =
                  theta.error(level, k)
                      + mu * mu * velocity.error(level, k)
                      + (1 + mu) * lr * g.error(level, k)
                      + (1 + mu) * velocityRounding(level, rate, momentum, k)
                      // 1 + mu, mu, their products, and the sum of both.
                      + (r().gamma(level, 4) + 2 * momentum.error())
                          * ((1 + mu) * nextVelocity.magnitude(level, k)
                              + mu * velocity.magnitude(level, k))
                      + 2 * momentum.error() * velocity.magnitude(level, k)
                      + 2 * r().tiny();
              return new LinearErrors(r()).rounded(level, moved[k], inherited);
            });
    return before.moved(nextTheta, List.of(nextVelocity));
  }

  /** Of mu v - lr g: each factor, each product and the sum. */
  private double velocityRounding(Level level, Term rate, Term momentum, int k) {
    double v = before.state().get(0).magnitude(level, k);
    double slope = g.magnitude(level, k);
    return r().gamma(level, 3) * (momentum.value() * v + rate.value() * slope)
        + 1.01 * (momentum.error() * v + rate.error() * slope)
        + 2 * r().tiny();
  }
}
