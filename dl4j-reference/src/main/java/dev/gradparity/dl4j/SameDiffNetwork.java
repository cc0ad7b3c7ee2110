package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.GradientUpdater;

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
  private static final String LABEL_MASK = "labelMask";
  private static final String LOSS = "loss";

  private final NetworkSpec spec;
  private final boolean isMasked;
  private final DataType type;
  private final SameDiff graph = SameDiff.create();

  /** What training does not move: placeholders of the graph, and running statistics beside it. */
  private final Map<String, INDArray> kept = new LinkedHashMap<>();

  /** The order in which a training gives features. */
  private final List<String> featureNames = new ArrayList<>(List.of(X));

  private int step;

  /** A graph that is given minibatches one by one does not count epochs itself. */
  private int epoch;

  /**
   * Builds the graph, all parameters zero.
   *
   * @param isMasked whether its examples have a label mask
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   * @throws NoSuchOperationException if SameDiff lacks one of the network's parts
   */
  public SameDiffNetwork(NetworkSpec spec, boolean isMasked) {
    NativeLibrary.require();
    this.spec = spec;
    this.isMasked = isMasked;
    requireSettings();
    type = Dl4jConventions.type(spec.dtype());
    declare();
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(Dl4jConventions.updater(spec.updater()))
            .dataSetFeatureMapping(featureNames)
            .dataSetLabelMapping(Y)
            .build());
    List<String> withGradient = new ArrayList<>(names("z", spec.depth()));
    withGradient.addAll(names("a", spec.depth() - 1));
    featureNames.stream().filter(kept::containsKey).forEach(withGradient::add);
    if (spec.hasInputGradient()) {
      withGradient.add(X);
    }
    GradientFunctions.create(graph, withGradient.toArray(String[]::new));
  }

  private void requireSettings() {
    StepSettings.requireNone("SameDiff", spec);
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSettings settings = spec.layer(l).settings();
      if (settings.updater().isPresent() || settings.biasUpdater().isPresent()) {
        throw lacks(l, "updater", "a TrainingConfig has one updater for all variables");
      }
      Regularisation regularisation = spec.regularisation(l);
      if (regularisation.weights().weightDecay() > 0 || regularisation.bias().weightDecay() > 0) {
        throw lacks(l, "weightDecay", "a TrainingConfig has one decay for all variables");
      }
    }
  }

  /** The library throws where it takes the mean of one number. */
  private void requireTwoExamples(int examples) {
    if (examples == 1
        && spec.layers().stream().anyMatch(l -> l.form() instanceof LayerForm.BatchNorm)) {
      throw new NoSuchOperationException(
          "SameDiff", "layer type", "batchnorm", "the mean over one example throws");
    }
  }

  private static NoSuchOperationException lacks(int layer, String setting, String reason) {
    return new NoSuchOperationException(
        "SameDiff", "setting", setting + " of layer " + layer, reason);
  }

  /** Z_l of A_(l-1) by the layer's form, A_l = f(Z_l); the loss as the specification reduces it. */
  private void declare() {
    SameDiffOperations operations = new SameDiffOperations(graph, type);
    SDVariable x = graph.placeHolder(X, type, -1, spec.inputSize());
    SDVariable y = graph.placeHolder(Y, type, -1, spec.outputSize());
    SDVariable a = x;
    SDVariable z = x;
    SDVariable penalty = null;
    for (int l = 1; l <= spec.depth(); l++) {
      Map<ParameterKind, SDVariable> parameters = parameters(l);
      boolean isOneWeight = spec.fanIn(l) == 1 && spec.fanOut(l) == 1;
      z =
          spec.layer(l)
              .form()
              .match(
                  new SameDiffForms(
                      graph, l, spec.fanOut(l), dropped(l, a), parameters, isOneWeight));
      a = operations.activation(spec.layer(l).activation(), "a" + l, z);
      Regularisation own = spec.regularisation(l);
      for (Map.Entry<ParameterKind, SDVariable> parameter : parameters.entrySet()) {
        penalty =
            SameDiffOperations.plus(
                penalty, operations.penalty(own.of(parameter.getKey()), parameter.getValue()));
      }
    }
    SDVariable examples = graph.sizeAt(x, 0).castTo(type);
    SDVariable loss =
        new SameDiffLosses(graph, type, spec.loss(), spec.outputSize())
            .of(spec.reduction(), z, a, y, labelMask(), examples);
    graph.identity(LOSS, penalty == null ? loss : loss.add(penalty));
    graph.setLossVariables(LOSS);
  }

  /** Null where all labels count. */
  private SDVariable labelMask() {
    return isMasked
        ? feature(LABEL_MASK, SameDiffLosses.maskShape(spec.loss(), spec.outputSize()))
        : null;
  }

  private SDVariable feature(String name, long... shape) {
    featureNames.add(name);
    return graph.placeHolder(name, type, shape);
  }

  /** m / p times the elements, m from outside. */
  private SDVariable dropped(int l, SDVariable a) {
    double retain = spec.layer(l).form().dropOut();
    return retain == 1 ? a : a.div(retain).mul(feature(retained(l), -1, spec.fanIn(l)));
  }

  private static String retained(int layer) {
    return "retained" + layer;
  }

  /**
   * Those that the graph has. Frozen ones are placeholders: training moves every variable, and
   * constants have no gradient.
   */
  private Map<ParameterKind, SDVariable> parameters(int l) {
    Map<ParameterKind, SDVariable> parameters = new EnumMap<>(ParameterKind.class);
    for (ParameterKind kind : spec.layer(l).parameters()) {
      String name = kind.symbol() + l;
      INDArray zeros = zeros(spec.shape(l, kind));
      if (!kind.isLearnt()) {
        kept.put(name, zeros);
      } else if (spec.layer(l).settings().frozen()) {
        kept.put(name, zeros);
        featureNames.add(name);
        parameters.put(kind, graph.placeHolder(name, type, zeros.shape()));
      } else {
        parameters.put(kind, graph.var(name, zeros));
      }
    }
    return parameters;
  }

  private INDArray zeros(Shape shape) {
    long[] extents = shape.extents().stream().mapToLong(Integer::longValue).toArray();
    return Dl4jArrays.of(new double[shape.size()], spec.dtype(), extents);
  }

  private static List<String> names(String symbol, int layers) {
    return IntStream.rangeClosed(1, layers).mapToObj(l -> symbol + l).toList();
  }

  @Override
  public void setParameters(ParameterValues parameters) {
    Arguments.requireParameters(spec, parameters);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        INDArray parameter = parameter(l, kind);
        parameter.assign(Dl4jArrays.of(parameters.of(l, kind), spec.dtype(), parameter.shape()));
      }
    }
  }

  private INDArray parameter(int l, ParameterKind kind) {
    String name = kind.symbol() + l;
    return kept.containsKey(name) ? kept.get(name) : graph.getArrForVarName(name);
  }

  private ParameterValues parameters() {
    return ParameterValues.filled(spec, (l, kind) -> Dl4jArrays.rowMajor(parameter(l, kind)));
  }

  @Override
  public Nd4jGradients gradients(Dl4jExamples batch) {
    Arguments.requireData(spec, batch);
    requireTwoExamples(batch.count());
    List<String> outputs = new ArrayList<>(List.of(LOSS));
    List<String> gradients = new ArrayList<>(names("z", spec.depth()));
    gradients.addAll(names("a", spec.depth() - 1));
    for (String symbol : List.of("z", "a")) {
      outputs.addAll(names(symbol, spec.depth()));
    }
    PerParameter.of(spec, (l, kind) -> kind.isLearnt() && gradients.add(kind.symbol() + l));
    if (spec.hasInputGradient()) {
      gradients.add(X);
    }
    OutAndGrad pass =
        graph.calculateGradientsAndOutputs(placeholders(batch, 0), outputs, gradients);
    Function<List<String>, List<double[]>> values = arrays(pass.getOutputs());
    Function<List<String>, List<double[]>> derivatives = arrays(pass.getGradients());
    return new Nd4jGradients(
        values.apply(names("z", spec.depth())),
        values.apply(names("a", spec.depth())),
        SameDiffLosses.usesOutput(spec.loss()),
        pass.getOutputs().get(LOSS).getDouble(0),
        derivatives.apply(names("z", spec.depth())),
        derivatives.apply(names("a", spec.depth() - 1)),
        ParameterValues.filled(
            spec,
            (l, kind) ->
                kind.isLearnt()
                    ? Dl4jArrays.rowMajor(pass.getGradients().get(kind.symbol() + l))
                    : new double[0]),
        spec.hasInputGradient() ? Dl4jArrays.rowMajor(pass.getGradients().get(X)) : new double[0]);
  }

  private static Function<List<String>, List<double[]>> arrays(Map<String, INDArray> byName) {
    return names -> names.stream().map(byName::get).map(Dl4jArrays::rowMajor).toList();
  }

  /** All that a pass is given, labels included. */
  private Map<String, INDArray> placeholders(Dl4jExamples batch, int stepsMade) {
    int n = batch.count();
    Map<String, INDArray> given = new LinkedHashMap<>(kept);
    given.keySet().retainAll(featureNames);
    given.put(X, Dl4jArrays.of(batch.x(), spec.dtype(), n, spec.inputSize()));
    given.put(Y, Dl4jArrays.of(batch.y(), spec.dtype(), n, spec.outputSize()));
    if (isMasked) {
      long[] shape = SameDiffLosses.maskShape(spec.loss(), spec.outputSize());
      INDArray mask =
          shape[1] == 1 ? Dl4jLosses.mask(spec, batch) : Dl4jLosses.maskOfOutputs(spec, batch);
      given.put(LABEL_MASK, mask.reshape(shape));
    }
    for (int l = 1; l <= spec.depth(); l++) {
      if (featureNames.contains(retained(l))) {
        given.put(retained(l), GivenDropout.mask(spec, l, stepsMade, n));
      }
    }
    return given;
  }

  @Override
  public void train(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      Consumer<Dl4jStep> listener) {
    Arguments.requireData(spec, all);
    Arguments.requireSteps(all.count(), batchSize, epochOrders, steps);
    MinibatchRows.forEach(
        all,
        batchSize,
        epochOrders,
        steps,
        (batch, number) -> {
          double loss = step(batch);
          List<ParameterValues> state = Nd4jStates.of(spec, this::updater);
          listener.accept(new Dl4jStep(number, batch.count(), loss, parameters(), state));
        },
        () -> epoch++);
  }

  private GradientUpdater<?> updater(int l, ParameterKind kind) {
    return graph.getUpdaterMap().get(kind.symbol() + l);
  }

  /** One step; the loss before it. */
  private double step(Dl4jExamples batch) {
    requireTwoExamples(batch.count());
    Map<String, INDArray> given = placeholders(batch, step++);
    // A step computes what its gradients need; the loss is not among that.
    List<String> outputs = new ArrayList<>(names("a", spec.depth()));
    outputs.add(LOSS);
    Map<String, INDArray> before = graph.output(given, outputs);
    double loss = before.get(LOSS).getDouble(0);
    for (int l = 1; l <= spec.depth(); l++) {
      if (spec.layer(l).form() instanceof LayerForm.BatchNorm form
          && !spec.layer(l).settings().frozen()) {
        moveStatistics(l, form, l == 1 ? given.get(X) : before.get("a" + (l - 1)));
      }
    }
    graph.getTrainingConfig().setEpochCount(epoch);
    INDArray[] features = featureNames.stream().map(given::get).toArray(INDArray[]::new);
    graph.fit(new MultiDataSet(features, new INDArray[] {given.get(Y)}));
    return loss;
  }

  /** Running means and variances, towards those of the minibatch's columns. */
  private void moveStatistics(int l, LayerForm.BatchNorm form, INDArray columns) {
    INDArray mean = columns.mean(true, 0);
    INDArray centred = columns.subRowVector(mean);
    move(kept.get(ParameterKind.MEAN.symbol() + l), mean, form);
    INDArray variance = centred.mul(centred).mean(true, 0);
    move(kept.get(ParameterKind.VARIANCE.symbol() + l), variance, form);
  }

  private static void move(INDArray running, INDArray batch, LayerForm.BatchNorm form) {
    INDArray distance = running.sub(batch.reshape(running.shape()));
    running.subi(distance.muli(1 - form.decay()));
  }
}
