package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.FaultyMlp.Fault;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that hand-written networks have: each is found, and found where it is. */
class SeededFaultsTest {

  /** Layers 2 and 3 are square, so that a forgotten transpose fits. */
  private static final NetworkSpec NETWORK =
      Samples.network(
          DType.FLOAT64,
          4,
          LossKind.MCXENT,
          layer(6, ActivationKind.RELU),
          layer(6, ActivationKind.RELU),
          layer(6, ActivationKind.RELU),
          layer(3, ActivationKind.SOFTMAX));

  private static final NetworkSpec TWO_LAYERS =
      Samples.network(
          DType.FLOAT64,
          4,
          LossKind.MCXENT,
          layer(6, ActivationKind.RELU),
          layer(3, ActivationKind.SOFTMAX));

  private static final Case.Gradient GRADIENT = Samples.gradient(NETWORK, 7);

  /** 23 examples in minibatches of 5: the fifth of every epoch is short. */
  private static final Case.Training TRAINING = Samples.training(TWO_LAYERS, 23, 5, 12);

  private static Comparison judge(Subject left, Case task, Fault fault) {
    return new Trial(left, new FaultyMlp(fault), task).judge();
  }

  private static void assertFirstMismatch(String expected, Comparison comparison) {
    assertEquals(Verdict.MISMATCH, comparison.verdict());
    assertEquals(expected, comparison.firstMismatch().orElseThrow().name().toString());
  }

  @Test
  void withoutAFaultEverythingMatches() {
    for (Subject reference : new Subject[] {Samples.fromScratch(), new Dl4jSubject()}) {
      for (Case task : new Case[] {GRADIENT, TRAINING}) {
        Comparison comparison = judge(reference, task, Fault.NONE);

        assertEquals(Verdict.MATCH, comparison.verdict(), reference.name());
        assertTrue(comparison.tensors().stream().allMatch(t -> t.verdict() == Verdict.MATCH));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_BIAS, z1",
    "LOSS_WITHOUT_PENALTY, loss",
    "MISSING_DIVISOR, dz4",
    "GRADIENT_WITHOUT_PENALTY, dW4",
    "MEAN_OF_BIAS, db4",
    "UNTRANSPOSED_WEIGHTS, da2",
    "INVERTED_MASK, dz3",
  })
  void aFaultyGradientIsFoundWhereItStarts(Fault fault, String tensor) {
    assertFirstMismatch(tensor, judge(Samples.fromScratch(), GRADIENT, fault));
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_BIAS, z1",
    "MISSING_DIVISOR, dz2",
    "MEAN_OF_BIAS, db2",
    "INVERTED_MASK, dz1",
  })
  void soItIsInTwoLayers(Fault fault, String tensor) {
    assertFirstMismatch(
        tensor, judge(Samples.fromScratch(), Samples.gradient(TWO_LAYERS, 7), fault));
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_BIAS, loss@1",
    "MISSING_DIVISOR, W1@1",
    "MEAN_OF_BIAS, b1@1",
    "ASCENT, W1@1",
    "STALE_BUFFER, W1@2",
    "DROPPED_REMAINDER, batch@5",
  })
  void aFaultyTrainingIsFoundAtItsFirstStep(Fault fault, String tensor) {
    assertFirstMismatch(tensor, judge(Samples.fromScratch(), TRAINING, fault));
  }

  /** Deeplearning4j shows neither z nor dz: the fault appears in what follows from them. */
  @ParameterizedTest
  @CsvSource({
    "LOST_BIAS, a1",
    "MISSING_DIVISOR, dW4",
    "MEAN_OF_BIAS, db4",
    "UNTRANSPOSED_WEIGHTS, da2",
    "INVERTED_MASK, dW3"
  })
  void deeplearning4jFindsThemToo(Fault fault, String tensor) {
    assertFirstMismatch(tensor, judge(new Dl4jSubject(), GRADIENT, fault));
  }

  @Test
  void oneBatchAloneHidesAMissingDivisor() {
    Case one = Samples.gradient(NETWORK, 1);

    assertEquals(Verdict.MATCH, judge(Samples.fromScratch(), one, Fault.MISSING_DIVISOR).verdict());
  }

  /** 1e-14 of the magnitudes that meet in the element; float64 rounds at 1e-16. */
  @Test
  void oneElementSlightlyOffIsFound() {
    TensorName dW1 = TensorName.of(Quantity.D_WEIGHTS, 1);
    Observation observed = Samples.fromScratch().observe(GRADIENT);
    double[] gauge = gaugeOfFirstWeights(observed);

    for (int k = 0; k < gauge.length; k++) {
      double slight = 1e-14 * gauge[k];
      Observation off = Samples.altered(observed, dW1, k, v -> v + slight);

      Comparison comparison =
          Comparator.compare(GRADIENT, observed, off, CaseBounds.of(GRADIENT, observed, off));

      assertEquals(slight > 0 ? Verdict.MISMATCH : Verdict.MATCH, comparison.verdict());
      if (slight > 0) {
        assertFirstMismatch("dW1", comparison);
        assertEquals(List.of(k / 6, k % 6), comparison.firstMismatch().orElseThrow().worstIndex());
      }
    }
  }

  /** |X|^T |dZ1| + l2 |W1|: what an element of dW1 is added up from. */
  private static double[] gaugeOfFirstWeights(Observation observed) {
    double[] dZ = observed.find(TensorName.of(Quantity.D_PRE_ACTIVATION, 1)).orElseThrow().values();
    double[] gauge = GRADIENT.parameters().weights().get(0).clone();
    for (int k = 0; k < gauge.length; k++) {
      gauge[k] = NETWORK.regularisation().weights().l2() * Math.abs(gauge[k]);
      for (int i = 0; i < GRADIENT.batch().count(); i++) {
        gauge[k] += Math.abs(GRADIENT.batch().x()[i * 4 + k / 6] * dZ[i * 6 + k % 6]);
      }
    }
    return gauge;
  }

  @Test
  void aTransposedTensorIsFoundByItsShape() {
    TensorName dW4 = TensorName.of(Quantity.D_WEIGHTS, 4);
    Observation observed = Samples.fromScratch().observe(GRADIENT);
    Observation transposed =
        new Observation(
            "transposed",
            observed.tensors().stream()
                .map(
                    t ->
                        t.name().equals(dW4)
                            ? new ObservedTensor(dW4, Shape.of(3, 6), t.values())
                            : t)
                .toList());

    assertFirstMismatch(
        "dW4", Comparator.compare(GRADIENT, observed, transposed, CaseBounds.of(GRADIENT)));
  }
}
