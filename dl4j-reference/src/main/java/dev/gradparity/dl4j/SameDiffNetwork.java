package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Regularisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A specification's network as a SameDiff graph: the forward pass and the loss are declared, all
 * derivatives are ND4J's own, and so is training.
 *
 * <p>The penalty and the reduction are part of the graph. A {@code TrainingConfig} has an L2 term
 * as well, but applies it to every variable, biases included, and leaves it out of the loss that is
 * differentiated.
 */
public final class SameDiffNetwork implements Nd4jReference {

  private static final String X = "x";
  private static final String Y = "y";
  private static final String LOSS = "loss";

  private final NetworkSpec spec;
  private final DataType type;
  private final SameDiff graph = SameDiff.create();

  /** A graph that is given minibatches one by one does not count epochs itself. */
  private int epoch;

  /**
   * Builds the graph, all parameters zero.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   * @throws NoSuchOperationException if SameDiff lacks one of the network's parts
   */
  public SameDiffNetwork(NetworkSpec spec) {
    NativeLibrary.require();
    this.spec = spec;
    requireSettings();
    type = Dl4jConventions.type(spec.dtype());
    declare();
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(Dl4jConventions.updater(spec.updater()))
            .dataSetFeatureMapping(X)
            .dataSetLabelMapping(Y)
            .build());
    List<String> withGradient = new ArrayList<>(List.of(X));
    withGradient.addAll(names("z", spec.depth()));
    withGradient.addAll(names("a", spec.depth() - 1));
    GradientFunctions.create(graph, withGradient.toArray(String[]::new));
  }

  private void requireSettings() {
    StepSettings.requireNone("SameDiff", spec);
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      if (settings.updater().isPresent() || settings.biasUpdater().isPresent()) {
        throw lacks(l, "updater", "a TrainingConfig has one updater for all variables");
      }
      if (settings.frozen()) {
        throw lacks(l, "frozen", "training moves every variable, and constants have no gradient");
      }
      if (!settings.hasBias()) {
        throw lacks(l, "hasBias", "the graph that is built here has a bias in every layer");
      }
      Regularisation regularisation = spec.regularisation(l);
      if (regularisation.weights().weightDecay() > 0 || regularisation.bias().weightDecay() > 0) {
        throw lacks(l, "weightDecay", "a TrainingConfig has one decay for all variables");
      }
    }
  }

  private static NoSuchOperationException lacks(int layer, String setting, String reason) {
    return new NoSuchOperationException(
        "SameDiff", "setting", setting + " of layer " + layer, reason);
  }

  /** Z_l = A_(l-1) W_l + 1 b_l, A_l = f(Z_l); the loss as the specification reduces it. */
  private void declare() {
    SameDiffOperations operations = new SameDiffOperations(graph, type);
    SDVariable x = graph.placeHolder(X, type, -1, spec.inputSize());
    SDVariable y = graph.placeHolder(Y, type, -1, spec.outputSize());
    SDVariable a = x;
    SDVariable z = x;
    SDVariable penalty = null;
    for (int l = 1; l <= spec.depth(); l++) {
      SDVariable w = variable("W" + l, spec.fanIn(l), spec.fanOut(l));
      SDVariable b = variable("b" + l, spec.fanOut(l));
      // The library's derivative of a matrix product fails where all matrices are 1 x 1.
      boolean isOneWeight = spec.fanIn(l) == 1 && spec.fanOut(l) == 1;
      z = (isOneWeight ? a.mul(w) : a.mmul(w)).add("z" + l, b);
      a = operations.activation(spec.layer(l).activation(), "a" + l, z);
      Regularisation own = spec.regularisation(l);
      penalty = SameDiffOperations.plus(penalty, operations.penalty(own.weights(), w));
      penalty = SameDiffOperations.plus(penalty, operations.penalty(own.bias(), b));
    }
    SDVariable examples = graph.sizeAt(x, 0).castTo(type);
    SDVariable loss =
        new SameDiffLosses(graph, type, spec.loss(), spec.outputSize())
            .of(spec.reduction(), z, a, y, examples);
    graph.identity(LOSS, penalty == null ? loss : loss.add(penalty));
    graph.setLossVariables(LOSS);
  }

  private SDVariable variable(String name, long... shape) {
    int size = 1;
    for (long extent : shape) {
      size *= (int) extent;
    }
    return graph.var(name, Dl4jArrays.of(new double[size], spec.dtype(), shape));
  }

  private static List<String> names(String symbol, int layers) {
    return IntStream.rangeClosed(1, layers).mapToObj(l -> symbol + l).toList();
  }

  @Override
  public void setParameters(List<double[]> weights, List<double[]> biases) {
    Arguments.requireParameters(spec, weights, biases);
    for (int l = 1; l <= spec.depth(); l++) {
      assign("W" + l, weights.get(l - 1));
      assign("b" + l, biases.get(l - 1));
    }
  }

  private void assign(String name, double[] values) {
    INDArray parameter = graph.getArrForVarName(name);
    parameter.assign(Dl4jArrays.of(values, spec.dtype(), parameter.shape()));
  }

  @Override
  public Nd4jGradients gradients(double[] x, double[] y, int examples) {
    Arguments.requireData(spec, x, y, examples);
    List<String> outputs = new ArrayList<>(List.of(LOSS));
    List<String> gradients = new ArrayList<>(List.of(X));
    for (String symbol : List.of("z", "a")) {
      outputs.addAll(names(symbol, spec.depth()));
    }
    for (String symbol : List.of("z", "W", "b")) {
      gradients.addAll(names(symbol, spec.depth()));
    }
    gradients.addAll(names("a", spec.depth() - 1));
    OutAndGrad pass =
        graph.calculateGradientsAndOutputs(
            Map.of(X, features(x, examples), Y, labels(y, examples)), outputs, gradients);
    Function<List<String>, List<double[]>> values = arrays(pass.getOutputs());
    Function<List<String>, List<double[]>> derivatives = arrays(pass.getGradients());
    return new Nd4jGradients(
        values.apply(names("z", spec.depth())),
        values.apply(names("a", spec.depth())),
        SameDiffLosses.usesOutput(spec.loss()),
        pass.getOutputs().get(LOSS).getDouble(0),
        derivatives.apply(names("z", spec.depth())),
        derivatives.apply(names("a", spec.depth() - 1)),
        derivatives.apply(names("W", spec.depth())),
        derivatives.apply(names("b", spec.depth())),
        Dl4jArrays.rowMajor(pass.getGradients().get(X)));
  }

  private static Function<List<String>, List<double[]>> arrays(Map<String, INDArray> byName) {
    return names -> names.stream().map(byName::get).map(Dl4jArrays::rowMajor).toList();
  }

  private INDArray features(double[] x, int examples) {
    return Dl4jArrays.of(x, spec.dtype(), examples, spec.inputSize());
  }

  private INDArray labels(double[] y, int examples) {
    return Dl4jArrays.of(y, spec.dtype(), examples, spec.outputSize());
  }

  @Override
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
      for (int[] rows : MinibatchRows.of(batchSize, order, steps - step)) {
        INDArray features = features(MinibatchRows.pick(x, rows, spec.inputSize()), rows.length);
        INDArray labels = labels(MinibatchRows.pick(y, rows, spec.outputSize()), rows.length);
        // A step computes what its gradients need; the loss is not among that.
        double loss = graph.outputSingle(Map.of(X, features, Y, labels), LOSS).getDouble(0);
        graph.getTrainingConfig().setEpochCount(epoch);
        graph.fit(new DataSet(features, labels));
        step++;
        listener.accept(new Dl4jStep(step, rows.length, loss, parameters(), List.of()));
      }
      epoch++;
    }
  }

  private ParameterValues parameters() {
    Function<List<String>, List<double[]>> values =
        names -> names.stream().map(graph::getArrForVarName).map(Dl4jArrays::rowMajor).toList();
    return new ParameterValues(
        values.apply(names("W", spec.depth())), values.apply(names("b", spec.depth())));
  }
}
