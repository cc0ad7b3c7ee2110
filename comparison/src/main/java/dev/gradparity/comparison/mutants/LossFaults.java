package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.D_PRE_ACTIVATION;
import static dev.gradparity.comparison.Quantity.LOSS;

import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Reduction;
import java.util.List;

/** Faults of the losses and their gradients. */
final class LossFaults {

  private LossFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "mse-slope-halved",
            D_PRE_ACTIVATION,
            "the gradient of mse without the factor 2",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double slope(double p, double y) {
                    return spec.loss().kind() == LossKind.MSE
                        ? super.slope(p, y) / 2
                        : super.slope(p, y);
                  }
                }),
        Mutant.ofPass(
            "mse-slope-sum",
            D_PRE_ACTIVATION,
            "the gradient of mse without the divisor C",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double slope(double p, double y) {
                    return spec.loss().kind() == LossKind.MSE ? 2 * (p - y) : super.slope(p, y);
                  }
                }),
        Mutant.ofPass(
            "mse-sum",
            LOSS,
            "mse without the divisor C",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double term(double p, double y) {
                    return spec.loss().kind() == LossKind.MSE
                        ? (p - y) * (p - y)
                        : super.term(p, y);
                  }
                }),
        Mutant.ofPass(
            "l2-slope-halved",
            D_PRE_ACTIVATION,
            "the gradient of the squares without the factor 2",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double slope(double p, double y) {
                    return spec.loss().kind() == LossKind.L2 ? p - y : super.slope(p, y);
                  }
                }),
        Mutant.ofPass(
            "l2-halved",
            LOSS,
            "the sum of squares is halved",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double term(double p, double y) {
                    return spec.loss().kind() == LossKind.L2
                        ? (p - y) * (p - y) / 2
                        : super.term(p, y);
                  }
                }),
        Mutant.ofPass(
            "half-l2-whole",
            LOSS,
            "half the squares is not halved",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double term(double p, double y) {
                    return spec.loss().kind() == LossKind.HALF_L2
                        ? (p - y) * (p - y)
                        : super.term(p, y);
                  }
                }),
        Mutant.ofPass(
            "half-l2-slope",
            D_PRE_ACTIVATION,
            "the gradient of half the squares has a factor 2",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double slope(double p, double y) {
                    return spec.loss().kind() == LossKind.HALF_L2 ? 2 * (p - y) : super.slope(p, y);
                  }
                }),
        Mutant.ofPass(
            "loss-sum",
            LOSS,
            "the loss is not divided by the number of examples",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double loss(int n, double[] p, double[] y) {
                    return super.loss(n, p, y) * divisor(n);
                  }
                }),
        Mutant.ofPass(
            "gradient-sum",
            D_PRE_ACTIVATION,
            "the gradient is not divided by the number of examples",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    double[] dZ = super.outputGradient(n, z, p, y);
                    return map(dZ, k -> f.round(dZ[k] * divisor(n)));
                  }
                }),
        Mutant.ofPass(
            "mean-for-sum",
            LOSS,
            "a sum over the examples is taken as a mean",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double divisor(int n) {
                    return n;
                  }
                }),
        Mutant.ofPass(
            "divisor-of-outputs",
            LOSS,
            "the mean is over the outputs, not the examples",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double divisor(int n) {
                    return spec.reduction() == Reduction.MEAN ? spec.outputSize() : 1;
                  }
                }),
        Mutant.ofPass(
            "label-minus-output",
            D_PRE_ACTIVATION,
            "y - p in place of p - y",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    double[] dZ = super.outputGradient(n, z, p, y);
                    return map(dZ, k -> -dZ[k]);
                  }
                }),
        Mutant.ofPass(
            "log2",
            LOSS,
            "the logarithm has base 2",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double timesLog(double y, double p) {
                    return super.timesLog(y, p) / Math.log(2);
                  }
                }),
        Mutant.ofPass(
            "loss-clipped",
            LOSS,
            "probabilities are clipped to 1e-5 before the logarithm",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double timesLog(double y, double p) {
                    return super.timesLog(y, Math.max(1e-5, Math.min(1 - 1e-5, p)));
                  }
                }),
        Mutant.ofPass(
            "log-epsilon",
            LOSS,
            "1e-12 is added under the logarithm",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double timesLog(double y, double p) {
                    return super.timesLog(y, p + 1e-12);
                  }
                }),
        Mutant.ofPass(
            "gradient-of-clipped",
            D_PRE_ACTIVATION,
            "p is clipped to 1e-5 before p - y",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    return super.outputGradient(
                        n,
                        z,
                        map(
                            p,
                            k ->
                                spec.loss().kind() == LossKind.MCXENT
                                    ? Math.max(1e-5, p[k])
                                    : p[k]),
                        y);
                  }
                }),
        Mutant.ofPass(
            "xent-one-sided",
            LOSS,
            "binary cross entropy without (1 - y) ln(1 - p)",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double term(double p, double y) {
                    return spec.loss().kind() == LossKind.XENT ? -timesLog(y, p) : super.term(p, y);
                  }
                }),
        Mutant.ofPass(
            "label-shifted",
            LOSS,
            "labels are shifted by one output",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double loss(int n, double[] p, double[] y) {
                    return super.loss(n, p, LossFaults.shifted(spec.outputSize(), y));
                  }

                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    return super.outputGradient(n, z, p, LossFaults.shifted(spec.outputSize(), y));
                  }
                }),
        Mutant.ofPass(
            "loss-float32",
            LOSS,
            "the loss is added up in float32, whatever the format",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double loss(int n, double[] p, double[] y) {
                    float sum = 0;
                    for (int k = 0; k < p.length; k++) {
                      sum += (float) term(p[k], y[k]);
                    }
                    return sum / divisor(n);
                  }
                }),
        Mutant.ofPass(
            "loss-last-example",
            LOSS,
            "the last example does not enter the loss",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double loss(int n, double[] p, double[] y) {
                    double sum = 0;
                    for (int k = 0; k < p.length - spec.outputSize(); k++) {
                      sum += f.round(term(p[k], y[k]));
                    }
                    return sum / divisor(n);
                  }
                }),
        Mutant.ofPass(
            "dz-last-example",
            D_PRE_ACTIVATION,
            "the last example of a minibatch has no gradient",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    double[] dZ = super.outputGradient(n, z, p, y);
                    return map(dZ, k -> k < dZ.length - spec.outputSize() ? dZ[k] : 0);
                  }
                }));
  }

  /** Every row turned by one. */
  private static double[] shifted(int m, double[] y) {
    return PlainNetwork.map(y, k -> y[k / m * m + (k + 1) % m]);
  }
}
