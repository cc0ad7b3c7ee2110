package dev.gradparity.dl4j;

import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * A specification's network as a SameDiff graph: the forward pass and the loss are declared, and
 * all derivatives are ND4J's own. So is training, where a {@code TrainingConfig} can say it: it has
 * one updater for all variables, and neither normalises a layer's gradient nor constrains
 * parameters. Where a layer has settings of its own, the step is one of {@link Nd4jLayerStep} from
 * the graph's gradients.
 *
 * <p>The penalty and the reduction are part of the graph. A {@code TrainingConfig} has an L2 term
 * as well, but applies it to every variable, biases included, and leaves it out of the loss that is
 * differentiated.
 */
public final class SameDiffNetwork extends Nd4jReference {

  /** The examples of a minibatch that says nothing. */
  private static final int SOME = 2;

  private final SameDiffGraph declared;
  private final SameDiff graph;

  /** The steps of the layers, from 1; none where the graph trains itself. */
  private final List<Nd4jLayerStep> steps = new ArrayList<>();

  /** The loss that the graph's gradients are of. */
  private String differentiated = "";

  /**
   * Builds the graph, all parameters zero.
   *
   * @param isMasked whether its examples have a label mask
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public SameDiffNetwork(NetworkSpec spec, boolean isMasked) {
    super(spec);
    declared = new SameDiffGraph(spec, isMasked);
    graph = declared.graph();
    if (trainsItself()) {
      graph.setTrainingConfig(
          TrainingConfig.builder()
              .updater(Dl4jConventions.updater(spec.updater()))
              .dataSetFeatureMapping(declared.featureNames())
              .dataSetLabelMapping(SameDiffGraph.Y)
              .build());
    } else {
      for (int l = 1; l <= spec.depth(); l++) {
        steps.add(new Nd4jLayerStep(spec, l, matrices(l, kind -> true, this::parameter)));
      }
    }
  }

  /** Whether a {@code TrainingConfig} can say how parameters move: some, and all of them alike. */
  private boolean trainsItself() {
    return !moving().isEmpty()
        && IntStream.rangeClosed(1, spec.depth()).allMatch(this::movesLikeTheNetwork);
  }

  private boolean movesLikeTheNetwork(int l) {
    LayerSettings settings = spec.layer(l).settings();
    Regularisation regularisation = spec.regularisation(l);
    return settings.frozen()
        || (settings.normalisation().kind() == GradientNormalisation.Kind.NONE
            && settings.constraints().isEmpty()
            && regularisation.weights().weightDecay() == 0
            && regularisation.bias().weightDecay() == 0
            && spec.updater(l, false).equals(spec.updater())
            && spec.updater(l, true).equals(spec.updater()));
  }

  /**
   * Of a layer's parameters of some kinds, (rows, columns); of arrays that steps change they are
   * views.
   */
  private Map<ParameterKind, INDArray> matrices(
      int l, Predicate<ParameterKind> kinds, PerParameter.Values<INDArray> arrays) {
    Map<ParameterKind, INDArray> matrices = new EnumMap<>(ParameterKind.class);
    for (ParameterKind kind : spec.layer(l).parameters()) {
      if (kinds.test(kind)) {
        matrices.put(
            kind, arrays.of(l, kind).reshape('c', spec.rows(l, kind), spec.columns(l, kind)));
      }
    }
    return matrices;
  }

  /** Has the graph differentiate a loss, unless it did last. */
  private void differentiate(String loss) {
    if (loss.equals(differentiated)) {
      return;
    }
    graph.setLossVariables(loss);
    List<String> withGradient = new ArrayList<>(names("z", spec.depth()));
    withGradient.addAll(names("a", spec.depth() - 1));
    withGradient.addAll(declared.frozen());
    if (spec.hasInputGradient()) {
      withGradient.add(SameDiffGraph.X);
    }
    GradientFunctions.create(graph, withGradient.toArray(String[]::new));
    differentiated = loss;
  }

  private static List<String> names(String symbol, int layers) {
    return IntStream.rangeClosed(1, layers).mapToObj(l -> symbol + l).toList();
  }

  @Override
  INDArray parameter(int layer, ParameterKind kind) {
    return declared.parameter(layer, kind);
  }

  @Override
  GradientUpdater<?> updater(int layer, ParameterKind kind) {
    return steps.isEmpty()
        ? graph.getUpdaterMap().get(kind.symbol() + layer)
        : steps.get(layer - 1).updater(kind);
  }

  /**
   * A graph that trains itself makes its updaters in its first step, and in no other way: this one
   * is on zeros, and nothing of what it moves is kept.
   */
  @Override
  void beginUpdaters(int iteration) {
    if (trainsItself()) {
      double[] ones = new double[SOME];
      Arrays.fill(ones, 1);
      double[] x = new double[SOME * spec.inputSize()];
      double[] y = new double[SOME * spec.outputSize()];
      fit(declared.placeholders(new Dl4jExamples(SOME, x, y, ones), iteration), 0);
      graph.getTrainingConfig().setIterationCount(iteration);
    }
  }

