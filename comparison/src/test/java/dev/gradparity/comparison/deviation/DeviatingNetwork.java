package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Samples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.List;
import java.util.Map;

/** Networks that meet deviations of Deeplearning4j's, with numbers chosen for it. */
record DeviatingNetwork(NetworkSpec spec, ParameterValues parameters, Examples examples) {

  Case.Gradient gradient() {
    return new Case.Gradient("gradient", spec, parameters, examples);
  }

  Case.Training training(int steps) {
    return new Case.Training(steps + " steps", spec, parameters, examples, examples.count(), steps);
  }

  /** One example in three has both arguments of its softmax at {@code factor} and 1.9 times it. */
  static DeviatingNetwork hiddenSoftmax(double factor) {
    return hiddenSoftmax(factor, ActivationSpec.of(ActivationKind.RELU));
  }

  /** The same before this activation. */
  static DeviatingNetwork hiddenSoftmax(double factor, ActivationSpec second) {
    return new DeviatingNetwork(
        Samples.network(
            DType.FLOAT64,
            1,
            LossKind.MSE,
            Samples.layer(2, ActivationKind.SOFTMAX),
            new LayerSpec(3, second, WeightInit.XAVIER),
            Samples.layer(1, ActivationKind.IDENTITY)),
        new ParameterValues(
            List.of(
                new double[] {1, 1.9},
                new double[] {0.5, -0.25, 0.75, 0.125, 0.5, -1},
                new double[] {0.5, 1, -0.25}),
            List.of(new double[2], new double[] {0.5, 0.25, 0.125}, new double[1])),
        new Examples(3, new double[] {factor, 0.3, -0.2}, new double[] {0.1, 0.2, 0.3}));
  }

