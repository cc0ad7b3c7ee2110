package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One example, two features, three ReLU units of which the first is at its kink, two outputs. */
class KinkTest {

  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final double[] X = {0.1, 0.2};
  private static final double[] W1 = {1, 2, -1, 1, 3, -2};
  private static final double[] W2 = {1, -2, 3, 1, 2, -1};

  private static final TensorName Z1 = TensorName.of(Quantity.PRE_ACTIVATION, 1);
  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);
  private static final TensorName DA1 = TensorName.of(Quantity.D_ACTIVATION, 1);
  private static final TensorName DZ1 = TensorName.of(Quantity.D_PRE_ACTIVATION, 1);
  private static final TensorName DW1 = TensorName.of(Quantity.D_WEIGHTS, 1);
  private static final TensorName DB1 = TensorName.of(Quantity.D_BIAS, 1);
  private static final TensorName DW2 = TensorName.of(Quantity.D_WEIGHTS, 2);
  private static final TensorName DX = TensorName.of(Quantity.D_INPUT);

  /** The first unit's argument is 0.1 + 0.2 + bias. */
  private static Case.Gradient task(double bias) {
    NetworkSpec spec =
        Samples.network(
            DType.FLOAT64,
            FEATURES,
            LossKind.HALF_L2,
            layer(UNITS, ActivationKind.RELU),
            layer(2, ActivationKind.IDENTITY));
    ParameterValues parameters =
        new ParameterValues(
            List.of(W1, W2), List.of(new double[] {bias, 0.5, 1}, new double[] {0.25, -0.5}));
    return new Case.Gradient("kink", spec, parameters, new Examples(1, X, new double[] {1, 2}));
  }

  /** The observation of a subject that found the first unit on the other side of its kink. */
  private static Observation otherSide(Observation original) {
    double dZ = original.find(DZ1).orElseThrow().values()[0];
    double z = dZ == 0 ? 0x1p-60 : -0x1p-60;
    Observation other = Samples.altered(otherSlope(original), Z1, 0, v -> z);
    return Samples.altered(other, A1, 0, v -> Math.max(0, z));
  }

  /** The observation with the first unit's other slope, in every gradient that it reaches. */
  private static Observation otherSlope(Observation original) {
    double dA = original.find(DA1).orElseThrow().values()[0];
    double dZ = original.find(DZ1).orElseThrow().values()[0];
    double change = (dZ == 0 ? dA : 0) - dZ;
    Observation other = Samples.altered(original, DZ1, 0, v -> v + change);
    other = Samples.altered(other, DB1, 0, v -> v + change);
    for (int i = 0; i < FEATURES; i++) {
      double x = X[i];
      double w = W1[i * UNITS];
      other = Samples.altered(other, DW1, i * UNITS, v -> v + x * change);
      other = Samples.altered(other, DX, i, v -> v + change * w);
    }
    return other;
  }

  private static Observation observe(Case task) {
    return Samples.fromScratch().observe(task);
  }

  private static Comparison compare(Case task, Observation left, Observation right) {
    return Comparator.compare(task, left, right, CaseBounds.of(task, left, right));
  }

  private static Map<String, Verdict> verdicts(Comparison comparison) {
    return comparison.tensors().stream()
        .collect(Collectors.toMap(t -> t.name().toString(), TensorJudgement::verdict));
  }

  /** 0.1 + 0.2 - 0.3 is 0 on paper and a rounding here; a quarter of 2^-53 next to it is, too. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, -0.30000000000000004, -0.3 + 0x1p-54, -0.3 - 0x1p-54})
  void theOtherSlopeAtAKinkIsUndecided(double bias) {
    Case task = task(bias);
    Observation observed = observe(task);
    Observation other = otherSide(observed);

    Map<String, Verdict> verdicts = verdicts(compare(task, observed, other));

    for (String tensor : List.of("dz1", "db1", "dW1", "dx")) {
      assertEquals(Verdict.UNDECIDED, verdicts.get(tensor), tensor);
    }
    for (String tensor : List.of("z1", "a1", "a2", "loss", "dW2", "db2", "da1")) {
      assertTrue(
          verdicts.get(tensor) == Verdict.MATCH || verdicts.get(tensor) == Verdict.VACUOUS, tensor);
    }
    assertEquals(Verdict.UNDECIDED, compare(task, observed, other).verdict());
    assertEquals(Verdict.UNDECIDED, compare(task, other, observed).verdict());
  }

  /** What a subject shows of its activation says on which side of the kink it was. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, -0.3 - 0x1p-54})
  void theSlopeThatItsOwnActivationContradictsIsWrong(double bias) {
    Case task = task(bias);
    Observation observed = observe(task);

    Comparison comparison = compare(task, observed, otherSlope(observed));

    assertEquals(DZ1, comparison.firstMismatch().orElseThrow().name());
  }

  /** A thousand roundings off zero, there is no kink. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3 + 0x1p-43, -0.3 - 0x1p-43, -0.2, 0})
  void theOtherSlopeAwayFromTheKinkIsWrong(double bias) {
    Case task = task(bias);
    Observation observed = observe(task);

    Comparison comparison = compare(task, observed, otherSlope(observed));

    assertEquals(Verdict.MISMATCH, comparison.verdict());
    assertEquals(DZ1, comparison.firstMismatch().orElseThrow().name());
  }

  @Test
  void aKinkIsNoExcuseForWhatItDoesNotReach() {
    Case task = task(-0.3);
    Observation observed = observe(task);
    Observation other = otherSide(observed);

    Comparison wrongWeights = compare(task, observed, Samples.altered(other, DW2, 5, v -> -v));
    Comparison wrongColumn =
        compare(task, observed, Samples.altered(other, DW1, 1, v -> v + 1e-12));

    assertEquals(DW2, wrongWeights.firstMismatch().orElseThrow().name());
    assertEquals(DW1, wrongColumn.firstMismatch().orElseThrow().name());
    assertEquals(List.of(0, 1), wrongColumn.firstMismatch().orElseThrow().worstIndex());
  }

  @Test
  void aKinkExplainsNoMoreThanItsOtherSlope() {
    Case task = task(-0.3);
    Observation observed = observe(task);
    double dA = observed.find(DA1).orElseThrow().values()[0];

    Observation tooFar =
        Samples.altered(otherSide(observed), DZ1, 0, v -> v + Math.signum(v - dA / 2) * 1e-12);

    assertEquals(DZ1, compare(task, observed, tooFar).firstMismatch().orElseThrow().name());
  }

  @Test
  void aKinkIsNoExcuseForNaN() {
    Case task = task(-0.3);
    Observation observed = observe(task);

    Observation broken = Samples.altered(otherSide(observed), DB1, 0, v -> Double.NaN);

    assertEquals(DB1, compare(task, observed, broken).firstMismatch().orElseThrow().name());
  }
}
