package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.UpdaterSpec;

/** One parameter's updater with gauges: state and parameter gather the roundings of every step. */
final class GaugedUpdater {

  private final UpdaterSpec spec;
  private Gauged theta;
  private Gauged velocity;
  private Gauged squares;

  /** The state before the first step. */
  GaugedUpdater(UpdaterSpec spec, Gauged theta) {
    this.spec = spec;
    this.theta = theta;
    velocity = Gauged.zeros(theta.rows(), theta.columns());
    squares = velocity;
  }

  Gauged theta() {
    return theta;
  }

  /**
   * One step.
   *
   * @param g the gradient at {@link #theta}'s values
   * @param t the number of the step, from 1
   */
  void step(Gauged g, int t) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      theta = theta.plus(g.times(-sgd.learningRate()));
    } else if (spec instanceof UpdaterSpec.Nesterovs nesterovs) {
      double mu = nesterovs.momentum();
      Gauged next = velocity.times(mu).plus(g.times(-nesterovs.learningRate()));
      theta = theta.plus(next.times(1 + mu).plus(velocity.times(-mu)));
      velocity = next;
    } else if (spec instanceof UpdaterSpec.Adam adam) {
      theta = theta.plus(adamUpdate(adam, g, t).times(-1));
    } else {
      throw new IllegalArgumentException("no gauge for " + spec);
    }
  }

  private Gauged adamUpdate(UpdaterSpec.Adam adam, Gauged g, int t) {
    velocity = velocity.times(adam.beta1()).plus(timesComplement(g, adam.beta1()));
    squares = squares.times(adam.beta2()).plus(timesComplement(g.hadamard(g), adam.beta2()));
    double correction1 = 1 - Math.pow(adam.beta1(), t);
    double correction2 = 1 - Math.pow(adam.beta2(), t);
    double alpha = adam.learningRate() * Math.sqrt(correction2) / correction1;
    double alphaCondition =
        complementCondition(Math.pow(adam.beta1(), t), t)
            + complementCondition(Math.pow(adam.beta2(), t), t) / 2;
    double[] updates = new double[g.size()];
    double[] gauges = new double[g.size()];
    for (int k = 0; k < updates.length; k++) {
      double root = Math.sqrt(squares.value()[k]);
      double denominator = root + adam.epsilon();
      double rootGauge = root == 0 ? 0 : squares.gauge()[k] / (2 * root) + denominator;
      updates[k] = alpha * velocity.value()[k] / denominator;
      gauges[k] =
          alpha * velocity.gauge()[k] / denominator
              + Math.abs(updates[k]) * (rootGauge / denominator + alphaCondition + 1);
    }
    return new Gauged(g.rows(), g.columns(), updates, gauges, null);
  }

  /** (1 - beta) A, where beta was rounded before it was subtracted. */
  private static Gauged timesComplement(Gauged a, double beta) {
    Gauged product = a.times(1 - beta);
    double[] gauges = product.gauge().clone();
    for (int k = 0; k < gauges.length; k++) {
      gauges[k] += complementCondition(beta, 1) * Math.abs(product.value()[k]);
    }
    return new Gauged(a.rows(), a.columns(), product.value(), gauges, product.kink());
  }

  /**
   * The relative error of 1 - beta^t per relative error of beta, the power's own rounding added.
   */
  private static double complementCondition(double power, int t) {
    return (t + 1) * power / (1 - power);
  }
}
