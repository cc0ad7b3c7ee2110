package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.BIAS;
import static dev.gradparity.comparison.Quantity.STATE;
import static dev.gradparity.comparison.Quantity.WEIGHTS;

import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;
import java.util.List;

/** Faults of Adam, and of the state that an updater keeps. */
final class AdamFaults {

  private AdamFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofTraining(
            "betas-swapped",
            STATE,
            "beta1 and beta2 are swapped in the moments",
            task ->
                new PlainTraining(task) {
                  @Override
                  double firstMoment(double beta1, double m, double g) {
                    return super.firstMoment(
                        f.round(((UpdaterSpec.Adam) spec.updater()).beta2()), m, g);
                  }

                  @Override
                  double secondMoment(double beta2, double v, double g) {
                    return super.secondMoment(
                        f.round(((UpdaterSpec.Adam) spec.updater()).beta1()), v, g);
                  }
                }),
        Mutant.ofTraining(
            "bias-uncorrected",
            WEIGHTS,
            "Adam without the bias correction",
            task ->
                new PlainTraining(task) {
                  @Override
                  double alpha(UpdaterSpec.Adam spec, int t) {
                    return rate();
                  }
                }),
        Mutant.ofTraining(
            "bias-second-only",
            WEIGHTS,
            "Adam corrects the bias of the second moment alone",
            task ->
                new PlainTraining(task) {
                  @Override
                  double alpha(UpdaterSpec.Adam spec, int t) {
                    return super.alpha(spec, t) * (1 - Math.pow(spec.beta1(), t));
                  }
                }),
        Mutant.ofTraining(
            "t-from-two",
            WEIGHTS,
            "Adam's t is one too large",
            task ->
                new PlainTraining(task) {
                  @Override
                  double alpha(UpdaterSpec.Adam spec, int t) {
                    return super.alpha(spec, t + 1);
                  }
                }),
        Mutant.ofTraining(
            "t-lags",
            WEIGHTS,
            "Adam's t is one too small from the second step on",
            task ->
                new PlainTraining(task) {
                  @Override
                  double alpha(UpdaterSpec.Adam spec, int t) {
                    return super.alpha(spec, Math.max(1, t - 1));
                  }
                }),
        Mutant.ofTraining(
            "t-of-epoch",
            WEIGHTS,
            "Adam's t counts epochs, not steps",
            task ->
                new PlainTraining(task) {
                  @Override
                  double alpha(UpdaterSpec.Adam spec, int t) {
                    return super.alpha(spec, 1 + (t - 1) / stepsPerEpoch());
                  }
                }),
        Mutant.ofTraining(
            "t-per-parameter",
            BIAS,
            "Adam's t counts parameters, not steps",
            task ->
                new PlainTraining(task) {
                  private int updates;

                  @Override
                  void update(int p, double[] g, int t) {
                    updates++;
                    super.update(p, g, updates);
                  }
                }),
        Mutant.ofTraining(
            "epsilon-in-root",
            WEIGHTS,
            "Adam's epsilon is added inside the root",
            task ->
                new PlainTraining(task) {
                  @Override
                  double denominator(UpdaterSpec.Adam spec, double v, int t) {
                    return Math.sqrt(v + spec.epsilon());
                  }
                }),
        Mutant.ofTraining(
            "epsilon-in-correction",
            WEIGHTS,
            "Adam's epsilon is added inside the bias correction",
            task ->
                new PlainTraining(task) {
                  @Override
                  double denominator(UpdaterSpec.Adam spec, double v, int t) {
                    return Math.sqrt(v) + spec.epsilon() * Math.sqrt(1 - Math.pow(spec.beta2(), t));
                  }
                }),
        Mutant.ofTraining(
            "epsilon-lost",
            WEIGHTS,
            "Adam's epsilon is left out",
            task ->
                new PlainTraining(task) {
                  @Override
                  double denominator(UpdaterSpec.Adam spec, double v, int t) {
                    return v == 0 ? spec.epsilon() : Math.sqrt(v);
                  }
                }),
        Mutant.ofTraining(
            "epsilon-1e-7",
            WEIGHTS,
            "Adam's epsilon is ten times too large",
            task ->
                new PlainTraining(task) {
                  @Override
                  double denominator(UpdaterSpec.Adam spec, double v, int t) {
                    return Math.sqrt(v) + 10 * spec.epsilon();
                  }
                }),
        Mutant.ofTraining(
            "second-not-squared",
            STATE,
            "Adam's second moment of |g|, not its square",
            task ->
                new PlainTraining(task) {
                  @Override
                  double secondMoment(double beta2, double v, double g) {
                    return f.round(beta2 * v) + f.round((1 - beta2) * Math.abs(g));
                  }
                }),
        Mutant.ofTraining(
            "first-undamped",
            STATE,
            "Adam's first moment without the factor 1 - beta1",
            task ->
                new PlainTraining(task) {
                  @Override
                  double firstMoment(double beta1, double m, double g) {
                    return f.round(beta1 * m) + g;
                  }
                }),
        Mutant.ofTraining(
            "second-maximum",
            STATE,
            "Adam's second moment never falls (AMSGrad)",
            task ->
                new PlainTraining(task) {
                  @Override
                  double secondMoment(double beta2, double v, double g) {
                    return Math.max(v, super.secondMoment(beta2, v, g));
                  }
                }),
        Mutant.ofTraining(
            "root-lost",
            WEIGHTS,
            "Adam divides by v, not by its root",
            task ->
                new PlainTraining(task) {
                  @Override
                  double denominator(UpdaterSpec.Adam spec, double v, int t) {
                    return v + spec.epsilon();
                  }
                }),
        Mutant.ofTraining(
            "state-float32",
            STATE,
            "Adam's moments are kept in float32, whatever the format",
            task ->
                new PlainTraining(task) {
                  @Override
                  double firstMoment(double beta1, double m, double g) {
                    return (float) super.firstMoment(beta1, m, g);
                  }

                  @Override
                  double secondMoment(double beta2, double v, double g) {
                    return (float) super.secondMoment(beta2, v, g);
                  }
                }),
        Mutant.ofTraining(
            "state-shared",
            STATE,
            "all parameters share one state",
            task ->
                new PlainTraining(task) {
                  private double[] first = new double[0];
                  private double[] second = new double[0];

                  @Override
                  void update(int p, double[] g, int t) {
                    Parameter now = parameter(p);
                    now.first = Arrays.copyOf(first, now.first.length);
                    now.second = Arrays.copyOf(second, now.second.length);
                    super.update(p, g, t);
                    first = now.first;
                    second = now.second;
                  }
                }),
        Mutant.ofTraining(
            "state-reset",
            STATE,
            "the state is reset with each epoch",
            task ->
                new PlainTraining(task) {
                  @Override
                  void beforeStep(int t) {
                    if ((t - 1) % stepsPerEpoch() == 0) {
                      for (int p = 0; p < parameterCount(); p++) {
                        Arrays.fill(parameter(p).first, 0);
                        Arrays.fill(parameter(p).second, 0);
                      }
                    }
                  }
                }),
        Mutant.ofTraining(
            "state-reset-short",
            STATE,
            "the state is lost at a minibatch of another size",
            task ->
                new PlainTraining(task) {
                  @Override
                  void beforeStep(int t) {
                    if (t > 1 && batch(t).count() != batch(t - 1).count()) {
                      for (int p = 0; p < parameterCount(); p++) {
                        Arrays.fill(parameter(p).first, 0);
                        Arrays.fill(parameter(p).second, 0);
                      }
                    }
                  }
                }));
  }
}
