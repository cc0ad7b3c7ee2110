package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.BIAS;
import static dev.gradparity.comparison.Quantity.STATE;
import static dev.gradparity.comparison.Quantity.WEIGHTS;

import java.util.List;

/** Faults of steps and of momentum. */
final class UpdaterFaults {

  private UpdaterFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofTraining(
            "ascent",
            WEIGHTS,
            "parameters move along the gradient, not against it",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    super.update(p, PlainNetwork.map(g, k -> -g[k]), t);
                  }
                }),
        Mutant.ofTraining(
            "rate-twice",
            WEIGHTS,
            "the learning rate is applied twice",
            task ->
                new PlainTraining(task) {
                  @Override
                  double rate() {
                    return super.rate() * super.rate();
                  }
                }),
        Mutant.ofTraining(
            "rate-float32",
            WEIGHTS,
            "the learning rate is a float32 constant, whatever the format",
            task ->
                new PlainTraining(task) {
                  @Override
                  double rate() {
                    return (float) super.rate();
                  }
                }),
        Mutant.ofTraining(
            "rate-decays",
            WEIGHTS,
            "the learning rate is halved in the second epoch",
            task ->
                new PlainTraining(task) {
                  private double scale = 1;

                  @Override
                  void beforeStep(int t) {
                    scale = t > stepsPerEpoch() ? 0.5 : 1;
                  }

                  @Override
                  double rate() {
                    return scale * super.rate();
                  }
                }),
        Mutant.ofTraining(
            "one-weight-fixed",
            WEIGHTS,
            "the last weight of every layer is never moved",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    double[] theta = parameter(p).theta;
                    double last = theta[theta.length - 1];
                    super.update(p, g, t);
                    if (p % 2 == 0) {
                      theta[theta.length - 1] = last;
                    }
                  }
                }),
        Mutant.ofTraining(
            "biases-fixed",
            BIAS,
            "biases are never moved",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    if (p % 2 == 0) {
                      super.update(p, g, t);
                    }
                  }
                }),
        Mutant.ofTraining(
            "last-layer-fixed",
            WEIGHTS,
            "the last layer is never moved",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    if (p < parameterCount() - 2) {
                      super.update(p, g, t);
                    }
                  }
                }),
        Mutant.ofTraining(
            "updated-twice",
            WEIGHTS,
            "the first layer is moved twice",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    super.update(p, g, t);
                    if (p == 0) {
                      super.update(p, g, t);
                    }
                  }
                }),
        Mutant.ofTraining(
            "decay-in-step",
            WEIGHTS,
            "the penalty is applied once more as a decay of the weights",
            task ->
                new PlainTraining(task) {
                  @Override
                  void update(int p, double[] g, int t) {
                    double[] theta = parameter(p).theta;
                    for (int k = 0; k < theta.length; k++) {
                      theta[k] =
                          f.round(
                              theta[k] * (1 - super.rate() * spec.regularisation().weights().l2()));
                    }
                    super.update(p, g, t);
                  }
                }),
        Mutant.ofTraining(
            "momentum-sign",
            STATE,
            "the momentum has the wrong sign",
            task ->
                new PlainTraining(task) {
                  @Override
                  double velocity(double momentum, double v, double g) {
                    return super.velocity(-momentum, v, g);
                  }
                }),
        Mutant.ofTraining(
            "momentum-classical",
            WEIGHTS,
            "Nesterov's momentum as the classical one",
            task ->
                new PlainTraining(task) {
                  @Override
                  double nesterovStep(double momentum, double before, double after) {
                    return after;
                  }
                }),
        Mutant.ofTraining(
            "momentum-plain",
            WEIGHTS,
            "Nesterov's step without what it takes back",
            task ->
                new PlainTraining(task) {
                  @Override
                  double nesterovStep(double momentum, double before, double after) {
                    return f.round(f.round(1 + momentum) * after);
                  }
                }),
        Mutant.ofTraining(
            "momentum-damped",
            STATE,
            "the gradient enters the velocity times 1 - momentum",
            task ->
                new PlainTraining(task) {
                  @Override
                  double velocity(double momentum, double v, double g) {
                    return super.velocity(momentum, v, (1 - momentum) * g);
                  }
                }));
  }
}
