package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.explain.Hypothesis.OfClaims;
import dev.gradparity.comparison.explain.Hypothesis.OfOperations;
import dev.gradparity.comparison.explain.Hypothesis.Stage;
import dev.gradparity.comparison.numerics.Variation;
import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The conventions in which ports of a network differ, the most specific first: what has but one
 * reading comes before factors, which may be equal by chance.
 */
final class Conventions {

  /** The simplest ones: of examples, of outputs, 2, 1/2 and the sign. */
  private static final int PENALTY_FACTORS = 7;

  private final NetworkSpec spec;
  private final int depth;
  private final int examples;
  private final List<Factors.Named> factors;
  private final List<Hypothesis> all = new ArrayList<>();

  private Conventions(Case task) {
    spec = task.spec();
    depth = spec.depth();
    examples = Factors.examples(task);
    factors = Factors.of(task);
  }

  /** Those that a case has room for. */
  static List<Hypothesis> of(Case task) {
    Conventions conventions = new Conventions(task);
    conventions.addOrders();
    conventions.addMeansOfCounted(task.data());
    conventions.addFactorsOfClaims();
    if (task instanceof Case.Training) {
      conventions.all.addAll(StepConventions.ofGradients(conventions.factors));
    }
    conventions.addPenalties();
    conventions.all.addAll(StepConventions.ofSettings(task));
    conventions.addFactorsOfOperations();
    conventions.addDerivatives();
    conventions.addLayers();
    conventions.addData();
    conventions.addFormats();
    return List.copyOf(conventions.all);
  }

  private void claims(Transform transform, String id, String sentence, String fix) {
    all.add(new OfClaims(new Convention(id, sentence, fix), transform));
  }

  private void operations(
      Stage stage, Variation variation, String id, String sentence, String fix) {
    all.add(new OfOperations(new Convention(id, sentence, fix), variation, stage));
  }

  private void addOrders() {
    claims(
        new Transform.NotReduced(),
        "bias-not-reduced",
        "%s: the bias's gradient is dz itself, not summed over the examples",
        "sum over axis 0: db = dz.sum(axis=0) (NumPy), dz.sum(dim=0) (PyTorch), dz.sum(0) (ND4J)");
    claims(
        new Transform.ColumnMajor(),
        "transpose",
        "%s: the elements are those of the transposed, or stand in column-major order",
        "store (fan-in, fan-out) in row-major order: a.T (NumPy; order='C' in reshape and ravel),"
            + " layer.weight.grad.T (PyTorch), a.dup('c') (ND4J, whose parameters are in 'f' order)");
    claims(
        new Transform.Permuted(true),
        "permuted-columns",
        "%s: the columns are right, but stand in another order",
        "number outputs and features in one order everywhere: the columns of y, of the data, and of"
            + " W and b");
    claims(
        new Transform.Permuted(false),
        "permuted-rows",
        "%s: the rows are right, but stand in another order",
        "keep the examples, and the features, in the order of x in every array");
    claims(
        new Transform.BeforeTheStep(),
        "before-the-step",
        "%s: these are the parameters before the step, not after it",
        "record the parameters after the update, and copy them: W.copy() (NumPy),"
            + " w.detach().clone() (PyTorch), w.dup() (ND4J)");
  }

  /** Of a mask of outputs, also the mean over all that counts, for a loss that is one over C. */
  private void addMeansOfCounted(Examples data) {
    if (!data.isMasked() || spec.reduction() != Reduction.MEAN) {
      return;
    }
    List<Kind> kinds =
        List.of(Kind.OUTPUT_GRADIENT_OF_COUNTED, Kind.LOSS_OF_COUNTED, Kind.OBJECTIVE_OF_COUNTED);
    List<Stage> stages = List.of(Stage.BACKWARD, Stage.LOSS, Stage.OBJECTIVE);
    for (int k = 0; k < kinds.size(); k++) {
      for (int factor : IntStream.of(data.maskColumns(), 1).distinct().toArray()) {
        operations(
            stages.get(k),
            Variation.scaled(kinds.get(k), factor),
            "mean-of-counted",
            "%s: the mean is over the labels that count, not over all examples",
            "divide by the number of examples, those that the mask leaves out too:"
                + " (mask * loss).sum() / n and not / mask.sum() (NumPy, PyTorch), as Deeplearning4j"
                + " does; or leave them out of x and y");
      }
    }
  }

