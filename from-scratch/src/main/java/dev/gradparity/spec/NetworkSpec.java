package dev.gradparity.spec;

import java.util.List;
import java.util.Objects;

/**
 * A multilayer perceptron and how it learns.
 *
 * @param name for reports
 * @param dtype the format of parameters, data and arithmetic
 * @param input the shape of one example, or of one time step of it; rank 2 and above is flattened
 *     in row-major order (row S2)
 * @param timeSteps the steps of an example that is a sequence, each a row of its own, side by side
 *     in all matrices: the layers meet every step alike. 1 where examples are no sequences
 * @param layers from the input to the output, at least one
 * @param loss the loss of one example
 * @param reduction how the examples of a minibatch combine
 * @param updater how a gradient becomes a step
 * @param regularisation what keeps parameters small, in every layer that has no other
 * @param seed of the initial weights, of the order of the examples and of dropout's masks
 */
public record NetworkSpec(
    String name,
    DType dtype,
    Shape input,
    int timeSteps,
    List<LayerSpec> layers,
    LossSpec loss,
    Reduction reduction,
    UpdaterSpec updater,
    Regularisation regularisation,
    long seed) {

  /** The highest rank of an example; with the axis of the examples, the batch has one more. */
  private static final int MAX_INPUT_RANK = 4;

  /**
   * Checks that the parts fit each other.
   *
   * @throws InvalidSpecException naming the part that does not
   */
  public NetworkSpec {
    InvalidSpecException.unless(
        name.codePoints().noneMatch(NetworkSpec::isUnprintable),
        "name",
        "must not contain control characters, nor half a surrogate pair");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(reduction, "reduction");
    Objects.requireNonNull(updater, "updater");
    layers = List.copyOf(layers);
    InvalidSpecException.unless(
        input.rank() >= 1 && input.rank() <= MAX_INPUT_RANK,
        "input",
        "an example needs 1 to " + MAX_INPUT_RANK + " axes, got the shape " + input);
    InvalidSpecException.unless(
        timeSteps >= 1, "timeSteps", "must be at least 1, got " + timeSteps);
    InvalidSpecException.unless(
        timeSteps == 1 || input.rank() == 1,
        "timeSteps",
        "a step of a sequence has features and no axes; give input as a number, got the shape "
            + input);
    InvalidSpecException.unless(
        !layers.isEmpty(), "layers", "a network needs at least one layer, got none");
    Objects.requireNonNull(regularisation, "regularisation");
    NetworkChecks.requireRepresentable(updater, dtype, "updater");
    for (int l = 0; l < layers.size(); l++) {
      LayerSettings settings = layers.get(l).settings();
      String place = "layers[" + l + "].";
      settings
          .updater()
          .ifPresent(own -> NetworkChecks.requireRepresentable(own, dtype, place + "updater"));
      settings
          .biasUpdater()
          .ifPresent(own -> NetworkChecks.requireRepresentable(own, dtype, place + "biasUpdater"));
    }
    NetworkChecks.requireWidths(input.size(), layers);
    InvalidSpecException.unless(
        layers.stream()
            .anyMatch(layer -> layer.parameters().stream().anyMatch(ParameterKind::isLearnt)),
        "layers",
        "no layer has parameters, so that nothing is learnt; add a dense one");
    NetworkChecks.requirePositions(input, layers);
    int last = layers.size() - 1;
    NetworkChecks.requireOutputOf(
        loss.kind(), layers.get(last).activation().kind(), "layers[" + last + "].activation");
    NetworkChecks.requireWeights(loss, layers.get(last).units(), dtype);
  }

  /** A network of examples that are no sequences. */
  public NetworkSpec(
      String name,
      DType dtype,
      Shape input,
      List<LayerSpec> layers,
      LossSpec loss,
      Reduction reduction,
      UpdaterSpec updater,
      Regularisation regularisation,
      long seed) {
    this(name, dtype, input, 1, layers, loss, reduction, updater, regularisation, seed);
  }

  /** A network whose loss has no settings, and whose one regularisation is l2 on weights. */
  public NetworkSpec(
      String name,
      DType dtype,
      Shape input,
      List<LayerSpec> layers,
      LossKind loss,
      Reduction reduction,
      UpdaterSpec updater,
      double l2,
      long seed) {
    this(
        name,
        dtype,
        input,
        layers,
        LossSpec.of(loss),
        reduction,
        updater,
        Regularisation.l2(l2),
        seed);
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  /** The number of layers, the documents' L. */
  public int depth() {
    return layers.size();
  }

  /** The number of features of an example, its axes flattened. */
  public int inputSize() {
    return input.size();
  }

  /** Whether examples are sequences. */
  public boolean hasSequences() {
    return timeSteps > 1;
  }

  /**
   * The examples of so many rows, of which a sequence is one.
   *
   * @throws IllegalArgumentException if the rows are not whole sequences
   */
  public int examples(int rows) {
    if (rows % timeSteps != 0) {
      throw new IllegalArgumentException(
          "%d rows are not whole sequences of %d time steps".formatted(rows, timeSteps));
    }
    return rows / timeSteps;
  }

  /**
   * What the sum over the losses of so many rows is divided by: a mean is one over examples.
   *
   * @throws IllegalArgumentException if the rows are not whole sequences
   */
  public int divisor(int rows) {
    return reduction.divisor(examples(rows));
  }

  /** Whether there is a gradient by the input, which of numbers of rows there is not. */
  public boolean hasInputGradient() {
    return !(layer(1).form() instanceof LayerForm.Embedding);
  }

  /** The number of outputs, the C of {@link LossKind}. */
  public int outputSize() {
    return layers.get(depth() - 1).units();
  }

  /** The layer of this number; layers count from 1, as in the documents. */
  public LayerSpec layer(int number) {
    return layers.get(number - 1);
  }

  /** The number of inputs of the layer of this number. */
  public int fanIn(int number) {
    return number == 1 ? inputSize() : layer(number - 1).units();
  }

  /** The number of outputs of the layer of this number: the columns of its W. */
  public int fanOut(int number) {
    return layer(number).units();
  }

  /** The shape of a parameter of the layer of this number. */
  public Shape shape(int number, ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> {
        LayerForm form = layer(number).form();
        yield Shape.of(form.weightRows(fanIn(number)), form.weightColumns(fanOut(number)));
      }
      case BIAS, GAIN, GAMMA, BETA, MEAN, VARIANCE -> Shape.of(fanOut(number));
    };
  }

  /** The rows of a parameter as a matrix, which has one where the parameter has one axis. */
  public int rows(int number, ParameterKind kind) {
    return shape(number, kind).size() / columns(number, kind);
  }

  /** The columns of a parameter as a matrix. */
  public int columns(int number, ParameterKind kind) {
    List<Integer> extents = shape(number, kind).extents();
    return extents.get(extents.size() - 1);
  }

  /** The number of the elements of all parameters. */
  public long parameterCount() {
    long count = 0;
    for (int number = 1; number <= depth(); number++) {
      for (ParameterKind kind : layer(number).parameters()) {
        count += shape(number, kind).size();
      }
    }
    return count;
  }

  /**
   * What keeps the parameters of the layer of this number small; nothing if they are frozen, or if
   * there are none.
   */
  public Regularisation regularisation(int number) {
    LayerSettings settings = layer(number).settings();
    LayerForm form = layer(number).form();
    boolean isPenalised = !form.parameters().isEmpty() && !(form instanceof LayerForm.BatchNorm);
    return settings.frozen() || !isPenalised
        ? Regularisation.NONE
        : settings.regularisation().orElse(regularisation);
  }

  /** Whether the objective has a penalty in any layer. */
  public boolean penalises() {
    for (int number = 1; number <= depth(); number++) {
      if (regularisation(number).penalises()) {
        return true;
      }
    }
    return false;
  }

  /** How a parameter of the layer of this number moves, unless it is frozen. */
  public UpdaterSpec updater(int number, ParameterKind kind) {
    return kind.isLearnt() ? updater(number, kind.isBias()) : new UpdaterSpec.NoOp();
  }

  /** How the biases, or the weights, of the layer of this number move, unless they are frozen. */
  public UpdaterSpec updater(int number, boolean isBias) {
    LayerSettings settings = layer(number).settings();
    UpdaterSpec ofLayer = settings.updater().orElse(updater);
    return isBias ? settings.biasUpdater().orElse(ofLayer) : ofLayer;
  }

  /** The names of what is remembered of a parameter from step to step; none of what is frozen. */
  public List<String> stateNames(int number, ParameterKind kind) {
    return layer(number).settings().frozen() ? List.of() : updater(number, kind).stateNames();
  }

  /** Of the updaters of all layers, the one that remembers most of a parameter. */
  public UpdaterSpec updaterWithMostState() {
    UpdaterSpec most = updater(1, false);
    for (int number = 1; number <= depth(); number++) {
      for (UpdaterSpec other : List.of(updater(number, false), updater(number, true))) {
        most = other.stateNames().size() > most.stateNames().size() ? other : most;
      }
    }
    return most;
  }

  /** The same network in another format. */
  public NetworkSpec withDtype(DType other) {
    return new NetworkSpec(
        name, other, input, timeSteps, layers, loss, reduction, updater, regularisation, seed);
  }

  /** The same network for examples of another shape. */
  public NetworkSpec withInput(Shape other) {
    return new NetworkSpec(
        name, dtype, other, timeSteps, layers, loss, reduction, updater, regularisation, seed);
  }

  /** The same network for examples of so many time steps. */
  public NetworkSpec withTimeSteps(int other) {
    return new NetworkSpec(
        name, dtype, input, other, layers, loss, reduction, updater, regularisation, seed);
  }

  /** The same network whose examples combine otherwise. */
  public NetworkSpec withReduction(Reduction other) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, layers, loss, other, updater, regularisation, seed);
  }

  /** The same network under another updater. */
  public NetworkSpec withUpdater(UpdaterSpec other) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, layers, loss, reduction, other, regularisation, seed);
  }

  /** The same network with another regularisation. */
  public NetworkSpec withRegularisation(Regularisation other) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, layers, loss, reduction, updater, other, seed);
  }

  /** The same network with other layers. */
  public NetworkSpec withLayers(List<LayerSpec> others) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, others, loss, reduction, updater, regularisation, seed);
  }

  /** The same network with another loss. */
  public NetworkSpec withLoss(LossSpec other) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, layers, other, reduction, updater, regularisation, seed);
  }

  /** The same network under another name. */
  public NetworkSpec withName(String other) {
    return new NetworkSpec(
        other, dtype, input, timeSteps, layers, loss, reduction, updater, regularisation, seed);
  }

  /** The same network from another seed. */
  public NetworkSpec withSeed(long other) {
    return new NetworkSpec(
        name, dtype, input, timeSteps, layers, loss, reduction, updater, regularisation, other);
  }
}