  @Override
  public Nd4jGradients gradients(Dl4jExamples batch) {
    Arguments.requireData(spec, batch);
    differentiate(SameDiffGraph.OBJECTIVE);
    List<String> outputs = new ArrayList<>(List.of(SameDiffGraph.LOSS));
    List<String> gradients = new ArrayList<>(names("z", spec.depth()));
    gradients.addAll(names("a", spec.depth() - 1));
    for (String symbol : List.of("z", "a")) {
      outputs.addAll(names(symbol, spec.depth()));
    }
    PerParameter.of(spec, (l, kind) -> kind.isLearnt() && gradients.add(kind.symbol() + l));
    if (spec.hasInputGradient()) {
      gradients.add(SameDiffGraph.X);
    }
    OutAndGrad pass =
        graph.calculateGradientsAndOutputs(declared.placeholders(batch, 0), outputs, gradients);
    Function<List<String>, List<double[]>> values = arrays(pass.getOutputs());
    Function<List<String>, List<double[]>> derivatives = arrays(pass.getGradients());
    return new Nd4jGradients(
        values.apply(names("z", spec.depth())),
        values.apply(names("a", spec.depth())),
        SameDiffLosses.usesOutput(spec.loss()),
        pass.getOutputs().get(SameDiffGraph.LOSS).getDouble(0),
        derivatives.apply(names("z", spec.depth())),
        derivatives.apply(names("a", spec.depth() - 1)),
        ParameterValues.filled(
            spec,
            (l, kind) ->
                kind.isLearnt()
                    ? Dl4jArrays.rowMajor(pass.getGradients().get(kind.symbol() + l))
                    : new double[0]),
        spec.hasInputGradient()
            ? Dl4jArrays.rowMajor(pass.getGradients().get(SameDiffGraph.X))
            : new double[0]);
  }

  private static Function<List<String>, List<double[]>> arrays(Map<String, INDArray> byName) {
    return names -> names.stream().map(byName::get).map(Dl4jArrays::rowMajor).toList();
  }

  @Override
  double step(Dl4jExamples batch, int iteration, int epoch) {
    Map<String, INDArray> given = declared.placeholders(batch, iteration);
    return steps.isEmpty() ? fit(given, epoch) : move(given, iteration, epoch);
  }

  /** What a pass shows of which a step has need. */
  private List<String> outputs() {
    List<String> outputs = new ArrayList<>(names("a", spec.depth()));
    outputs.add(SameDiffGraph.LOSS);
    return outputs;
  }

  /** A step of the graph's own training. */
  private double fit(Map<String, INDArray> given, int epoch) {
    differentiate(SameDiffGraph.OBJECTIVE);
    // A step computes what its gradients need; the loss is not among that.
    Map<String, INDArray> before = graph.output(given, outputs());
    double loss = before.get(SameDiffGraph.LOSS).getDouble(0);
    for (int l = 1; l <= spec.depth(); l++) {
      if (!spec.layer(l).settings().frozen()) {
        int layer = l;
        statisticsSteps(l, given, before)
            .forEach((kind, update) -> parameter(layer, kind).subi(update));
      }
    }
    // A graph that is given minibatches one by one does not count epochs itself.
    graph.getTrainingConfig().setEpochCount(epoch);
    INDArray[] features = declared.featureNames().stream().map(given::get).toArray(INDArray[]::new);
    graph.fit(new MultiDataSet(features, new INDArray[] {given.get(SameDiffGraph.Y)}));
    return loss;
  }

  /** A step from the graph's gradients. */
  private double move(Map<String, INDArray> given, int iteration, int epoch) {
    differentiate(SameDiffGraph.DATA);
    OutAndGrad pass = graph.calculateGradientsAndOutputs(given, outputs(), moving());
    double loss = pass.getOutputs().get(SameDiffGraph.LOSS).getDouble(0);
    for (int l = 1; l <= spec.depth(); l++) {
      int layer = l;
      Map<ParameterKind, INDArray> gradients =
          matrices(
              l,
              kind -> moves(layer, kind),
              (n, kind) -> pass.getGradients().get(kind.symbol() + n).dup('c'));
      gradients.putAll(statisticsSteps(l, given, pass.getOutputs()));
      steps.get(l - 1).apply(gradients, iteration, epoch);
    }
    return loss;
  }

  /** The graph's variables. */
  private List<String> moving() {
    List<String> moving = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        if (moves(l, kind)) {
          moving.add(kind.symbol() + l);
        }
      }
    }
    return moving;
  }

  private boolean moves(int l, ParameterKind kind) {
    return kind.isLearnt() && !spec.layer(l).settings().frozen();
  }

  /** What a step takes off running means and variances, rows: a share of their distance. */
  private Map<ParameterKind, INDArray> statisticsSteps(
      int l, Map<String, INDArray> given, Map<String, INDArray> outputs) {
    if (!(spec.layer(l).form() instanceof LayerForm.BatchNorm form)) {
      return Map.of();
    }
    INDArray columns = l == 1 ? given.get(SameDiffGraph.X) : outputs.get("a" + (l - 1));
    INDArray mean = columns.mean(true, 0);
    INDArray centred = columns.subRowVector(mean);
    return Map.of(
        ParameterKind.MEAN, share(l, ParameterKind.MEAN, mean, form),
        ParameterKind.VARIANCE,
            share(l, ParameterKind.VARIANCE, centred.mul(centred).mean(true, 0), form));
  }

  private INDArray share(int l, ParameterKind kind, INDArray batch, LayerForm.BatchNorm form) {
    return parameter(l, kind).sub(batch).muli(1 - form.decay());
  }
}
