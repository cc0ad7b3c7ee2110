package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass and the losses of a network, declared: the variables z1, a1, z2 ... and the
 * parameters by their symbols, such as W1.
 */
final class SameDiffGraph {

  static final String X = "x";
  static final String Y = "y";

  /** The loss that is shown, its probabilities clipped where the specification clips them. */
  static final String LOSS = "loss";

  /** The loss that has the gradient: without clipping. */
  static final String OBJECTIVE = "objective";

  /** The objective without its penalty, which a step adds once it has normalised the gradient. */
  static final String DATA = "data";

  private static final String LABEL_MASK = "labelMask";

  private final NetworkSpec spec;
  private final boolean isMasked;
  private final DataType type;
  private final SameDiff graph = SameDiff.create();

  /** What training does not move: placeholders of the graph, and, rows, statistics beside it. */
  private final Map<String, INDArray> kept = new LinkedHashMap<>();

  private final List<String> featureNames = new ArrayList<>(List.of(X));

  /**
   * Declares it, all parameters zero.
   *
   * @param isMasked whether its examples have a label mask
   */
  SameDiffGraph(NetworkSpec spec, boolean isMasked) {
    this.spec = spec;
    this.isMasked = isMasked;
    type = Dl4jConventions.type(spec.dtype());
    declare();
  }

  SameDiff graph() {
    return graph;
  }

  /** The placeholders but for the labels, in the order in which a training gives them. */
  List<String> featureNames() {
    return featureNames;
  }

  /** The parameters that the graph has and training does not move. */
  List<String> frozen() {
    return featureNames.stream().filter(kept::containsKey).toList();
  }

  /** The array itself. */
  INDArray parameter(int l, ParameterKind kind) {
    String name = kind.symbol() + l;
    return kept.containsKey(name) ? kept.get(name) : graph.getArrForVarName(name);
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
    SDVariable rows = graph.sizeAt(x, 0).castTo(type);
    SDVariable examples = spec.hasSequences() ? rows.div(spec.timeSteps()) : rows;
    SameDiffLosses losses = new SameDiffLosses(graph, type, spec);
    SDVariable mask = labelMask();
    SDVariable data = losses.differentiable(spec.reduction(), z, a, y, mask, examples);
    SDVariable shown =
        spec.loss().clip() == 0 ? data : losses.clipped(spec.reduction(), a, y, mask, examples);
    graph.identity(DATA, data);
    graph.identity(OBJECTIVE, penalty == null ? data : data.add(penalty));
    graph.identity(LOSS, penalty == null ? shown : shown.add(penalty));
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
        kept.put(name, zeros.reshape(1, zeros.length()));
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

  /** All that a pass is given, labels included. */
  Map<String, INDArray> placeholders(Dl4jExamples batch, int stepsMade) {
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
}