  /** The first of two sigmoids saturates on one example of two. */
  static DeviatingNetwork saturatedSigmoid(DType dtype, double label) {
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            1,
            LossKind.XENT,
            Samples.layer(3, ActivationKind.TANH),
            Samples.layer(2, ActivationKind.SIGMOID)),
        new ParameterValues(
            List.of(new double[] {1, -1, 0.5}, new double[] {100, 0.1, -20, 0.2, 10, -0.1}),
            List.of(new double[3], new double[2])),
        new Examples(2, new double[] {2, 0.01}, new double[] {label, 0, 1, 1}));
  }

  /** The first of two examples has a probability that underflows, and this label for it. */
  static DeviatingNetwork saturatedSoftmax(DType dtype, double label) {
    return new DeviatingNetwork(
        Samples.network(dtype, 1, LossKind.MCXENT, Samples.layer(2, ActivationKind.SOFTMAX)),
        new ParameterValues(List.of(new double[] {800, -800}), List.of(new double[] {0.25, -0.25})),
        new Examples(2, new double[] {1, 0.001}, new double[] {1 - label, label, 1, 0}));
  }

  /** The same softmax, both labels above 0 unless one is 0, before a loss with a logarithm. */
  static DeviatingNetwork saturatedDivergence(DType dtype, LossKind loss, double label) {
    return new DeviatingNetwork(
        Samples.network(dtype, 1, loss, Samples.layer(2, ActivationKind.SOFTMAX)),
        new ParameterValues(List.of(new double[] {800, -800}), List.of(new double[] {0.25, -0.25})),
        new Examples(2, new double[] {1, 0.001}, new double[] {0.5, label, 0.75, 0.25}));
  }

  /** A hidden argument of this size, and its negative, before an activation that overflows. */
  static DeviatingNetwork overflowing(DType dtype, ActivationKind activation, double size) {
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            1,
            LossKind.MSE,
            Samples.layer(3, ActivationKind.IDENTITY),
            Samples.layer(2, activation),
            Samples.layer(1, ActivationKind.TANH)),
        new ParameterValues(
            List.of(
                new double[] {1, -0.5, 0.25},
                new double[] {0.5, -0.25, 0.125, 1, size, -size},
                new double[] {1e-3, 2e-3}),
            List.of(new double[3], new double[] {0.5, 0.25}, new double[1])),
        new Examples(3, new double[] {4, 0.01, -0.02}, new double[] {0.5, 0.25, -0.5}));
  }

  /** A divergence whose gradient is NaN, before layers that let it pass in some places alone. */
  static DeviatingNetwork selecting(DType dtype, ActivationKind hidden) {
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            1,
            LossKind.KL_DIVERGENCE,
            Samples.layer(4, hidden),
            Samples.layer(2, ActivationKind.SOFTMAX)),
        new ParameterValues(
            List.of(
                new double[] {2, -1, 8, 3}, new double[] {800, -800, 1, 2, 0.5, 0.25, -1, 0.125}),
            List.of(new double[4], new double[2])),
        new Examples(2, new double[] {1, 0.001}, new double[] {0, 1, 0.75, 0.25}));
  }

  /** A batch normalisation that the library locks otherwise, and a loss layer it scores so. */
  static DeviatingNetwork twoForms(DType dtype) {
    LayerSpec norm =
        LayerSpec.of(
            new LayerForm.BatchNorm(0.9, 1e-5, 2, 0, true),
            2,
            ActivationSpec.of(ActivationKind.IDENTITY));
    LayerSpec loss =
        LayerSpec.of(new LayerForm.Loss(), 2, ActivationSpec.of(ActivationKind.SIGMOID));
    NetworkSpec spec =
        Samples.network(
            dtype,
            1,
            LossKind.KL_DIVERGENCE,
            new LayerSpec(2, ActivationKind.IDENTITY)
                .with(
                    LayerSettings.DEFAULT
                        .withoutBias()
                        .with(Constraint.onWeights(new Constraint.MaxNorm(0.5)))),
            norm,
            loss);
    ParameterValues parameters = Samples.gradient(spec, 3).parameters();
    return new DeviatingNetwork(
        spec,
        parameters,
        new Examples(
            3, new double[] {1, 0.25, -2}, new double[] {0.5, 0.25, 0.75, 0.125, 0.25, 0.5}));
  }

  /** A rectifier whose first slope is negative, and frozen, below it a layer that learns. */
  static DeviatingNetwork frozenRectifier(DType dtype) {
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            1,
            LossKind.MSE,
            Samples.layer(2, ActivationKind.TANH),
            rectifier(2).with(LayerSettings.DEFAULT.asFrozen()),
            Samples.layer(1, ActivationKind.IDENTITY)),
        new ParameterValues(
            List.of(
                dense(1, 2),
                Map.of(ParameterKind.WEIGHTS, new double[] {-0.5, 0.25}),
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[] {1, -0.75},
                    ParameterKind.BIAS,
                    new double[1]))),
        new Examples(3, new double[] {1, 0.25, -2}, new double[] {0.5, 0.25, 0.75}));
  }

  /** In the library one of three examples is NaN, by a softmax, where it meets a rectifier. */
  static DeviatingNetwork rectifierOfNaN() {
    return new DeviatingNetwork(
        Samples.network(
            DType.FLOAT64,
            1,
            LossKind.MSE,
            Samples.layer(2, ActivationKind.SOFTMAX),
            Samples.layer(2, ActivationKind.IDENTITY),
            rectifier(2),
            Samples.layer(1, ActivationKind.IDENTITY)),
        new ParameterValues(
            List.of(
                dense(1, 1.9),
                dense(0.5, -0.25, -0.75, 0.125),
                Map.of(ParameterKind.WEIGHTS, new double[] {-0.5, 0.25}),
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[] {1, -0.75},
                    ParameterKind.BIAS,
                    new double[1]))),
        new Examples(3, new double[] {-1000, 0.3, -0.2}, new double[] {0.1, 0.2, 0.3}));
  }

  /**
   * A divergence whose gradient is NaN for one example of two, before a rectifier whose first
   * argument is there -0, or below it by less than a rounding.
   */
  static DeviatingNetwork rectifierNearZero(DType dtype) {
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            1,
            LossKind.KL_DIVERGENCE,
            Samples.layer(3, ActivationKind.SWISH),
            rectifier(3),
            Samples.layer(1, ActivationKind.SIGMOID)),
        new ParameterValues(
            List.of(
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[] {-2000, 2000, -1},
                    ParameterKind.BIAS,
                    new double[3]),
                Map.of(ParameterKind.WEIGHTS, new double[] {-0.5, 0.25, 0.125}),
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[] {1, -2, 0.5},
                    ParameterKind.BIAS,
                    new double[1]))),
        new Examples(2, new double[] {1, 0.001}, new double[] {1, 0.25}));
  }

  private static LayerSpec rectifier(int units) {
    return LayerSpec.of(LayerForm.PRelu.PLAIN, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  /** Of two units. */
  private static Map<ParameterKind, double[]> dense(double... weights) {
    return Map.of(ParameterKind.WEIGHTS, weights, ParameterKind.BIAS, new double[2]);
  }

  /**
   * A divergence whose gradient is NaN until the rectifiers' arguments are; then nothing passes
   * them, and what is remembered of NaN is decayed by 0, or by a maximum.
   */
  static DeviatingNetwork forgotten(DType dtype, UpdaterSpec updater) {
    return new DeviatingNetwork(
        Samples.network(
                dtype,
                1,
                LossKind.KL_DIVERGENCE,
                Samples.layer(2, ActivationKind.RELU),
                Samples.layer(2, ActivationKind.SOFTMAX))
            .withUpdater(updater),
        new ParameterValues(
            List.of(
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[2],
                    ParameterKind.BIAS,
                    new double[] {300, 4}),
                dense(1000, 0, 0, 0))),
        new Examples(1, new double[1], new double[] {0, 1}));
  }

  /** Labels of one example of two have no norm, and a curve follows with another slope. */
  static DeviatingNetwork withoutLabels(DType dtype) {
    return new DeviatingNetwork(
        Samples.network(
            dtype, 1, LossKind.COSINE_PROXIMITY, Samples.layer(2, ActivationKind.PRECISE_GELU)),
        new ParameterValues(List.of(new double[2]), List.of(new double[] {1, 1})),
        new Examples(2, new double[] {0, 1}, new double[] {0, 0, 0, 1}));
  }

  /** The outputs of one example of three have a norm of 1e-6, of another one of 1e-3. */
  static DeviatingNetwork smallOutputs(DType dtype) {
    return new DeviatingNetwork(
        Samples.network(
            dtype, 1, LossKind.COSINE_PROXIMITY, Samples.layer(2, ActivationKind.IDENTITY)),
        new ParameterValues(List.of(new double[] {0.6, 0.8}), List.of(new double[2])),
        new Examples(3, new double[] {1e-6, 1e-3, 1}, new double[] {1, 0, 0.5, 1, -1, 1}));
  }

  /** The outputs of one example of three have a norm whose square leaves the format. */
  static DeviatingNetwork largeOutputs(DType dtype) {
    double large = dtype == DType.FLOAT32 ? 1e25 : 1e200;
    return new DeviatingNetwork(
        Samples.network(
            dtype, 1, LossKind.COSINE_PROXIMITY, Samples.layer(2, ActivationKind.IDENTITY)),
        new ParameterValues(List.of(new double[] {0.6, 0.8}), List.of(new double[2])),
        new Examples(3, new double[] {large, 0.5, 1}, new double[] {1, 0.25, 0.5, 1, -1, 1}));
  }

  /** One example with two outputs, 1 and this one, which has a weight of 0. */
  static DeviatingNetwork weightless(DType dtype, LossKind loss, double output) {
    double largest = dtype == DType.FLOAT32 ? 0x1p127 : 0x1p1023;
    return new DeviatingNetwork(
        Samples.network(dtype, 1, loss, Samples.layer(2, ActivationKind.IDENTITY))
            .withRegularisation(Regularisation.l2(0))
            .withLoss(new LossSpec(loss, List.of(0.875, 0.0), 0)),
        new ParameterValues(
            List.of(new double[] {0.5, Math.min(output / 2, largest)}), List.of(new double[2])),
        new Examples(1, new double[] {2}, new double[] {0.25, 0.5}));
  }

  /** The output of one example of three is NaN in the library, by a softmax, and does not count. */
  static DeviatingNetwork maskedNaN(LossKind loss, ActivationKind output) {
    return new DeviatingNetwork(
        Samples.network(
            DType.FLOAT64,
            1,
            loss,
            Samples.layer(2, ActivationKind.SOFTMAX),
            Samples.layer(2, output)),
        new ParameterValues(
            List.of(new double[] {1, 1.9}, new double[] {0.5, -0.25, 0.75, 0.125}),
            List.of(new double[2], new double[] {0.5, 0.25})),
        new Examples(
            3,
            new double[] {-1000, 0.3, -0.2},
            new double[] {1, 0, 0, 1, 1, 0},
            new double[] {0, 1, 1}));
  }

  /** A weight that is NaN in the library, by a constraint, whose sign is a part of its gradient. */
  static DeviatingNetwork signOfNaN(DType dtype) {
    Regularisation.Terms sign = new Regularisation.Terms(0.125, 0, 0, false);
    LayerSettings settings =
        LayerSettings.DEFAULT
            .withoutBias()
            .with(new Regularisation(sign, sign))
            .with(Constraint.onWeights(new Constraint.UnitNorm()));
    return new DeviatingNetwork(
        Samples.network(
                dtype,
                1,
                LossKind.MSE,
                new LayerSpec(2, ActivationKind.RELU).with(settings),
                Samples.layer(1, ActivationKind.IDENTITY))
            .withUpdater(new UpdaterSpec.AdaGrad(0.1, 1e-6)),
        new ParameterValues(
            List.of(new double[] {0, 1}, new double[] {1, -0.5}),
            List.of(new double[2], new double[1])),
        new Examples(2, new double[] {1, 0.5}, new double[] {0.25, 0.5}));
  }

  /** Half of a square that leaves the format, which it does not. */
  static DeviatingNetwork halvedSquare() {
    return new DeviatingNetwork(
        Samples.network(
                DType.FLOAT32, 1, LossKind.HALF_L2, Samples.layer(1, ActivationKind.IDENTITY))
            .withRegularisation(Regularisation.l2(0)),
        new ParameterValues(List.of(new double[] {0x1.4p63}), List.of(new double[1])),
        new Examples(1, new double[] {2}, new double[] {0.5}));
  }

  /** A divergence whose gradient is NaN, behind a layer that is normalised. */
  static DeviatingNetwork normalised(DType dtype) {
    NetworkSpec spec =
        Samples.network(
            dtype,
            1,
            LossKind.KL_DIVERGENCE,
            Samples.layer(2, ActivationKind.TANH),
            LayerSpec.of(
                new LayerForm.Dense(1, true), 3, ActivationSpec.of(ActivationKind.IDENTITY)),
            Samples.layer(2, ActivationKind.SOFTMAX));
    ParameterValues drawn = Samples.gradient(spec, 3).parameters();
    ParameterValues parameters =
        ParameterValues.of(
            spec,
            (l, kind) ->
                l == spec.depth() && kind == ParameterKind.WEIGHTS
                    ? new double[] {800, -800, 0.5, 0.25, -1, 2}
                    : drawn.of(l, kind));
    return new DeviatingNetwork(
        spec,
        parameters,
        new Examples(
            3, new double[] {1, 0.25, -2}, new double[] {0.5, 0.25, 0.75, 0.125, 0.25, 0.5}));
  }

  /** A norm that is to come down to 1, and in the library grows with its square. */
  static DeviatingNetwork constrained(DType dtype) {
    LayerSettings settings =
        LayerSettings.DEFAULT.with(Constraint.onWeights(new Constraint.MinMaxNorm(0.5, 1, 0.25)));
    return new DeviatingNetwork(
        Samples.network(
            dtype,
            2,
            LossKind.MSE,
            new LayerSpec(2, ActivationKind.IDENTITY).with(settings),
            Samples.layer(1, ActivationKind.IDENTITY)),
        new ParameterValues(
            List.of(new double[] {300, -400, 100, 50}, new double[] {0.5, 0.25}),
            List.of(new double[2], new double[1])),
        new Examples(2, new double[] {1e-3, 2e-3, 3e-3, -1e-3}, new double[] {0.5, 1}));
  }

  /** A rate that rises in the library, and comes to 0 before the last step. */
  static DeviatingNetwork stopped(DType dtype) {
    Schedule rate = new Schedule.Poly(ScheduleType.ITERATION, 0.01, 2, 3);
    Regularisation.Terms decay = new Regularisation.Terms(0, 0, 0.125, false);
    LayerSettings settings =
        LayerSettings.DEFAULT
            .withUpdater(new UpdaterSpec.AdaMax(rate, 0.9, 0.999))
            .with(new Regularisation(decay, decay));
    return new DeviatingNetwork(
        Samples.network(
            dtype, 1, LossKind.MSE, new LayerSpec(2, ActivationKind.TANH).with(settings)),
        new ParameterValues(List.of(new double[] {0.5, -1}), List.of(new double[] {0.25, 0.75})),
        new Examples(2, new double[] {1, -0.5}, new double[] {0.5, 0.25, 1, -1}));
  }
}
