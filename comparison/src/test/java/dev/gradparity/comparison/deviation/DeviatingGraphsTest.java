package dev.gradparity.comparison.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.RawNd4jSubject;
import dev.gradparity.comparison.SameDiffSubject;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs call the native operations that Deeplearning4j calls, whose NaN are registered. */
class DeviatingGraphsTest {

  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);

  /** Low enough that not all is 0. */
  private static final ActivationSpec THRESHOLDED =
      ActivationSpec.of(ActivationKind.THRESHOLDEDRELU, 0.25);

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(DeviatingNetwork.hiddenSoftmax(-400).gradient());
    for (ActivationSpec second :
        List.of(
            ActivationSpec.of(ActivationKind.IDENTITY),
            ActivationSpec.of(ActivationKind.RELU),
            ActivationSpec.of(ActivationKind.RECTIFIEDTANH),
            ActivationSpec.of(ActivationKind.RELU6),
            THRESHOLDED,
            ActivationSpec.of(ActivationKind.TANH),
            ActivationSpec.of(ActivationKind.SOFTMAX))) {
      cases.add(DeviatingNetwork.hiddenSoftmax(-1000, second).gradient());
      cases.add(DeviatingNetwork.hiddenSoftmax(-1000, second).training(2));
    }
    return cases;
  }

  private static Comparison compared(Subject subject, Case task) {
    return new Trial(Samples.fromScratch(), subject, task).compare();
  }

  private static Map<String, String> known(Case task) {
    Map<String, String> known = new TreeMap<>();
    for (TensorJudgement tensor : compared(new SameDiffSubject(), task).tensors()) {
      tensor.deviation().ifPresent(id -> known.put(tensor.name().toString(), id));
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingThatFollowsInAGraphIsKnown(Case task) {
    Comparison comparison = compared(new SameDiffSubject(), task);

    assertEquals(
        List.of(),
        comparison.tensors().stream().filter(t -> t.verdict() == Verdict.MISMATCH).toList());
    assertTrue(comparison.tensors().stream().anyMatch(t -> t.verdict() == Verdict.KNOWN));
  }

  /** It shifts by the largest argument, whatever its sign. */
  @Test
  void aSoftmaxWrittenOutIsRight() {
    for (double factor : new double[] {-400, -1000}) {
      Case task = DeviatingNetwork.hiddenSoftmax(factor).gradient();
      assertEquals(Verdict.MATCH, compared(new RawNd4jSubject(), task).verdict());
    }
  }

  @Test
  void theDeviationIsTheOneThatWasMet() {
    Map<String, String> rectified = known(DeviatingNetwork.hiddenSoftmax(-1000).gradient());
    assertEquals(Set.of("softmax-nan"), new TreeSet<>(rectified.values()));
    assertTrue(
        rectified.keySet().containsAll(Set.of("a1", "a2", "a3", "loss", "dz2", "dW1", "dx")));
    assertEquals(
        "softmax-underflow", known(DeviatingNetwork.hiddenSoftmax(-400).gradient()).get("a1"));
    ActivationSpec relu6 = ActivationSpec.of(ActivationKind.RELU6);
    assertEquals(
        "relu6-nan", known(DeviatingNetwork.hiddenSoftmax(-1000, relu6).gradient()).get("a2"));
    assertEquals(
        "thresholdedrelu-nan",
        known(DeviatingNetwork.hiddenSoftmax(-1000, THRESHOLDED).gradient()).get("a2"));
  }

  /** The first two of a1 are NaN; a number in the place of one, or NaN elsewhere, is a mismatch. */
  @Test
  void nothingElseIsKnownOfASoftmaxThatIsNaN() {
    Case task = DeviatingNetwork.hiddenSoftmax(-1000).gradient();
    Observation ours = Samples.fromScratch().observe(task);
    Observation graphs = new SameDiffSubject().observe(task);

    assertTrue(explains(task, ours, graphs));
    assertFalse(explains(task, ours, Samples.altered(graphs, A1, 0, v -> 0.5)));
    assertFalse(explains(task, ours, Samples.altered(graphs, A1, 2, v -> Double.NaN)));
    assertFalse(explains(task, ours, Samples.altered(graphs, A1, 2, v -> v + 1e-6)));
  }

  private static boolean explains(Case task, Observation ours, Observation graphs) {
    Optional<Deviation> deviation =
        new KnownDeviations(task, ours, graphs, Origin.ND4J).explain(A1, k -> true);
    return deviation.isPresent();
  }
}
