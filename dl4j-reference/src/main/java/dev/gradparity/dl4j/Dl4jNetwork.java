package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.nio.charset.StandardCharsets;
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
 * <p>Arrays are row-major, layers count from 1 and lie at index 0 of their lists. Of sequences, a
 * time step is a row, and what is said of examples holds for the rows. Values that come in are
 * rounded to the network's format; values that go out are widened exactly.
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
   * @throws NoSuchOperationException if the library cannot compute the network
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
   * Copies the parameters of dense layers in. The updater keeps its state.
   *
   * @param weights W_l, [fan-in, fan-out]
   * @param biases b_l, [fan-out]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public void setParameters(List<double[]> weights, List<double[]> biases) {
    Arguments.requireParameters(spec, weights, biases);
    setParameters(new ParameterValues(weights, biases));
  }

  /**
   * Copies parameters in. The updater keeps its state.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public void setParameters(ParameterValues parameters) {
    Arguments.requireParameters(spec, parameters);
    flat.assign(Dl4jArrays.of(Dl4jConventions.flat(spec, parameters), spec.dtype(), flat.length()));
  }

  /** A copy of the parameters. */
  public ParameterValues parameters() {
    return Dl4jConventions.unflattened(spec, flat.data().asDouble());
  }

  /** A copy of all that a training of this network needs to go on. */
  public Dl4jModel model() {
    return new Dl4jModel(
        parameters(), updaterState(), trained.getIterationCount(), trained.getEpochCount());
  }

  /**
   * Goes on from where another training stopped: parameters, the updater's state and both counts.
   *
   * @param model copied
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public void restore(Dl4jModel model) {
    Arguments.requireParameters(spec, model.parameters());
    Arguments.requireState(spec, model.state());
    restore(
        Dl4jConventions.flat(spec, model.parameters()),
        Dl4jConventions.stateVector(spec, updater(), model.state()),
        model.iterations(),
        model.epochs());
  }

  /** The same from vectors in the library's order. */
  void restore(double[] parameters, double[] state, int iterations, int epochs) {
    flat.assign(Dl4jArrays.of(parameters, spec.dtype(), flat.length()));
    if (state.length > 0) {
      updater().setStateViewArray(Dl4jArrays.of(state, spec.dtype(), 1, state.length));
    }
    trained.setIterationCount(iterations);
    trained.setEpochCount(epochs);
  }

  /** The length of the vector of all parameters. */
  int parameterCount() {
    return Math.toIntExact(flat.length());
  }

  /** The length of the vector of the updater's state; 0 if it has none. */
  int stateCount() {
    INDArray state = updater().getStateViewArray();
    return state == null ? 0 : Math.toIntExact(state.length());
  }

  /** The network's configuration as the library writes it, in JSON. */
  byte[] configuration() {
    return forLibrary().getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** The network that trains, its configuration without classes that the library does not have. */
  MultiLayerNetwork forLibrary() {
    updater(); // instantiated before its configuration goes
    WorkingAdaBelief.hideIn(trained);
    GivenDropout.hideIn(trained);
    return trained;
  }

  /**
   * Forward and backward over one minibatch; parameters and updater stay as they are.
   *
   * @param x [examples, input size]; of sequences, a row for each step
   * @param y [examples, output size]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public Dl4jGradients gradients(double[] x, double[] y, int examples) {
    return gradients(new Dl4jExamples(examples, x, y));
  }

  /**
   * The same of examples whose labels need not all count.
   *
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   * @throws NoSuchOperationException if the loss takes no such mask, or a rectifier fewer examples
   */
  public Dl4jGradients gradients(Dl4jExamples batch) {
    Arguments.requireData(spec, batch);
    int examples = batch.count();
    Dl4jLosses.requireMaskTaken(spec, batch, examples);
    RectifierLimit.require(spec, examples);
    INDArray features = features(batch.x(), examples);
    INDArray labels = labels(batch.y(), examples);
    INDArray mask = Dl4jLosses.mask(spec, batch);
    // Under a mask, a loss may change the labels that it is given.
    BackwardWalk walk = BackwardWalk.of(observed, features, labels.dup(), mask);
    List<double[]> epsilons =
        walk.epsilons().stream()
            .map(e -> Dl4jConventions.ofReducedLoss(e, spec.divisor(examples)))
            .map(e -> Dl4jSequences.rows(spec, e))
            .toList();
    observed.setInput(features);
    observed.setLabels(labels);
    observed.setLayerMaskArrays(null, mask);
    observed.computeGradientAndScore();
    observed.clearLayerMaskArrays();
    ParameterValues gradient =
        Dl4jConventions.unflattened(spec, gradientOfWholeLoss(spec.examples(examples)));
    int hidden = spec.depth() - 1;
    return new Dl4jGradients(
        walk.activations().stream().map(a -> Dl4jSequences.rows(spec, a)).toList(),
        observed.score(),
        epsilons.subList(epsilons.size() - hidden, epsilons.size()),
        gradient,
        epsilons.size() > hidden ? epsilons.get(0) : new double[0]);
  }

  /** Has Deeplearning4j's updater divide the batch sum and add the penalty's gradient, in place. */
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
   * <p>Every epoch that is gone through to its end counts as one, for schedules and for the model.
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
    train(new Dl4jExamples(examples, x, y), batchSize, epochOrders, 0, steps, listener);
  }

  /**
   * The same behind minibatches that were trained on before: a training goes on where it stopped,
   * within an epoch too.
   *
   * @param skipped the number of minibatches to pass over, whole epochs among them
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   * @throws NoSuchOperationException if the loss takes no such mask, or a rectifier fewer examples
   */
  public void train(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int skipped,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, all);
    int examples = all.count();
    Arguments.requireAtLeast(0, "skipped", skipped);
    Arguments.requireAtLeast(0, "steps", steps);
    Arguments.requireSteps(spec, examples, batchSize, epochOrders, Math.addExact(skipped, steps));
    Dl4jLosses.requireMaskTaken(spec, all, batchSize);
    RectifierLimit.require(spec, Math.min(batchSize, examples));
    int perEpoch = (examples - 1) / batchSize + 1;
    int toSkip = skipped % perEpoch;
    int step = 0;
    for (int[] order : epochOrders.subList(skipped / perEpoch, epochOrders.size())) {
      if (step == steps) {
        return;
      }
      Dl4jExamples ordered = MinibatchRows.pick(all, order);
      DataSet epoch =
          new DataSet(
              features(ordered.x(), examples),
              labels(ordered.y(), examples),
              null,
              Dl4jLosses.mask(spec, ordered));
      ViewIterator minibatches = new ViewIterator(epoch, spec.examples(batchSize));
      for (; toSkip > 0; toSkip--) {
        minibatches.next();
      }
      while (step < steps && minibatches.hasNext()) {
        DataSet minibatch = minibatches.next();
        trained.fit(minibatch);
        step++;
        int rows = minibatch.numExamples() * spec.timeSteps();
        listener.accept(new Dl4jStep(step, rows, trained.score(), parameters(), updaterState()));
      }
      if (!minibatches.hasNext()) {
        trained.incrementEpochCount();
      }
    }
  }

  private List<ParameterValues> updaterState() {
    return Dl4jConventions.state(spec, updater());
  }

  private MultiLayerUpdater updater() {
    return (MultiLayerUpdater) trained.getUpdater();
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

  /**
   * The network's outputs in inference.
   *
   * @param x [examples, input size]
   * @return [examples, output size]
   * @throws IllegalArgumentException naming both numbers where a count is wrong
   */
  public double[] infer(double[] x, int examples) {
    Arguments.requireInput(spec, x, examples);
    return Dl4jSequences.rows(spec, trained.output(features(x, examples), false));
  }

  private INDArray features(double[] x, int examples) {
    if (spec.hasSequences()) {
      return Dl4jSequences.of(spec, x, examples);
    }
    return Dl4jArrays.of(
        x, spec.dtype(), Dl4jConventions.batchShape(Dl4jConventions.presented(spec), examples));
  }

  private INDArray labels(double[] y, int examples) {
    return Dl4jLosses.labels(spec, y, examples);
  }
}
