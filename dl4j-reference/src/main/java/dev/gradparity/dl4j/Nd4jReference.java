package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * A specification's network on ND4J without Deeplearning4j's layers. It shows every intermediate
 * tensor.
 *
 * <p>Arrays are row-major, layers count from 1 and lie at index 0 of their lists. Of sequences, a
 * time step is a row, and what is said of examples holds for the rows. Values that come in are
 * rounded to the network's format; values that go out are widened exactly. An instance belongs to
 * one thread at a time.
 */
public abstract sealed class Nd4jReference permits SameDiffNetwork, Nd4jNetwork {

  final NetworkSpec spec;

  /** The number of steps made, and of epochs. */
  private int iteration;

  private int epoch;

  /**
   * Of this network.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  Nd4jReference(NetworkSpec spec) {
    NativeLibrary.require();
    this.spec = spec;
  }

  /** The array itself, which steps change. */
  abstract INDArray parameter(int layer, ParameterKind kind);

  /** That of a parameter that moves, once there was a step. */
  abstract GradientUpdater<?> updater(int layer, ParameterKind kind);

  /** Has an updater for each parameter that moves, and counts steps from here; all else is free. */
  abstract void beginUpdaters(int iteration);

  /** One step; the loss before it. */
  abstract double step(Dl4jExamples batch, int iteration, int epoch);

  /**
   * Copies parameters in. The updater keeps its state.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public final void setParameters(ParameterValues parameters) {
    Arguments.requireParameters(spec, parameters);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        INDArray parameter = parameter(l, kind);
        parameter.assign(Dl4jArrays.of(parameters.of(l, kind), spec.dtype(), parameter.shape()));
      }
    }
  }

  /**
   * Goes on where another training stopped: with its parameters, its updater's state and its
   * counts.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public final void restore(Dl4jModel model) {
    Arguments.requireParameters(spec, model.parameters());
    Arguments.requireState(spec, model.state());
    iteration = model.iterations();
    epoch = model.epochs();
    beginUpdaters(iteration);
    setParameters(model.parameters());
    Nd4jStates.restore(spec, this::updater, model.state());
  }

  private ParameterValues parameters() {
    return ParameterValues.filled(spec, (l, kind) -> Dl4jArrays.rowMajor(parameter(l, kind)));
  }

  /**
   * Forward and backward over one minibatch; parameters and updater stay as they are.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public abstract Nd4jGradients gradients(Dl4jExamples batch);

  /**
   * Takes training steps. The updater's state carries on from one call to the next.
   *
   * @param batchSize the examples of a minibatch; an epoch's last one may be short
   * @param epochOrders for each epoch the rows of x and y in the order of their use, each from 0 to
   *     examples - 1
   * @param steps the number of minibatches; may end within an epoch
   * @param listener called after every step
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public final void train(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, all);
    Arguments.requireSteps(spec, all.count(), batchSize, epochOrders, steps);
    MinibatchRows.forEach(
        all,
        batchSize,
        epochOrders,
        steps,
        (batch, number) -> {
          double loss = step(batch, iteration++, epoch);
          List<ParameterValues> state = Nd4jStates.of(spec, this::updater);
          listener.accept(new Dl4jStep(number, batch.count(), loss, parameters(), state));
        },
        () -> epoch++);
  }
}
