package dev.gradparity.comparison.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks that meet deviations: what follows from one is known, and nothing else is. */
class DeviatingNetworksTest {

  private static NetworkSpec lockedBatchNorm(DType dtype, double gamma, double beta) {
    LayerSpec norm =
        LayerSpec.of(
            new LayerForm.BatchNorm(0.9, 1e-5, gamma, beta, true),
            4,
            ActivationSpec.of(ActivationKind.IDENTITY));
    return Samples.network(
        dtype,
        2,
        LossKind.MCXENT,
        Samples.layer(4, ActivationKind.TANH),
        norm,
        Samples.layer(3, ActivationKind.SOFTMAX));
  }

  private static NetworkSpec lossLayer(
      DType dtype, ActivationKind activation, Reduction reduction) {
    return lossLayer(dtype, activation, reduction, LossKind.MSE);
  }

  private static NetworkSpec lossLayer(
      DType dtype, ActivationKind activation, Reduction reduction, LossKind kind) {
    LayerSpec loss = LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(activation));
    return Samples.network(
            dtype,
            2,
            kind,
            Samples.layer(3, ActivationKind.IDENTITY).with(LayerSettings.DEFAULT.withoutBias()),
            loss)
        .withReduction(reduction);
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (DType dtype : DType.values()) {
      List<NetworkSpec> forms =
          List.of(
              lockedBatchNorm(dtype, 2, 0),
              lockedBatchNorm(dtype, 1, 0.5),
              lossLayer(dtype, ActivationKind.IDENTITY, Reduction.SUM),
              lossLayer(dtype, ActivationKind.SIGMOID, Reduction.MEAN),
              lossLayer(dtype, ActivationKind.TANH, Reduction.SUM));
      for (NetworkSpec spec : forms) {
        cases.add(Samples.gradient(spec, 7));
        cases.add(Samples.training(spec, 7, 4, 3));
      }
    }
    NetworkSpec pairs =
        lossLayer(DType.FLOAT32, ActivationKind.SIGMOID, Reduction.SUM, LossKind.MULTI_LABEL);
    cases.add(Samples.gradient(pairs, 7));
    cases.add(DeviatingNetwork.hiddenSoftmax(-1000).gradient());
    cases.add(DeviatingNetwork.hiddenSoftmax(-1000).training(2));
    cases.add(DeviatingNetwork.hiddenSoftmax(-400).gradient());
    cases.add(DeviatingNetwork.rectifierOfNaN().gradient());
    for (LossKind loss : List.of(LossKind.MSE, LossKind.L1, LossKind.WASSERSTEIN)) {
      cases.add(DeviatingNetwork.maskedNaN(loss, ActivationKind.IDENTITY).gradient());
      cases.add(DeviatingNetwork.maskedNaN(loss, ActivationKind.TANH).training(2));
    }
    cases.add(DeviatingNetwork.maskedNaN(LossKind.XENT, ActivationKind.SIGMOID).gradient());
    cases.add(DeviatingNetwork.maskedNaN(LossKind.MCXENT, ActivationKind.SOFTMAX).gradient());
    for (DType dtype : DType.values()) {
      for (double label : new double[] {0, 1}) {
        cases.add(DeviatingNetwork.saturatedSigmoid(dtype, label).gradient());
        cases.add(DeviatingNetwork.saturatedSigmoid(dtype, label).training(2));
        cases.add(DeviatingNetwork.saturatedSoftmax(dtype, label).gradient());
        cases.add(DeviatingNetwork.saturatedSoftmax(dtype, label).training(2));
        for (LossKind loss : List.of(LossKind.KL_DIVERGENCE, LossKind.POISSON)) {
          cases.add(DeviatingNetwork.saturatedDivergence(dtype, loss, label).gradient());
          cases.add(DeviatingNetwork.saturatedDivergence(dtype, loss, label).training(2));
        }
      }
      boolean isSingle = dtype == DType.FLOAT32;
      for (ActivationKind kind :
          List.of(
              ActivationKind.SOFTPLUS,
              ActivationKind.SWISH,
              ActivationKind.GELU,
              ActivationKind.MISH)) {
        cases.add(DeviatingNetwork.overflowing(dtype, kind, isSingle ? 150 : 1500).gradient());
        cases.add(DeviatingNetwork.overflowing(dtype, kind, isSingle ? 150 : 1500).training(2));
      }
      double far = isSingle ? 1e15 : 1e110;
      cases.add(DeviatingNetwork.overflowing(dtype, ActivationKind.PRECISE_GELU, far).gradient());
      for (ActivationKind kind : List.of(ActivationKind.RELU6, ActivationKind.THRESHOLDEDRELU)) {
        cases.add(DeviatingNetwork.selecting(dtype, kind).gradient());
        cases.add(DeviatingNetwork.selecting(dtype, kind).training(2));
      }
      cases.add(DeviatingNetwork.twoForms(dtype).gradient());
      cases.add(DeviatingNetwork.twoForms(dtype).training(3));
      double farther = isSingle ? 1e13 : 1e103;
      cases.add(
          DeviatingNetwork.overflowing(dtype, ActivationKind.RATIONALTANH, farther).gradient());
      cases.add(DeviatingNetwork.largeOutputs(dtype).gradient());
      cases.add(DeviatingNetwork.largeOutputs(dtype).training(2));
      for (LossKind loss : List.of(LossKind.SQUARED_LOSS, LossKind.L2, LossKind.HALF_L2)) {
        cases.add(DeviatingNetwork.weightless(dtype, loss, isSingle ? 0x1p80 : 0x1p700).gradient());
      }
      for (LossKind loss : List.of(LossKind.L2, LossKind.L1, LossKind.MEAN_ABSOLUTE_ERROR)) {
        double infinite = isSingle ? 0x1p128 : Double.POSITIVE_INFINITY;
        cases.add(DeviatingNetwork.weightless(dtype, loss, infinite).gradient());
      }
      cases.add(DeviatingNetwork.normalised(dtype).gradient());
      cases.add(DeviatingNetwork.normalised(dtype).training(2));
      cases.add(DeviatingNetwork.frozenRectifier(dtype).training(2));
      cases.add(DeviatingNetwork.rectifierNearZero(dtype).gradient());
      cases.add(DeviatingNetwork.rectifierNearZero(dtype).training(2));
      cases.add(
          DeviatingNetwork.forgotten(dtype, new UpdaterSpec.AdaBelief(0.01, 0, 0.9, 1e-6))
              .training(3));
      cases.add(
          DeviatingNetwork.forgotten(dtype, new UpdaterSpec.AdaMax(0.01, 0.9, 0.99)).training(3));
      cases.add(DeviatingNetwork.withoutLabels(dtype).gradient());
      cases.add(DeviatingNetwork.withoutLabels(dtype).training(2));
      cases.add(DeviatingNetwork.smallOutputs(dtype).gradient());
      cases.add(DeviatingNetwork.smallOutputs(dtype).training(2));
      cases.add(DeviatingNetwork.constrained(dtype).training(4));
      cases.add(DeviatingNetwork.stopped(dtype).training(4));
      cases.add(DeviatingNetwork.signOfNaN(dtype).training(3));
    }
    return cases;
  }

  private static Comparison compared(Case task) {
    return new Trial(Samples.fromScratch(), new Dl4jSubject(), task).compare();
  }

  /** The tensors that a deviation explains, with its id. */
  private static Map<String, String> known(Case task) {
    Map<String, String> known = new TreeMap<>();
    for (TensorJudgement tensor : compared(task).tensors()) {
      if (tensor.verdict() == Verdict.KNOWN) {
        known.put(tensor.name().toString(), tensor.reason().split(":", 2)[0]);
      }
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingThatFollowsFromADeviationIsKnown(Case task) {
    Comparison comparison = compared(task);

    assertEquals(
        List.of(),
        comparison.tensors().stream().filter(t -> t.verdict() == Verdict.MISMATCH).toList());
    assertTrue(comparison.tensors().stream().anyMatch(t -> t.verdict() == Verdict.KNOWN));
  }

  @Test
  void theDeviationIsTheOneThatWasMet() {
    assertEquals(
        Map.of("loss", "mcxent-score-infinite"),
        known(DeviatingNetwork.saturatedSoftmax(DType.FLOAT64, 1).gradient()));
    assertEquals(
        Map.of("loss", "mcxent-score-nan"),
        known(DeviatingNetwork.saturatedSoftmax(DType.FLOAT32, 0).gradient()));
    Map<String, String> sigmoid =
        known(DeviatingNetwork.saturatedSigmoid(DType.FLOAT64, 0).gradient());
    assertEquals("xent-score-infinite", sigmoid.get("loss"));
    assertEquals("xent-gradient-nan", sigmoid.get("dW2"));
    assertEquals("xent-gradient-nan", sigmoid.get("dx"));
    assertEquals(
        "xent-score-nan",
        known(DeviatingNetwork.saturatedSigmoid(DType.FLOAT64, 1).gradient()).get("loss"));
    Map<String, String> softmax = known(DeviatingNetwork.hiddenSoftmax(-1000).gradient());
    assertEquals(Set.of("softmax-nan"), new TreeSet<>(softmax.values()));
    assertTrue(softmax.keySet().containsAll(Set.of("a1", "a2", "a3", "loss", "dW3", "dW1", "dx")));
    Map<String, String> divergence =
        known(
            DeviatingNetwork.saturatedDivergence(DType.FLOAT64, LossKind.KL_DIVERGENCE, 1)
                .gradient());
    assertEquals("kld-score-clipped", divergence.get("loss"));
    assertEquals("kld-gradient-nan", divergence.get("dW1"));
    Map<String, String> poisson =
        known(DeviatingNetwork.saturatedDivergence(DType.FLOAT32, LossKind.POISSON, 0).gradient());
    assertEquals("poisson-score-nan", poisson.get("loss"));
    assertEquals("poisson-gradient-nan", poisson.get("dW1"));
    Map<String, String> cosine = known(DeviatingNetwork.smallOutputs(DType.FLOAT64).gradient());
    assertEquals("cosine-score-small", cosine.get("loss"));
    assertEquals("cosine-gradient-small", cosine.get("dW1"));
    Map<String, String> large = known(DeviatingNetwork.largeOutputs(DType.FLOAT32).gradient());
    assertEquals("cosine-score-overflow", large.get("loss"));
    assertEquals("cosine-gradient-nan", large.get("dW1"));
    Map<String, String> weightless =
        known(
            DeviatingNetwork.weightless(DType.FLOAT64, LossKind.SQUARED_LOSS, 0x1p700).gradient());
    assertEquals(Map.of("loss", "weight-zero-nan"), weightless);
    Map<String, String> infinite =
        known(DeviatingNetwork.weightless(DType.FLOAT32, LossKind.L2, 0x1p128).gradient());
    assertEquals("weight-zero-nan", infinite.get("dW1"));
    assertEquals(
        Map.of("loss", "mse-score-overflow"), known(DeviatingNetwork.halvedSquare().gradient()));
    Map<String, String> normalised = known(DeviatingNetwork.normalised(DType.FLOAT64).gradient());
    assertEquals("layernorm-gradient-nan", normalised.get("dW2"));
    assertEquals("layernorm-gradient-nan", normalised.get("dW1"));
    assertEquals("prelu-nan", known(DeviatingNetwork.rectifierOfNaN().gradient()).get("dW3"));
    assertEquals(
        "prelu-frozen",
        known(DeviatingNetwork.frozenRectifier(DType.FLOAT64).training(1)).get("W1@1"));
    Map<String, String> forms = known(DeviatingNetwork.twoForms(DType.FLOAT64).training(2));
    assertEquals("losslayer-score-overwritten", forms.get("loss@1"));
    assertEquals("constraint-twice", forms.get("W1@1"));
    assertEquals(
        "gelu-slope-nan",
        known(DeviatingNetwork.overflowing(DType.FLOAT32, ActivationKind.GELU, 150).gradient())
            .get("dW2"));
    assertEquals(
        "softmax-underflow", known(DeviatingNetwork.hiddenSoftmax(-400).gradient()).get("a1"));
  }

  /** What a deviation leads to, step after step, up to where it leaves the format. */
  @Test
  void whatFollowsInLaterStepsIsOfTheSameDeviation() {
    Map<String, String> constrained =
        known(DeviatingNetwork.constrained(DType.FLOAT32).training(4));
    assertEquals("minmaxnorm-rate", constrained.get("W1@1"));
    assertEquals("minmaxnorm-rate", constrained.get("W1@4"));
    assertEquals("nan-operand", constrained.get("loss@4"));
    Map<String, String> stopped = known(DeviatingNetwork.stopped(DType.FLOAT64).training(4));
    assertEquals("poly-rises", stopped.get("W1@2"));
    assertEquals("adam-zero-rate", stopped.get("W1@4"));
    assertEquals("weightdecay-score", stopped.get("loss@1"));
  }

  /** What follows from a deviation may be parted without a bound; a fault is not. */
  @Test
  void aFaultBehindADeviationDoesNotFollowFromIt() {
    Case.Training task = DeviatingNetwork.constrained(DType.FLOAT64).training(2);
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(task);
    TensorName weights = TensorName.of(Quantity.WEIGHTS, 1).atStep(2);
    TensorName others = TensorName.of(Quantity.BATCH_SIZE).atStep(1);
    KnownDeviations known = new KnownDeviations(task, ours, library, Origin.DEEPLEARNING4J);
    assertTrue(known.followsOnEachSide(weights, false));
    assertFalse(known.followsOnEachSide(others, false));
    assertTrue(known.followsOnEachSide(others, true));

    Observation faulty = Samples.altered(library, weights, 0, v -> otherThan(v));
    KnownDeviations ofFaulty = new KnownDeviations(task, ours, faulty, Origin.DEEPLEARNING4J);
    assertFalse(ofFaulty.followsOnEachSide(weights, false));
    assertFalse(ofFaulty.followsOnEachSide(weights, true));
  }

  private static double otherThan(double value) {
    return Double.isFinite(value) ? value * 1.001 + 1e-3 : 0.5;
  }

  private static boolean explains(Case task, Observation ours, Observation library, TensorName n) {
    return new KnownDeviations(task, ours, library, Origin.DEEPLEARNING4J)
        .explain(n, k -> true)
        .isPresent();
  }

  /** Each element of each tensor that is known, wrong in some other way, on either side. */
  @ParameterizedTest
  @MethodSource("cases")
  void anotherFaultInTheSameTensorIsNotExcused(Case task) {
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(task);
    for (TensorJudgement tensor : compared(task).tensors()) {
      if (tensor.verdict() != Verdict.KNOWN) {
        continue;
      }
      TensorName name = tensor.name();
      for (int k = 0; k < tensor.shape().size(); k++) {
        Observation faulty = Samples.altered(library, name, k, v -> otherThan(v));
        assertFalse(explains(task, ours, faulty, name), () -> name + " of the library");
      }
    }
  }

  static List<Case> gradients() {
    return cases().stream().filter(Case.Gradient.class::isInstance).toList();
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void aFaultOfTheOtherSideIsNotExcused(Case task) {
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(task);
    for (TensorJudgement tensor : compared(task).tensors()) {
      if (tensor.verdict() == Verdict.KNOWN) {
        TensorName name = tensor.name();
        for (int k = 0; k < tensor.shape().size(); k++) {
          Observation faulty = Samples.altered(ours, name, k, v -> otherThan(v));
          assertFalse(explains(task, faulty, library, name), () -> name + " of ours");
        }
      }
    }
  }

  /** A NaN that the formulas do not give, where the same network has those that they do. */
  @Test
  void oneNanMoreIsNotExcused() {
    Case task = DeviatingNetwork.saturatedSigmoid(DType.FLOAT64, 0).gradient();
    Observation ours = Samples.fromScratch().observe(task);
    Observation library = new Dl4jSubject().observe(task);
    for (ObservedTensor tensor : library.tensors()) {
      for (int k = 0; k < tensor.values().length; k++) {
        if (Double.isFinite(tensor.values()[k])) {
          Observation faulty = Samples.altered(library, tensor.name(), k, v -> Double.NaN);
          assertFalse(explains(task, ours, faulty, tensor.name()), tensor.name()::toString);
        }
      }
    }
  }
}
