package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;

/**
 * A specification's network in Deeplearning4j.
 *
 * <p>Arrays are row-major, layers count from 1 and lie at index 0 of their lists. Values that come
 * in are rounded to the network's format; values that go out are widened exactly.
 *
 * <p>An instance belongs to one thread at a time; several instances, of either format, may work on
 * as many threads.
 */
public final class Dl4jNetwork {

  private final NetworkSpec spec;
  private final INDArray flat;
  private final MultiLayerNetwork observed;
  private final MultiLayerNetwork trained;

  /**
   * Builds the network, all parameters zero.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public Dl4jNetwork(NetworkSpec spec) {
    NativeLibrary.require();
    this.spec = spec;
    int count = Dl4jConventions.parameterCount(spec);
    this.flat = Dl4jArrays.of(new double[count], spec.dtype(), count);
    // Two networks over one vector of parameters: observing a gradient costs an updater's step, and
    // must not disturb the state of the updater that trains.
    this.observed = Dl4jConfiguration.observed(spec, flat);
    this.trained = Dl4jConfiguration.trained(spec, flat);
  }

  /**
   * Copies parameters in. The updater keeps its state.
   *
   * @param weights W_l, [fan-in, fan-out]
   * @param biases b_l, [fan-out]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public void setParameters(List<double[]> weights, List<double[]> biases) {
    Arguments.requireParameters(spec, weights, biases);
    flat.assign(
        Dl4jArrays.of(Dl4jConventions.flat(spec, weights, biases), spec.dtype(), flat.length()));
  }

  /** A copy of the parameters. */
  public Dl4jParameters parameters() {
    return Dl4jConventions.unflattened(spec, flat.data().asDouble());
  }

  /**
   * Forward and backward over one minibatch; parameters and updater stay as they are.
   *
   * @param x [examples, input size]
   * @param y [examples, output size]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public Dl4jGradients gradients(double[] x, double[] y, int examples) {
    Arguments.requireData(spec, x, y, examples);
    INDArray features = features(x, examples);
    INDArray labels = labels(y, examples);
    BackwardWalk walk = BackwardWalk.of(observed, features, labels);
    List<double[]> epsilons =
        walk.epsilons().stream()
            .map(e -> Dl4jConventions.ofReducedLoss(e, spec.reduction(), examples))
            .map(Dl4jArrays::rowMajor)
            .toList();
    observed.setInput(features);
    observed.setLabels(labels);
    observed.computeGradientAndScore();
    Dl4jParameters gradient = Dl4jConventions.unflattened(spec, gradientOfWholeLoss(examples));
    return new Dl4jGradients(
        walk.activations().stream().map(Dl4jArrays::rowMajor).toList(),
        observed.score(),
        epsilons.subList(1, epsilons.size()),
        gradient.weights(),
        gradient.biases(),
        epsilons.get(0));
  }

  /** Has Deeplearning4j's updater divide the batch sum and add the L2 term, in place. */
  private double[] gradientOfWholeLoss(int examples) {
    Gradient gradient = observed.gradient();
    observed
        .getUpdater()
        .update(observed, gradient, 0, 0, examples, LayerWorkspaceMgr.noWorkspaces());
    return Dl4jArrays.rowMajor(gradient.gradient());
  }

  /**
   * Takes training steps with Deeplearning4j's {@code fit}, on minibatches cut by its own iterator.
   * The updater's state carries on from one call to the next.
   *
   * @param x [examples, input size]
   * @param y [examples, output size]
   * @param batchSize the examples of a minibatch; an epoch's last one may be short
   * @param epochOrders for each epoch the rows of x and y in the order of their use, each from 0 to
   *     examples - 1
   * @param steps the number of minibatches; may end within an epoch
   * @param listener called after every step
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public void train(
      double[] x,
      double[] y,
      int examples,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, x, y, examples);
    Arguments.requireSteps(examples, batchSize, epochOrders, steps);
    int step = 0;
    for (int[] order : epochOrders) {
      if (step == steps) {
        return;
      }
      DataSet epoch =
          new DataSet(
              features(MinibatchRows.pick(x, order, spec.inputSize()), examples),
              labels(MinibatchRows.pick(y, order, spec.outputSize()), examples));
      ViewIterator minibatches = new ViewIterator(epoch, batchSize);
      while (step < steps && minibatches.hasNext()) {
        DataSet minibatch = minibatches.next();
        trained.fit(minibatch);
        step++;
        listener.accept(
            new Dl4jStep(
                step, minibatch.numExamples(), trained.score(), parameters(), updaterState()));
      }
      trained.incrementEpochCount();
    }
  }

  private List<Dl4jParameters> updaterState() {
    return Dl4jConventions.state(spec, (MultiLayerUpdater) trained.getUpdater());
  }

  /**
   * Copies a minibatch into ND4J's memory.
   *
   * @param x [examples, input size]
   * @param y [examples, output size]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public Dl4jMinibatch minibatch(double[] x, double[] y, int examples) {
    Arguments.requireData(spec, x, y, examples);
    return new Dl4jMinibatch(new DataSet(features(x, examples), labels(y, examples)));
  }

  /**
   * One training step with Deeplearning4j's {@code fit} and nothing else.
   *
   * @return the loss before the step
   */
  public double fit(Dl4jMinibatch minibatch) {
    trained.fit(minibatch.data());
    return trained.score();
  }

  private INDArray features(double[] x, int examples) {
    return Dl4jArrays.of(x, spec.dtype(), Dl4jConventions.batchShape(spec.input(), examples));
  }

  private INDArray labels(double[] y, int examples) {
    return Dl4jLosses.labels(spec, y, examples);
  }
}
