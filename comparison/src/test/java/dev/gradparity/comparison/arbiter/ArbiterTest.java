package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.BuiltInSuite;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArbiterTest {

  private static final double HUGE = 1e300;
  private static final TensorName LOSS = TensorName.of(Quantity.LOSS);
  private static final TensorName DW1 = TensorName.of(Quantity.D_WEIGHTS, 1);
  private static final TensorName DB1 = TensorName.of(Quantity.D_BIAS, 1);
  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);
  private static final TensorName DZ1 = TensorName.of(Quantity.D_PRE_ACTIVATION, 1);

  /** All that are computed in a fraction of a second. */
  static Stream<Case> builtInGradients() {
    return Stream.of(DType.values())
        .flatMap(dtype -> BuiltInSuite.cases(dtype, 0, BuiltInSuite.DEFAULT_SEED).stream())
        .filter(task -> Arbiter.multiplications(task, 0) < 10_000);
  }

  @ParameterizedTest
  @MethodSource("builtInGradients")
  void fromScratchIsWithinItsBoundOfTheTruth(Case task) {
    Comparison comparison = new Trial(new ArbiterSubject(), Samples.fromScratch(), task).judge();

    assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
    assertEquals(List.of(), comparison.unpaired());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void soItIsInTrainingUnderEveryUpdater(DType dtype) {
    for (Case task : BuiltInSuite.cases(dtype, 7, BuiltInSuite.DEFAULT_SEED)) {
      if (task instanceof Case.Training && task.spec().name().startsWith("iris 4-16")) {
        Comparison comparison =
            new Trial(new ArbiterSubject(), Samples.fromScratch(), task).judge();

        assertEquals(Verdict.MATCH, comparison.verdict(), task.name());
        assertEquals(List.of(), comparison.unpaired());
      }
    }
  }

  /** One input, one output: z = w x + b and L = (f(z) - y)^2 / 2. */
  private static Case.Gradient single(
      DType dtype, ActivationKind f, LossKind loss, double w, double b, double x, double y) {
    NetworkSpec spec = Samples.network(dtype, 1, loss, layer(1, f));
    NetworkSpec withoutPenalty =
        new NetworkSpec(
            spec.name(),
            dtype,
            spec.input(),
            spec.layers(),
            loss,
            spec.reduction(),
            spec.updater(),
            0,
            spec.seed());
    ParameterValues parameters =
        new ParameterValues(List.of(new double[] {w}), List.of(new double[] {b}));
    return new Case.Gradient(
        "single", withoutPenalty, parameters, new Examples(1, new double[] {x}, new double[] {y}));
  }

  private static Case.Gradient single(
      ActivationKind f, LossKind loss, double w, double b, double x, double y) {
    return single(DType.FLOAT64, f, loss, w, b, x, y);
  }

  private static BigDecimal truth(Case.Gradient task, TensorName name) {
    return new Arbiter().observe(task).find(name).orElseThrow().at(0);
  }

  /** 0.1 x 10 in binary64 is 1; the product of the binary numbers is larger. */
  @Test
  void theSideOfAKinkIsExact() {
    assertEquals(1.0, 0.1 * 10);
    assertEquals(
        1, truth(single(ActivationKind.RELU, LossKind.HALF_L2, 0.1, -1, 10, -1), DB1).intValue());
    assertEquals(
        0, truth(single(ActivationKind.RELU, LossKind.HALF_L2, -0.1, 1, 10, -1), DB1).signum());
  }

  @Test
  void theSlopeOnTheKinkIsZero() {
    Case.Gradient task = single(ActivationKind.RELU, LossKind.HALF_L2, 3, -6, 2, -1);

    assertEquals(0, truth(task, DB1).signum());
    assertEquals(0, truth(task, DW1).signum());
  }

  /** 1e300 squared is no binary64 number, but a number. */
  @Test
  void whatOverflowsBinary64HasATruth() {
    Case.Gradient task = single(ActivationKind.IDENTITY, LossKind.HALF_L2, HUGE, 0, HUGE, 0);
    BigDecimal huge = new BigDecimal(HUGE);

    assertEquals(0, truth(task, A1).compareTo(huge.multiply(huge).round(new MathContext(60))));
    assertEquals(
        Double.POSITIVE_INFINITY,
        new Arbiter().observe(task).find(A1).orElseThrow().nearest(0, DType.FLOAT64));
  }

  /** ln(1 + e^z) is z to all digits, where binary64 has ln(1 - 1). */
  @Test
  void aSaturatedCrossEntropyHasATruth() {
    Case.Gradient wrong = single(ActivationKind.SIGMOID, LossKind.XENT, HUGE, 0, 1, 0);
    Case.Gradient right = single(ActivationKind.SIGMOID, LossKind.XENT, 1000, 0, 1, 1);

    assertEquals(HUGE, truth(wrong, LOSS).doubleValue());
    assertEquals(0, truth(wrong, DZ1).compareTo(BigDecimal.ONE));
    assertEquals(-435, exponent(truth(right, LOSS)));
    assertEquals(-435, exponent(truth(right, DZ1)));
  }

  /** Of 10: e^-1000 is 5.07e-435. */
  private static int exponent(BigDecimal x) {
    return x.precision() - x.scale() - 1;
  }

  @Test
  void aTinyArgumentOfTanhIsItsValue() {
    Case.Gradient task = single(ActivationKind.TANH, LossKind.HALF_L2, 1e-200, 0, 1, 0);

    assertEquals(1e-200, truth(task, A1).doubleValue());
  }

  @Test
  void float32IsRoundedOnce() {
    // Halfway between 1 and the next float, and a little above: float64 in between would lose it.
    double w = 1 + 0x1p-24;
    Case.Gradient task =
        single(DType.FLOAT32, ActivationKind.IDENTITY, LossKind.HALF_L2, 1, 0x1p-24, 1, 0);
    TrueTensor above =
        new TrueTensor(
            A1, task.spec().input(), k -> new BigDecimal(w).add(new BigDecimal("1e-30")));

    assertEquals(1, new Arbiter().observe(task).find(A1).orElseThrow().nearest(0, DType.FLOAT32));
    assertEquals(1 + 0x1p-23, above.nearest(0, DType.FLOAT32));
  }

  @Test
  void aSubjectOfRoundedTruthHasTheShapesOfTheOthers() {
    Case task =
        Samples.gradient(
            Samples.network(
                DType.FLOAT32,
                4,
                LossKind.MCXENT,
                layer(3, ActivationKind.RELU),
                layer(2, ActivationKind.SOFTMAX)),
            5);
    Observation arbiter = new ArbiterSubject().observe(task);
    Observation fromScratch = Samples.fromScratch().observe(task);

    assertEquals(namesAndShapes(fromScratch), namesAndShapes(arbiter));
    assertTrue(
        arbiter.tensors().stream()
            .flatMapToDouble(tensor -> Arrays.stream(tensor.values()))
            .allMatch(v -> v == (float) v));
  }

  private static List<String> namesAndShapes(Observation observation) {
    return observation.tensors().stream()
        .map((ObservedTensor tensor) -> tensor.name() + " " + tensor.shape())
        .toList();
  }

  @Test
  void aNumberThatIsNoneIsRefusedWithItsPlace() {
    Case.Gradient task = single(ActivationKind.TANH, LossKind.L2, Double.NaN, 0, 1, 0);

    String message =
        assertThrows(IllegalArgumentException.class, () -> new Arbiter().observe(task))
            .getMessage();

    assertEquals("the arbiter needs finite numbers, but W1[0, 0] is NaN", message);
  }
}
