package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
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

  /** W and b, as far as the layer has them and they are not frozen. */
  private final Moving[] parameters;

  /** A parameter that moves. */
  private record Moving(
      ParameterState parameter,
      Matrix gradient,
      Updater updater,
      Regularisation.Terms regularisation,
      ConstraintStep constraints) {

    static Moving of(NetworkSpec spec, int number, boolean isBias, Matrix theta, Matrix gradient) {
      Updater updater = Updater.of(spec.updater(number, isBias));
      return new Moving(
          ParameterState.start(updater, theta),
          gradient,
          updater,
          spec.regularisation(number).of(isBias),
          ConstraintStep.of(spec.layer(number).settings().constraints(), isBias));
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

  LayerStep(NetworkSpec spec, int number, Kernels kernels, Affine layer, AffineGradient gradient) {
    this.kernels = kernels;
    LayerSettings settings = spec.layer(number).settings();
    List<Moving> moving = new ArrayList<>();
    if (!settings.frozen()) {
      moving.add(Moving.of(spec, number, false, layer.weights(), gradient.dW()));
      if (settings.hasBias()) {
        moving.add(Moving.of(spec, number, true, layer.bias(), gradient.db()));
      }
    }
    parameters = moving.toArray(Moving[]::new);
    normaliser =
        new GradientNormaliser(
            settings.normalisation(), moving.stream().map(Moving::gradient).toList());
  }

  /** What is remembered of the parameters that move, W before b. */
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
