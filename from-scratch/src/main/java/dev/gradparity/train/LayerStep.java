package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/** What a training step does to one layer, by the layer's own settings. */
final class LayerStep {

  private final Kernels kernels;
  private final GradientNormaliser normaliser;

  /** W and b, as far as the layer has them and they are not frozen. */
  private final List<Moving> parameters = new ArrayList<>();

  /**
   * A parameter that moves.
   *
   * @param decay the share of theta that each step takes off
   */
  private record Moving(
      Matrix theta,
      Matrix gradient,
      Updater updater,
      UpdaterState state,
      double decay,
      List<ConstraintStep> constraints) {

    static Moving of(NetworkSpec spec, int number, boolean isBias, Matrix theta, Matrix gradient) {
      UpdaterSpec updaterSpec = spec.updater(number, isBias);
      Updater updater = Updater.of(updaterSpec);
      UpdaterState state = new UpdaterState(updater, List.of(theta));
      List<ConstraintStep> constraints = new ArrayList<>();
      for (Constraint constraint : spec.layer(number).settings().constraints()) {
        if (constraint.target().means(isBias)) {
          constraints.add(ConstraintStep.of(constraint, isBias));
        }
      }
      double decay = spec.regularisation(number).of(isBias).decay(updaterSpec.learningRate());
      return new Moving(theta, gradient, updater, state, decay, constraints);
    }
  }

  LayerStep(NetworkSpec spec, int number, Kernels kernels, Affine layer, AffineGradient gradient) {
    this.kernels = kernels;
    LayerSettings settings = spec.layer(number).settings();
    if (!settings.frozen()) {
      parameters.add(Moving.of(spec, number, false, layer.weights(), gradient.dW()));
      if (settings.hasBias()) {
        parameters.add(Moving.of(spec, number, true, layer.bias(), gradient.db()));
      }
    }
    normaliser =
        new GradientNormaliser(
            settings.normalisation(), parameters.stream().map(Moving::gradient).toList());
  }

  /** Normalises the gradient in place. */
  void normaliseGradient() {
    normaliser.apply(kernels);
  }

  /** Moves the parameters. */
  void step() {
    for (Moving parameter : parameters) {
      int t = parameter.state().nextStep();
      Matrix theta = parameter.theta();
      if (parameter.decay() > 0) {
        // No updater reads theta: what decay takes off may go first.
        kernels.addScaled(-parameter.decay(), theta, theta);
      }
      parameter.updater().step(kernels, theta, parameter.gradient(), parameter.state().of(0), t);
      for (ConstraintStep constraint : parameter.constraints()) {
        constraint.apply(kernels, theta);
      }
    }
  }
}