  private void addFactorsOfClaims() {
    for (Factors.Named factor : factors) {
      claims(
          new Transform.Factor(factor.value()),
          factor.id(),
          "%s: all is " + factor.words() + " what it should be",
          factor.fix());
    }
    for (double sign : new double[] {1, -1}) {
      operations(
          Stage.BACKWARD,
          Variation.scaled(Kind.UPDATE, sign),
          "update-for-gradient",
          "%s: this is the updater's step, not the gradient",
          "give the gradient before the updater: loss.backward(); p.grad (PyTorch),"
              + " computeGradientAndScore() and gradient() before the updater (Deeplearning4j)");
    }
  }

  private void addPenalties() {
    if (!spec.penalises()) {
      return;
    }
    List<Kind> kinds = List.of(Kind.PENALTY_GRADIENT, Kind.PENALTY_LOSS, Kind.PENALTY);
    List<Stage> stages = List.of(Stage.BACKWARD, Stage.LOSS, Stage.OBJECTIVE);
    for (int k = 0; k < kinds.size(); k++) {
      Kind kind = kinds.get(k);
      operations(
          stages.get(k),
          Variation.scaled(kind, 0),
          "penalty-left-out",
          "%s: the penalty is left out",
          "add l2/2 * (W**2).sum() of every layer to the loss, and l2 * W to dW");
      operations(
          stages.get(k),
          Variation.scaled(kind, 2),
          "penalty-twice",
          "%s: the penalty counts twice",
          "add l2/2 * (W**2).sum() to the loss and l2 * W to dW once: not in the loss and as"
              + " weight_decay (PyTorch), nor l2 * (W**2).sum() without the half");
      for (Factors.Named factor : factors.subList(0, Math.min(PENALTY_FACTORS, factors.size()))) {
        if (factor.value() != 2) {
          operations(
              stages.get(k),
              Variation.scaled(kind, factor.value()),
              "penalty-scaled",
              "%s: the penalty is " + factor.words() + " what it should be",
              "add l2/2 * (W**2).sum() to the loss and l2 * W to dW, after the mean over the"
                  + " examples and not divided by anything");
        }
      }
    }
    operations(
        Stage.BACKWARD,
        Variation.everywhere(Kind.PENALTY_ON_BIAS),
        "penalty-on-bias",
        "%s: the biases are penalised like the weights",
        "add l2 * W to dW alone: parameter groups without weight_decay for biases (PyTorch),"
            + " l2 and not l2Bias (Deeplearning4j)");
  }

  /** Where the loss's data term or dL/dz of the output is scaled, and all that is made of it. */
  private void addFactorsOfOperations() {
    for (Factors.Named factor : factors) {
      operations(
          Stage.BACKWARD,
          Variation.scaled(Kind.OUTPUT_GRADIENT, factor.value()),
          factor.id(),
          "%s: dL/dz of the output is " + factor.words() + " what it should be",
          factor.fix());
      operations(
          Stage.LOSS,
          Variation.scaled(Kind.LOSS, factor.value()),
          factor.id(),
          "%s: the loss before the penalty is " + factor.words() + " what it should be",
          factor.fix());
      operations(
          Stage.OBJECTIVE,
          Variation.scaled(Kind.OBJECTIVE, factor.value()),
          factor.id(),
          "%s: the loss before the penalty, and its gradient, is "
              + factor.words()
              + " what it should be",
          factor.fix());
    }
  }

  private void addDerivatives() {
    operations(
        Stage.BACKWARD,
        Variation.everywhere(Kind.SOFTMAX_ELEMENTWISE),
        "elementwise-softmax",
        "%s: softmax is differentiated element by element, as p (1 - p)",
        "use the whole Jacobian: dz = p * (da - (da * p).sum(axis=1, keepdims=True)); with cross"
            + " entropy dz = (p - y) / n");
    for (int layer : layers()) {
      operations(
          Stage.BACKWARD,
          Variation.everywhere(Kind.DERIVATIVE_LEFT_OUT).in(layer),
          "missing-derivative",
          "%s: dz = da" + where(layer) + ", without the activation's derivative",
          "multiply by the derivative at a: dz = da * (a > 0) for relu, da * a * (1 - a) for"
              + " sigmoid, da * (1 - a**2) for tanh");
      operations(
          Stage.BACKWARD,
          Variation.everywhere(Kind.DERIVATIVE_TWICE).in(layer),
          "doubled-derivative",
          "%s: the activation's derivative is multiplied in twice" + where(layer),
          "multiply by the derivative once; with a cross entropy dz = (p - y) / n of the output"
              + " holds it already");
    }
  }

