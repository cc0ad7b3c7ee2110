package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.D_BIAS;
import static dev.gradparity.comparison.Quantity.D_WEIGHTS;
import static dev.gradparity.comparison.Quantity.LOSS;

import java.util.List;

/** Faults of the penalty. */
final class PenaltyFaults {

  private PenaltyFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "penalty-no-loss",
            LOSS,
            "the penalty is left out of the loss",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penalty(List<double[]> weights) {
                    return 0;
                  }
                }),
        Mutant.ofPass(
            "penalty-whole",
            LOSS,
            "the penalty in the loss is not halved",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penalty(List<double[]> weights) {
                    return 2 * super.penalty(weights);
                  }
                }),
        Mutant.ofPass(
            "penalty-root",
            LOSS,
            "the penalty in the loss is |W|, not its square",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penalty(List<double[]> weights) {
                    return spec.regularisation().weights().l2()
                        / 2
                        * Math.sqrt(
                            2 * super.penalty(weights) / spec.regularisation().weights().l2());
                  }
                }),
        Mutant.ofPass(
            "penalty-last-layer",
            LOSS,
            "the penalty in the loss leaves out the last layer",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penalty(List<double[]> weights) {
                    return super.penalty(weights.subList(0, weights.size() - 1));
                  }
                }),
        Mutant.ofPass(
            "penalty-no-gradient",
            D_WEIGHTS,
            "the penalty is left out of the gradient",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return 0;
                  }
                }),
        Mutant.ofPass(
            "penalty-twice",
            D_WEIGHTS,
            "the gradient of the penalty is taken twice",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return 2 * super.penaltyGradient(l, n, w);
                  }
                }),
        Mutant.ofPass(
            "penalty-half",
            D_WEIGHTS,
            "the gradient of the penalty is halved",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return super.penaltyGradient(l, n, w) / 2;
                  }
                }),
        Mutant.ofPass(
            "penalty-sign",
            D_WEIGHTS,
            "the gradient of the penalty is that of |W|, its sign",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return spec.regularisation().weights().l2() * Math.signum(w);
                  }
                }),
        Mutant.ofPass(
            "penalty-negated",
            D_WEIGHTS,
            "the gradient of the penalty has the wrong sign",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return -super.penaltyGradient(l, n, w);
                  }
                }),
        Mutant.ofPass(
            "penalty-mean",
            D_WEIGHTS,
            "the gradient of the penalty is divided by the number of examples",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return super.penaltyGradient(l, n, w) / n;
                  }
                }),
        Mutant.ofPass(
            "penalty-first-layer",
            D_WEIGHTS,
            "only the first layer has the gradient of the penalty",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return l == 1 ? super.penaltyGradient(l, n, w) : 0;
                  }
                }),
        Mutant.ofPass(
            "penalty-float32",
            D_WEIGHTS,
            "the factor of the penalty is a float32 constant, whatever the format",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double penaltyGradient(int l, int n, double w) {
                    return (float) spec.regularisation().weights().l2() * w;
                  }
                }),
        Mutant.ofPass(
            "penalty-on-biases",
            D_BIAS,
            "biases are penalised as well",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] biasGradient(int l, int n, double[] dZ, double[] b) {
                    double[] db = super.biasGradient(l, n, dZ, b);
                    return map(
                        db, j -> f.round(db[j] + spec.regularisation().weights().l2() * b[j]));
                  }
                }));
  }
}
