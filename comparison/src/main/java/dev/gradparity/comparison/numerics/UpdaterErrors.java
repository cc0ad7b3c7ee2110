package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.UpdaterSpec;

/**
 * One parameter's updater: state and parameter carry what every step has added.
 *
 * @param r the format
 * @param spec the updater
 * @param theta the parameter
 * @param velocity v of Nesterov's, m of Adam
 * @param squares v of Adam
 */
record UpdaterErrors(
    Rounding r, UpdaterSpec spec, Bounded theta, Bounded velocity, Bounded squares) {

  /** The state before the first step. */
  static UpdaterErrors start(Rounding r, UpdaterSpec spec, Bounded theta) {
    Bounded zeros = Bounded.zeros(theta.rows(), theta.columns());
    return new UpdaterErrors(r, spec, theta, zeros, zeros);
  }

  /** The same state at another parameter. */
  UpdaterErrors at(Bounded otherTheta) {
    return new UpdaterErrors(r, spec, otherTheta, velocity, squares);
  }

  /**
   * One step beside the decay theta -= decay theta. Decay may come first, last, or be added to the
   * update: then update + decay theta is rounded once more.
   *
   * @param decay the share that is taken off
   */
  UpdaterErrors step(Bounded g, double decay, int t) {
    if (decay == 0) {
      return step(g, t);
    }
    Bounded before = theta;
    Bounded decayed = new LinearErrors(r).sum(theta, -decay, theta);
    UpdaterErrors stepped = at(decayed).step(g, t);
    Bounded after = stepped.theta;
    Bounded widened =
        Bounded.ofElements(
            r,
            after.rows(),
            after.columns(),
            after.value(),
            after.meetsKink(),
            (level, k) -> {
              double update =
                  Math.abs(decayed.value()[k] - after.value()[k])
                      + 2 * (decayed.error(level, k) + after.error(level, k));
              double taken = decay * before.magnitude(level, k);
              // One rounding more of decay times the rate, and one of the sum.
              return after.error(level, k) + r.gamma(level, 1) * (update + 2 * taken) + r.tiny();
            });
    return stepped.at(widened);
  }

  /**
   * One step.
   *
   * @param g the gradient at theta
   * @param t the number of the step, from 1
   */
  UpdaterErrors step(Bounded g, int t) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      Bounded next = new LinearErrors(r).sum(theta, -sgd.learningRate(), g);
      return new UpdaterErrors(r, spec, next, velocity, squares);
    }
    if (spec instanceof UpdaterSpec.Nesterovs nesterovs) {
      return nesterovs(nesterovs, g);
    }
    if (spec instanceof UpdaterSpec.Adam adam) {
      return new AdamErrors(r, adam, t).step(this, g);
    }
    throw new IllegalArgumentException("no error analysis for " + spec);
  }

  /**
   * v' = mu v - lr g, theta' = theta + (1 + mu) v' - mu v = theta + mu^2 v - (1 + mu) lr g: an
   * error of v counts mu^2 times and not (1 + mu) mu + mu times.
   */
  private UpdaterErrors nesterovs(UpdaterSpec.Nesterovs nesterovs, Bounded g) {
    double mu = nesterovs.momentum();
    double lr = nesterovs.learningRate();
    boolean kinked = g.meetsKink() || velocity.meetsKink();
    double[] next = new double[g.size()];
    double[] moved = new double[g.size()];
    for (int k = 0; k < next.length; k++) {
      next[k] = mu * velocity.value()[k] - lr * g.value()[k];
      moved[k] = theta.value()[k] + (1 + mu) * next[k] - mu * velocity.value()[k];
    }
    Bounded nextVelocity =
        Bounded.ofElements(
            r,
            g.rows(),
            g.columns(),
            next,
            kinked,
            (level, k) ->
                mu * velocity.error(level, k)
                    + lr * g.error(level, k)
                    + velocityRounding(level, mu, lr, g, k));
    Bounded nextTheta =
        Bounded.ofElements(
            r,
            g.rows(),
            g.columns(),
            moved,
            kinked || theta.meetsKink(),
            (level, k) -> {
              double inherited =
                  theta.error(level, k)
                      + mu * mu * velocity.error(level, k)
                      + (1 + mu) * lr * g.error(level, k)
                      + (1 + mu) * velocityRounding(level, mu, lr, g, k)
                      // 1 + mu, mu, their products, and the sum of both.
                      + r.gamma(level, 4)
                          * ((1 + mu) * nextVelocity.magnitude(level, k)
                              + mu * velocity.magnitude(level, k))
                      + 2 * r.tiny();
              return new LinearErrors(r).rounded(level, moved[k], inherited);
            });
    return new UpdaterErrors(r, spec, nextTheta, nextVelocity, squares);
  }

  /** Of mu v - lr g: each factor, each product and the sum. */
  private double velocityRounding(Level level, double mu, double lr, Bounded g, int k) {
    return r.gamma(level, 3) * (mu * velocity.magnitude(level, k) + lr * g.magnitude(level, k))
        + 2 * r.tiny();
  }
}