  private void addLayers() {
    for (int layer : layers()) {
      operations(
          Stage.BACKWARD,
          Variation.everywhere(Kind.UNTRANSPOSED_WEIGHTS).in(layer),
          "untransposed-weights",
          "%s: da is dz times W" + where(layer) + ", not times its transposed",
          "transpose: da = dz @ W.T for W of (fan-in, fan-out)");
      operations(
          Stage.FORWARD,
          Variation.scaled(Kind.BIAS, 0).in(layer),
          "bias-left-out",
          "%s: z" + where(layer) + " lacks the bias",
          "add the bias: z = x @ W + b");
      operations(
          Stage.FORWARD,
          Variation.scaled(Kind.BIAS, 2).in(layer),
          "bias-twice",
          "%s: z" + where(layer) + " has the bias twice",
          "add the bias once: z = x @ W + b");
    }
    for (int row : new int[] {0, 1}) {
      operations(
          Stage.BACKWARD,
          Variation.scaled(Kind.BIAS_ROW, row),
          "bias-not-reduced",
          "%s: the bias's gradient is that of the "
              + (row == 0 ? "first" : "last")
              + " example alone",
          "sum over axis 0: db = dz.sum(axis=0) (NumPy), dz.sum(dim=0) (PyTorch), dz.sum(0)"
              + " (ND4J)");
    }
  }

  /** All hidden layers, all layers, and each by itself. */
  private List<Integer> layers() {
    List<Integer> layers = new ArrayList<>();
    if (depth > 1) {
      layers.add(Variation.HIDDEN);
      layers.add(0);
    }
    // Of two layers the first is all hidden ones.
    for (int l = depth == 2 ? 2 : 1; l <= depth; l++) {
      layers.add(l);
    }
    return layers;
  }

  private static String where(int layer) {
    return layer == 0
        ? " in every layer"
        : layer == Variation.HIDDEN ? " in the hidden layers" : " in layer " + layer;
  }

  private void addData() {
    for (int by : new int[] {1, -1}) {
      operations(
          Stage.FORWARD,
          Variation.scaled(Kind.FEATURES_SHIFTED, by),
          "features-shifted",
          "%s: each example has the features of " + (by > 0 ? "the one before" : "the next"),
          "x and y must have the same example in the same row; look for a header line, a shift or a"
              + " shuffle of one of them");
      operations(
          Stage.LABELS,
          Variation.scaled(Kind.LABELS_SHIFTED, by),
          "labels-shifted",
          "%s: each example has the labels of " + (by > 0 ? "the one before" : "the next"),
          "x and y must have the same example in the same row; look for a header line, a shift or a"
              + " shuffle of one of them");
    }
    if (spec.input().rank() > 1) {
      operations(
          Stage.FORWARD,
          Variation.everywhere(Kind.COLUMN_MAJOR_INPUT),
          "column-major-input",
          "%s: the examples are flattened in column-major order",
          "flatten in row-major order: x.reshape(n, -1) with order='C' (NumPy), x.flatten(1)"
              + " (PyTorch), Nd4j.toFlattened('c', x) (ND4J)");
    }
  }

  private void addFormats() {
    if (spec.dtype() != DType.FLOAT64) {
      return;
    }
    String fix =
        "write constants in float64: 0.1 and not 0.1f (Java, C), np.float64 (NumPy), .double()"
            + " (PyTorch)";
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.SINGLE_CONSTANTS),
        "float32-constants",
        "%s: constants of the network, such as the learning rate or l2, were rounded to float32",
        fix);
    double n = examples;
    for (Kind kind : List.of(Kind.OUTPUT_GRADIENT, Kind.LOSS, Kind.OBJECTIVE)) {
      operations(
          Stage.ANY,
          Variation.scaled(kind, (float) (1 / n) * n),
          "float32-constants",
          "%s: 1/n for n examples was rounded to float32",
          fix);
    }
    operations(
        Stage.ANY,
        Variation.everywhere(Kind.SINGLE_ARITHMETIC),
        "float32-arithmetic",
        "%s: all of it is computed in float32, and right for that",
        "compute in float64: dtype=np.float64 (NumPy), .double() (PyTorch), DataType.DOUBLE (ND4J);"
            + " or give the spec \"dtype\": \"float32\"");
  }
}
