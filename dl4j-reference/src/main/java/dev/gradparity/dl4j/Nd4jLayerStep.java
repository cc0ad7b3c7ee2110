package dev.gradparity.dl4j;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What a training step does to one layer by the layer's own settings: the updaters are ND4J's, and
 * what comes before and after them is written out in its operations.
 */
final class Nd4jLayerStep {

  private final LayerSettings settings;

  /** By kind, in their order; none of a frozen layer. */
  private final Map<ParameterKind, Moving> parameters = new EnumMap<>(ParameterKind.class);

  /** A parameter that moves, (rows, columns). */
  private record Moving(
      INDArray theta,
      GradientUpdater<?> updater,
      Regularisation.Terms terms,
      List<Constraint> constraints,
      boolean isBias) {

    /**
     * theta -= update + decay theta, where the updater makes the update of the gradient and the
     * penalty's; then the constraints.
     */
    void move(INDArray gradient, int iteration, int epoch) {
      INDArray update = Nd4jPenalties.withPenalty(gradient, terms, theta);
      updater.applyUpdater(update, iteration, epoch);
      if (terms.weightDecay() > 0) {
        IUpdater config = updater.getConfig();
        double rate = config.hasLearningRate() ? config.getLearningRate(iteration, epoch) : 1;
        update.addi(theta.mul(terms.decay(rate)));
      }
      theta.subi(update);
      Nd4jConstraints.apply(constraints, isBias, theta);
    }
  }

  /**
   * Updaters start here.
   *
   * @param number of the layer, from 1
   * @param thetas the layer's parameters, (rows, columns): the arrays that steps change
   */
  Nd4jLayerStep(NetworkSpec spec, int number, Map<ParameterKind, INDArray> thetas) {
    settings = spec.layer(number).settings();
    if (!settings.frozen()) {
      thetas.forEach(
          (kind, theta) ->
              parameters.put(
                  kind,
                  new Moving(
                      theta,
                      instance(spec.updater(number, kind), theta),
                      spec.regularisation(number).of(kind),
                      settings.constraints(),
                      kind.isBias())));
    }
  }

  /** An updater with zeros for a state, in an array of its own. */
  private static GradientUpdater<?> instance(UpdaterSpec updaterSpec, INDArray theta) {
    IUpdater updater = Dl4jConventions.updater(updaterSpec);
    long size = updater.stateSize(theta.length());
    INDArray state = size == 0 ? null : Nd4j.zeros(theta.dataType(), 1, size);
    GradientUpdater<?> instance = updater.instantiate(state, true);
    if (state != null) {
      instance.setStateViewArray(state, theta.shape(), theta.ordering(), true);
    }
    return instance;
  }

  /** That of a parameter that moves. */
  GradientUpdater<?> updater(ParameterKind kind) {
    return parameters.get(kind).updater();
  }

  /**
   * Moves the parameters.
   *
   * @param gradients of the loss without its penalty, (rows, columns), which the step overwrites
   * @param iteration the number of the step, from 0
   * @param epoch its number, from 0
   */
  void apply(Map<ParameterKind, INDArray> gradients, int iteration, int epoch) {
    List<INDArray> inOrder = parameters.keySet().stream().map(gradients::get).toList();
    Nd4jNormalisation.apply(settings.normalisation(), inOrder);
    parameters.forEach((kind, parameter) -> parameter.move(gradients.get(kind), iteration, epoch));
  }
}
