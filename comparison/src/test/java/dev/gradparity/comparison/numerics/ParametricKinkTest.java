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
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One example, three units of a rectifier with slopes, of which the first is at its kink. */
class ParametricKinkTest {

  private static final int UNITS = 3;
  private static final double SLOPE = 0.25;
  private static final double[] X = {0.1, 0.2};
  private static final double[] W1 = {1, 2, -1, 1, 3, -2};

  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);
  private static final TensorName DA1 = TensorName.of(Quantity.D_ACTIVATION, 1);
  private static final TensorName DZ2 = TensorName.of(Quantity.D_PRE_ACTIVATION, 2);

  /** What meets the first unit's kink is 0.1 + 0.2 + bias. */
  private static Case.Gradient task(double bias) {
    LayerSpec rectifier =
        LayerSpec.of(LayerForm.PRelu.PLAIN, UNITS, ActivationSpec.of(ActivationKind.IDENTITY));
    NetworkSpec spec =
        Samples.network(
            DType.FLOAT64,
            X.length,
            LossKind.HALF_L2,
            layer(UNITS, ActivationKind.IDENTITY),
            rectifier,
            layer(2, ActivationKind.IDENTITY));
    ParameterValues parameters =
        new ParameterValues(
            List.of(
                Map.of(ParameterKind.WEIGHTS, W1, ParameterKind.BIAS, new double[] {bias, 0.5, 1}),
                Map.of(ParameterKind.WEIGHTS, new double[] {SLOPE, 0.5, -1}),
                Map.of(
                    ParameterKind.WEIGHTS,
                    new double[] {1, -2, 3, 1, 2, -1},
                    ParameterKind.BIAS,
                    new double[] {0.25, -0.5})));
    return new Case.Gradient("kink", spec, parameters, new Examples(1, X, new double[] {1, 2}));
  }

  private static double value(Observation observation, TensorName name) {
    return observation.find(name).orElseThrow().values()[0];
  }

  /** The observation of a subject that found the first unit on the other side of its kink. */
  private static Observation otherSide(Observation original) {
    double x = value(original, A1) < 0 ? 0x1p-60 : -0x1p-60;
    double dZ = value(original, DZ2);
    Observation other = otherSlope(original);
    for (Quantity quantity : List.of(Quantity.PRE_ACTIVATION, Quantity.ACTIVATION)) {
      other = Samples.altered(other, TensorName.of(quantity, 1), 0, v -> x);
      other = Samples.altered(other, TensorName.of(quantity, 2), 0, v -> x < 0 ? SLOPE * x : x);
    }
    TensorName bySlope = TensorName.of(Quantity.D_WEIGHTS, 2);
    double factor = Math.min(x, 0) - Math.min(value(original, A1), 0);
    return Samples.altered(other, bySlope, 0, v -> v + dZ * factor);
  }

  /** The observation with the first unit's other slope, in every gradient that it reaches. */
  private static Observation otherSlope(Observation original) {
    double slope = value(original, A1) < 0 ? 1 - SLOPE : SLOPE - 1;
    double change = value(original, DZ2) * slope;
    Observation other = Samples.altered(original, DA1, 0, v -> v + change);
    TensorName dZ1 = TensorName.of(Quantity.D_PRE_ACTIVATION, 1);
    other = Samples.altered(other, dZ1, 0, v -> v + change);
    other = Samples.altered(other, TensorName.of(Quantity.D_BIAS, 1), 0, v -> v + change);
    for (int i = 0; i < X.length; i++) {
      double x = X[i];
      double w = W1[i * UNITS];
      TensorName dW1 = TensorName.of(Quantity.D_WEIGHTS, 1);
      other = Samples.altered(other, dW1, i * UNITS, v -> v + x * change);
      TensorName dX = TensorName.of(Quantity.D_INPUT);
      other = Samples.altered(other, dX, i, v -> v + change * w);
    }
    return other;
  }

  private static Comparison compare(Case task, Observation left, Observation right) {
    return Comparator.compare(task, left, right, CaseBounds.of(task, left, right));
  }

  /** The gradient by the slope, whose factor is 0 on one side and next to it on the other, is. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, -0.30000000000000004, -0.3 + 0x1p-54, -0.3 - 0x1p-54})
  void theOtherSlopeAtAKinkIsUndecidedAndTheGradientByTheSlopeIsNot(double bias) {
    Case task = task(bias);
    Observation observed = Samples.fromScratch().observe(task);
    Observation other = otherSide(observed);

    Map<String, Verdict> verdicts =
        compare(task, observed, other).tensors().stream()
            .collect(Collectors.toMap(t -> t.name().toString(), TensorJudgement::verdict));

    for (String tensor : List.of("da1", "dz1", "db1", "dW1", "dx")) {
      assertEquals(Verdict.UNDECIDED, verdicts.get(tensor), tensor);
    }
    for (String tensor : List.of("z1", "a1", "z2", "a2", "loss", "dW3", "db3", "da2", "dW2")) {
      Verdict verdict = verdicts.get(tensor);
      assertTrue(verdict == Verdict.MATCH || verdict == Verdict.VACUOUS, tensor + " is " + verdict);
    }
    assertEquals(Verdict.UNDECIDED, compare(task, other, observed).verdict());
  }

  /** What a subject shows of its input says on which side of the kink it was. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3 + 0x1p-43, -0.3 - 0x1p-43, -0.2, -0.3, -0.3 - 0x1p-54})
  void theSlopeThatItsOwnInputContradictsIsWrong(double bias) {
    Case task = task(bias);
    Observation observed = Samples.fromScratch().observe(task);

    Comparison comparison = compare(task, observed, otherSlope(observed));

    assertEquals(DA1, comparison.firstMismatch().orElseThrow().name());
  }
}
