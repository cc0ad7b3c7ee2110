package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Trains a network by minibatch gradient descent; owns gradients, scratch and updater state. A step
 * follows Deeplearning4j's order: the gradient of the data's loss, reduced over the examples; its
 * normalisation; the penalty's gradient; the updater, beside the decay; the constraints.
 */
public final class Trainer {

  private final Mlp mlp;
  private final Parameters parameters;
  private final Gradients gradients;

  /** An array, whose loops allocate nothing. */
  private final LayerStep[] layers;

  /** By a layer's number: whether its step reads its gradient. */
  private final IntPredicate readsGradient;

  private final Workspace scratch;

  /** The scratch space of the last minibatch, which the next one is likely to fit. */
  private Workspace fitting;

  /** The features of the last minibatch, none before the first. */
  private Matrix x;

  private int stepsMade;

  /**
   * A trainer that has not stepped yet.
   *
   * @param parameters where training starts; updated in place
   * @param maxBatch the largest minibatch that {@link #step} will see
   */
  public Trainer(NetworkSpec spec, Kernels kernels, Parameters parameters, int maxBatch) {
    mlp = new Mlp(spec, kernels);
    this.parameters = parameters;
    gradients = Gradients.zeros(parameters);
    layers = new LayerStep[spec.depth()];
    for (int number = 1; number <= layers.length; number++) {
      layers[number - 1] =
          new LayerStep(
              spec, number, kernels, parameters.preActivation(number), gradients.ofLayer(number));
    }
    readsGradient = number -> !layers[number - 1].isDescent();
    scratch = new Workspace(spec, maxBatch);
    fitting = scratch;
  }

  /**
   * One step on one minibatch.
   *
   * @return the loss before the step
   */
  public double step(Minibatch batch) {
    if (fitting.capacity() != batch.size()) {
      fitting = scratch.forExamples(batch.size());
    }
    fitting.setStep(stepsMade);
    fitting.setLabelMask(batch.labelMask());
    x = batch.x();
    mlp.forward(parameters, x, fitting);
    double loss = mlp.loss(parameters, batch.y(), fitting);
    mlp.backwardData(parameters, x, batch.y(), fitting, gradients, readsGradient);
    for (LayerStep layer : layers) {
      layer.normaliseGradient();
    }
    mlp.addPenalty(parameters, gradients);
    StepIndex now = new StepIndex(stepsMade++, batch.epoch());
    for (int number = 1; number <= layers.length; number++) {
      LayerStep layer = layers[number - 1];
      if (layer.isDescent()) {
        layer.descend(now, Mlp.input(number, x, fitting), fitting.dZ(number));
      } else {
        layer.step(now);
      }
    }
    return loss;
  }

  /** The parameters, as they are now. */
  public Parameters parameters() {
    return parameters;
  }

  /** What the updater remembers after the last step, and how many steps there were; a copy. */
  public TrainingState state() {
    return TrainingState.of(states(), stepsMade);
  }

  /**
   * Goes on from the state that another training left: the next step is one more than its steps.
   * The parameters stay as they are.
   *
   * @param from copied
   * @throws IllegalArgumentException naming both shapes where one does not fit
   */
  public void resume(TrainingState from) {
    from.copyInto(Arrays.stream(layers).flatMap(LayerStep::names).toList(), states());
    stepsMade = from.steps();
  }

  private List<ParameterState> states() {
    return Arrays.stream(layers).flatMap(LayerStep::states).toList();
  }

  /**
   * The gradients of the last step as the updater saw them: normalised, the penalty included. Those
   * that no step has read are made when asked for, of the last minibatch: ask before its features
   * change.
   */
  public Gradients gradients() {
    for (int number = 1; number <= layers.length && x != null; number++) {
      if (layers[number - 1].isDescent()) {
        parameters
            .preActivation(number)
            .backward(
                mlp.kernels(),
                Mlp.input(number, x, fitting),
                fitting.dZ(number),
                gradients.ofLayer(number));
      }
    }
    return gradients;
  }

  /**
   * Trains for a number of steps, epoch after epoch.
   *
   * @param listener called after each step
   */
  public void fit(Minibatches minibatches, int steps, StepListener listener) {
    for (int k = 0; k < steps; k++) {
      Minibatch batch = minibatches.next();
      double loss = step(batch);
      listener.onStep(stepsMade, batch, loss, this);
    }
  }

  /** Hears of every step. */
  @FunctionalInterface
  public interface StepListener {

    /**
     * A step was made.
     *
     * @param t its number, from 1 at the trainer's first step
     * @param batch its minibatch, valid until the next step
     * @param loss the loss before the step
     * @param trainer with the parameters after the step
     */
    void onStep(int t, Minibatch batch, double loss, Trainer trainer);
  }
}
