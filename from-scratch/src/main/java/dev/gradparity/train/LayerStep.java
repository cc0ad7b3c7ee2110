package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.LayerGradient;
import dev.gradparity.nn.PreActivation;
import dev.gradparity.spec.GradientNormalisation;
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

  private final boolean isDescent;

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

    boolean isRegularised() {
      return regularisation.penalises() || regularisation.weightDecay() > 0;
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
    isDescent = isDescent(layer, settings, parameters);
  }

  private static boolean isDescent(PreActivation layer, LayerSettings settings, Moving[] moving) {
    return layer instanceof Affine
        && settings.normalisation().kind() == GradientNormalisation.Kind.NONE
        && moving.length > 0
        && moving[0].updater instanceof Sgd
        && Arrays.stream(moving).noneMatch(Moving::isRegularised);
  }

  /**
   * Whether W of a dense layer goes down its gradient and nothing else is done to it. No dW is
   * needed then: {@link #descend} moves W by the factors of which dW is the product.
   */
  boolean isDescent() {
    return isDescent;
  }

  /**
   * Moves the parameters of a layer that {@link #isDescent}.
   *
   * @param input (n, d)
   * @param dZ (n, m)
   */
  void descend(StepIndex now, Matrix input, Matrix dZ) {
    Moving weights = parameters[0];
    ((Sgd) weights.updater).step(kernels, weights.parameter, input, dZ, weights.gradient, now);
    weights.constraints.apply(kernels, weights.parameter.theta());
    for (int k = 1; k < parameters.length; k++) {
      kernels.columnSums(dZ, parameters[k].gradient);
      parameters[k].step(kernels, now);
    }
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
