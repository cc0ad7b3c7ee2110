package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.LayerGradient;
import dev.gradparity.nn.PreActivation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a training step does to one layer, by the layer's own settings. */
final class LayerStep {

  private final Kernels kernels;
  private final GradientNormaliser normaliser;

  /** Those that the layer has, unless they are frozen. */
  private final Moving[] parameters;

  /** A parameter that moves. */
  private record Moving(
      String name,
      ParameterState parameter,
      Matrix gradient,
      Updater updater,
      Regularisation.Terms regularisation,
      ConstraintStep constraints) {

    static Moving of(
        NetworkSpec spec, int number, ParameterKind kind, Matrix theta, Matrix gradient) {
      Updater updater = Updater.of(spec.updater(number, kind));
      return new Moving(
          kind.symbol() + number,
          ParameterState.start(updater, theta),
          gradient,
          updater,
          spec.regularisation(number).of(kind),
          ConstraintStep.of(spec.layer(number).settings().constraints(), kind.isBias()));
    }

    /** The share of theta that this step takes off. */
    double decay(StepIndex now) {
      return regularisation.weightDecay() == 0
          ? 0
          : regularisation.decay(ScheduledValue.of(updater.spec().learningRate(), now));
    }

    void step(Kernels kernels, StepIndex now) {
      Matrix theta = parameter.theta();
      double decay = decay(now);
      if (decay > 0) {
        // No updater reads theta: what decay takes off may go first.
        kernels.addScaled(-decay, theta, theta);
      }
      updater.step(kernels, parameter, gradient, now);
      constraints.apply(kernels, theta);
    }
  }

  LayerStep(
      NetworkSpec spec, int number, Kernels kernels, PreActivation layer, LayerGradient gradient) {
    this.kernels = kernels;
    LayerSettings settings = spec.layer(number).settings();
    List<Moving> moving = new ArrayList<>();
    if (!settings.frozen()) {
      for (ParameterKind kind : spec.layer(number).parameters()) {
        moving.add(Moving.of(spec, number, kind, layer.parameter(kind), gradient.of(kind)));
      }
    }
    parameters = moving.toArray(Moving[]::new);
    normaliser =
        new GradientNormaliser(
            settings.normalisation(), moving.stream().map(Moving::gradient).toList());
  }

  /** The names of the parameters that move, such as W2. */
  Stream<String> names() {
    return Arrays.stream(parameters).map(Moving::name);
  }

  /** What is remembered of the parameters that move, in the order of their names. */
  Stream<ParameterState> states() {
    return Arrays.stream(parameters).map(Moving::parameter);
  }

  /** Normalises the gradient in place. */
  void normaliseGradient() {
    normaliser.apply(kernels);
  }

  /** Moves the parameters. */
  void step(StepIndex now) {
    for (Moving parameter : parameters) {
      parameter.step(kernels, now);
    }
  }
}
