package dev.gradparity.comparison.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.ParameterValues;
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

  private record Network(NetworkSpec spec, ParameterValues parameters, Examples examples) {

    Case.Gradient gradient() {
      return new Case.Gradient("gradient", spec, parameters, examples);
    }

    Case.Training training(int steps) {
      return new Case.Training(
          steps + " steps", spec, parameters, examples, examples.count(), steps);
    }
  }

  /** One example in three has both arguments of its softmax at {@code factor} and 1.9 times it. */
  private static Network hiddenSoftmax(double factor) {
    return new Network(
        Samples.network(
            DType.FLOAT64,
            1,
            LossKind.MSE,
            Samples.layer(2, ActivationKind.SOFTMAX),
            Samples.layer(3, ActivationKind.RELU),
            Samples.layer(1, ActivationKind.IDENTITY)),
        new ParameterValues(
            List.of(
                new double[] {1, 1.9},
                new double[] {0.5, -0.25, 0.75, 0.125, 0.5, -1},
                new double[] {0.5, 1, -0.25}),
            List.of(new double[2], new double[] {0.5, 0.25, 0.125}, new double[1])),
        new Examples(3, new double[] {factor, 0.3, -0.2}, new double[] {0.1, 0.2, 0.3}));
  }

  /** The first of two sigmoids saturates on one example of two. */
  private static Network saturatedSigmoid(DType dtype, double label) {
    return new Network(
        Samples.network(
            dtype,
            1,
            LossKind.XENT,
            Samples.layer(3, ActivationKind.TANH),
            Samples.layer(2, ActivationKind.SIGMOID)),
        new ParameterValues(
            List.of(new double[] {1, -1, 0.5}, new double[] {100, 0.1, -20, 0.2, 10, -0.1}),
            List.of(new double[3], new double[2])),
        new Examples(2, new double[] {2, 0.01}, new double[] {label, 0, 1, 1}));
  }

  /** The first of two examples has a probability that underflows, and this label for it. */
  private static Network saturatedSoftmax(DType dtype, double label) {
    return new Network(
        Samples.network(dtype, 1, LossKind.MCXENT, Samples.layer(2, ActivationKind.SOFTMAX)),
        new ParameterValues(List.of(new double[] {800, -800}), List.of(new double[] {0.25, -0.25})),
        new Examples(2, new double[] {1, 0.001}, new double[] {1 - label, label, 1, 0}));
  }

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
    LayerSpec loss = LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(activation));
    return Samples.network(
            dtype,
            2,
            LossKind.MSE,
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
    cases.add(hiddenSoftmax(-1000).gradient());
    cases.add(hiddenSoftmax(-1000).training(2));
    cases.add(hiddenSoftmax(-400).gradient());
    for (DType dtype : DType.values()) {
      for (double label : new double[] {0, 1}) {
        cases.add(saturatedSigmoid(dtype, label).gradient());
        cases.add(saturatedSigmoid(dtype, label).training(2));
        cases.add(saturatedSoftmax(dtype, label).gradient());
        cases.add(saturatedSoftmax(dtype, label).training(2));
      }
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
        known(saturatedSoftmax(DType.FLOAT64, 1).gradient()));
    assertEquals(
        Map.of("loss", "mcxent-score-nan"), known(saturatedSoftmax(DType.FLOAT32, 0).gradient()));
    Map<String, String> sigmoid = known(saturatedSigmoid(DType.FLOAT64, 0).gradient());
    assertEquals("xent-score-infinite", sigmoid.get("loss"));
    assertEquals("xent-gradient-nan", sigmoid.get("dW2"));
    assertEquals("xent-gradient-nan", sigmoid.get("dx"));
    assertEquals(
        "xent-score-nan", known(saturatedSigmoid(DType.FLOAT64, 1).gradient()).get("loss"));
    Map<String, String> softmax = known(hiddenSoftmax(-1000).gradient());
    assertEquals(Set.of("softmax-nan"), new TreeSet<>(softmax.values()));
    assertTrue(softmax.keySet().containsAll(Set.of("a1", "a2", "a3", "loss", "dW3", "dW1", "dx")));
    assertEquals("softmax-underflow", known(hiddenSoftmax(-400).gradient()).get("a1"));
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
    Case task = saturatedSigmoid(DType.FLOAT64, 0).gradient();
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
