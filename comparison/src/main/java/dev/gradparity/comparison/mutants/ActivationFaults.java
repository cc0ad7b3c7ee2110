package dev.gradparity.comparison.mutants;

import static dev.gradparity.comparison.Quantity.ACTIVATION;
import static dev.gradparity.comparison.Quantity.D_PRE_ACTIVATION;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import java.util.List;

/** Faults of the activations and their derivatives. */
final class ActivationFaults {

  private ActivationFaults() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.ofPass(
            "relu-kink",
            D_PRE_ACTIVATION,
            "the derivative of ReLU at 0 is 1",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.RELU
                        ? z >= 0 ? 1 : 0
                        : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "relu-mask-lost",
            D_PRE_ACTIVATION,
            "the derivative of ReLU is 1 everywhere",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.RELU ? 1 : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "relu-mask-inverted",
            D_PRE_ACTIVATION,
            "the derivative of ReLU is 1 below 0 and 0 above",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.RELU
                        ? z > 0 ? 0 : 1
                        : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "relu-leaks",
            ACTIVATION,
            "ReLU lets a hundredth of what is negative pass",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.RELU ? z > 0 ? z : z / 100 : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "relu-capped",
            ACTIVATION,
            "ReLU is capped at 6",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.RELU
                        ? Math.min(6, Math.max(0, z))
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "relu-absolute",
            ACTIVATION,
            "ReLU takes the absolute value",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.RELU ? Math.abs(z) : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "nan-swallowed",
            ACTIVATION,
            "ReLU as z > 0 ? z : 0, which turns NaN into 0",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.RELU ? z > 0 ? z : 0 : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "sigmoid-slope",
            D_PRE_ACTIVATION,
            "the derivative of sigmoid is a, without (1 - a)",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.SIGMOID ? a : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "sigmoid-slope-of-z",
            D_PRE_ACTIVATION,
            "the derivative of sigmoid is z (1 - z)",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.SIGMOID
                        ? z * (1 - z)
                        : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "sigmoid-overflow",
            ACTIVATION,
            "sigmoid as exp(z) / (1 + exp(z)), which overflows",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.SIGMOID
                        ? Math.exp(z) / (1 + Math.exp(z))
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "sigmoid-clipped",
            ACTIVATION,
            "sigmoid stops at z = -16 and z = 16",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.SIGMOID
                        ? super.value(kind, Math.max(-16, Math.min(16, z)))
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "sigmoid-hard",
            ACTIVATION,
            "sigmoid as the polygon 0.2 z + 0.5",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.SIGMOID
                        ? Math.max(0, Math.min(1, 0.2 * z + 0.5))
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "tanh-slope",
            D_PRE_ACTIVATION,
            "the derivative of tanh is 1 - a",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.TANH ? 1 - a : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "tanh-slope-of-z",
            D_PRE_ACTIVATION,
            "the derivative of tanh is 1 - z^2",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.TANH ? 1 - z * z : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "tanh-as-sigmoid",
            ACTIVATION,
            "tanh as 2 sigmoid(z) - 1, without the factor in z",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.TANH
                        ? 2 * super.value(ActivationKind.SIGMOID, z) - 1
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "tanh-cancels",
            ACTIVATION,
            "tanh as (exp(2z) - 1) / (exp(2z) + 1) from a float32 constant e",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.TANH
                        ? (Math.pow((float) Math.E, 2 * z) - 1)
                            / (Math.pow((float) Math.E, 2 * z) + 1)
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "tanh-by-sigmoid",
            ACTIVATION,
            "tanh as 2 sigmoid(2z) - 1, which cancels near zero",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double value(ActivationKind kind, double z) {
                    return kind == ActivationKind.TANH
                        ? 2 * super.value(ActivationKind.SIGMOID, 2 * z) - 1
                        : super.value(kind, z);
                  }
                }),
        Mutant.ofPass(
            "softmax-epsilon",
            ACTIVATION,
            "softmax divides by its sum plus 1e-15",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] softmax(int n, int m, double[] z) {
                    double[] a = super.softmax(n, m, z);
                    return map(a, k -> f.round(a[k] / (1 + 1e-15)));
                  }
                }),
        Mutant.ofPass(
            "softmax-unshifted",
            ACTIVATION,
            "softmax without the shift by the maximum, which overflows",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double shift(int row, int m, double[] z) {
                    return 0;
                  }
                }),
        Mutant.ofPass(
            "softmax-shift-first",
            ACTIVATION,
            "softmax shifted by the first output, not the largest",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double shift(int row, int m, double[] z) {
                    return z[row];
                  }
                }),
        Mutant.ofPass(
            "softmax-shift-zero",
            ACTIVATION,
            "the search for the maximum starts at 0",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double shift(int row, int m, double[] z) {
                    return Math.max(0, super.shift(row, m, z));
                  }
                }),
        Mutant.ofPass(
            "softmax-columns",
            ACTIVATION,
            "softmax over the examples, not the outputs",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] softmax(int n, int m, double[] z) {
                    return ActivationFaults.transposed(
                        m, n, super.softmax(m, n, ActivationFaults.transposed(n, m, z)));
                  }
                }),
        Mutant.ofPass(
            "softmax-diagonal",
            D_PRE_ACTIVATION,
            "the Jacobian of softmax without what is off its diagonal",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] softmaxGradient(int m, double[] a, double[] dA) {
                    return map(a, k -> f.round(f.round(a[k] * (1 - a[k])) * dA[k]));
                  }
                }),
        Mutant.ofPass(
            "softmax-last-output",
            ACTIVATION,
            "the sum of softmax leaves out the last output",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] softmax(int n, int m, double[] z) {
                    double[] a = super.softmax(n, m, z);
                    return map(a, k -> f.round(a[k] / (1 - a[k / m * m + m - 1])));
                  }
                }),
        Mutant.ofPass(
            "fused-twice",
            D_PRE_ACTIVATION,
            "p - y is multiplied by the derivative of the activation once more",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] outputGradient(int n, double[] z, double[] p, double[] y) {
                    double[] dZ = super.outputGradient(n, z, p, y);
                    return spec.loss().kind() == LossKind.XENT
                            || spec.loss().kind() == LossKind.MCXENT
                        ? activationGradient(spec.depth(), n, z, p, dZ)
                        : dZ;
                  }
                }),
        Mutant.ofPass(
            "activation-skipped",
            D_PRE_ACTIVATION,
            "the derivative of the first activation is left out",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] activationGradient(int l, int n, double[] z, double[] a, double[] dA) {
                    return l == 1 && spec.depth() > 1
                        ? dA.clone()
                        : super.activationGradient(l, n, z, a, dA);
                  }
                }),
        Mutant.ofPass(
            "activation-of-a",
            D_PRE_ACTIVATION,
            "the derivative of tanh from tanh(a), a computed twice",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double derivative(ActivationKind kind, double z, double a) {
                    return kind == ActivationKind.TANH
                        ? 1 - Math.tanh(a) * Math.tanh(a)
                        : super.derivative(kind, z, a);
                  }
                }),
        Mutant.ofPass(
            "gradient-clipped",
            D_PRE_ACTIVATION,
            "dZ is clipped to between -1 and 1",
            spec ->
                new PlainNetwork(spec) {
                  @Override
                  double[] activationGradient(int l, int n, double[] z, double[] a, double[] dA) {
                    double[] dZ = super.activationGradient(l, n, z, a, dA);
                    return map(dZ, k -> Math.max(-1, Math.min(1, dZ[k])));
                  }
                }));
  }

  private static double[] transposed(int rows, int columns, double[] values) {
    return PlainNetwork.map(values, k -> values[k % rows * columns + k / rows]);
  }
}
