package dev.gradparity.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {

  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);
  private static final LayerSpec HIDDEN = new LayerSpec(7, ActivationKind.TANH, WeightInit.RELU);
  private static final LayerSpec OUTPUT = new LayerSpec(3, ActivationKind.SOFTMAX);

  private static NetworkSpec spec(Shape input, List<LayerSpec> layers, LossKind loss, double l2) {
    return new NetworkSpec("net", DType.FLOAT64, input, layers, loss, Reduction.MEAN, SGD, l2, 42);
  }

  private static NetworkSpec valid() {
    return spec(Shape.of(1, 4, 5), List.of(HIDDEN, OUTPUT), LossKind.MCXENT, 0.5);
  }

  private static void assertRefused(String place, String message, Executable construction) {
    InvalidSpecException thrown = assertThrows(InvalidSpecException.class, construction);
    assertEquals(message, thrown.getMessage());
    assertEquals(place, thrown.place());
  }

  @Test
  void layersCountFromOne() {
    NetworkSpec spec = valid();
    assertEquals(2, spec.depth());
    assertEquals(HIDDEN, spec.layer(1));
    assertEquals(OUTPUT, spec.layer(2));
    assertThrows(IndexOutOfBoundsException.class, () -> spec.layer(0));
    assertThrows(IndexOutOfBoundsException.class, () -> spec.layer(3));
  }

  @Test
  void fansFollowTheFlattenedInputAndTheUnits() {
    NetworkSpec spec = valid();
    assertEquals(20, spec.inputSize());
    assertEquals(20, spec.fanIn(1));
    assertEquals(7, spec.fanOut(1));
    assertEquals(7, spec.fanIn(2));
    assertEquals(3, spec.fanOut(2));
    assertEquals(3, spec.outputSize());
  }

  @Test
  void copiesChangeOnePart() {
    NetworkSpec spec = valid();
    UpdaterSpec other = new UpdaterSpec.Nesterovs(0.2, 0.9);
    assertEquals(DType.FLOAT32, spec.withDtype(DType.FLOAT32).dtype());
    assertEquals(other, spec.withUpdater(other).updater());
    assertEquals("twin", spec.withName("twin").name());
    assertEquals(-1, spec.withSeed(-1).seed());
    NetworkSpec thereAndBack =
        spec.withDtype(DType.FLOAT32)
            .withUpdater(other)
            .withName("twin")
            .withSeed(-1)
            .withDtype(DType.FLOAT64)
            .withUpdater(SGD)
            .withName("net")
            .withSeed(42);
    assertEquals(spec, thereAndBack);
    assertEquals(spec.hashCode(), thereAndBack.hashCode());
    assertNotEquals(spec, spec.withSeed(43));
  }

  @Test
  void specKeepsNoHoldOnItsSource() {
    List<LayerSpec> layers = new ArrayList<>(List.of(HIDDEN, OUTPUT));
    NetworkSpec spec = spec(Shape.of(4), layers, LossKind.MCXENT, 0);
    layers.clear();
    assertEquals(2, spec.depth());
  }

  @Test
  void inputNeedsOneToFourAxes() {
    assertRefused(
        "input",
        "input: an example needs 1 to 4 axes, got the shape []",
        () -> spec(Shape.of(), List.of(OUTPUT), LossKind.MCXENT, 0));
    assertRefused(
        "input",
        "input: an example needs 1 to 4 axes, got the shape [1, 2, 3, 4, 5]",
        () -> spec(Shape.of(1, 2, 3, 4, 5), List.of(OUTPUT), LossKind.MCXENT, 0));
    assertEquals(24, spec(Shape.of(1, 2, 3, 4), List.of(OUTPUT), LossKind.MCXENT, 0).inputSize());
  }

  @Test
  void ofSequencesAMeanIsOverTheSequences() {
    NetworkSpec rows = spec(Shape.of(4), List.of(OUTPUT), LossKind.MCXENT, 0);
    NetworkSpec spec = rows.withTimeSteps(3);
    assertEquals(12, rows.divisor(12));
    assertEquals(4, spec.divisor(12));
    assertEquals(1, spec.withReduction(Reduction.SUM).divisor(12));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> spec.divisor(13));
    assertEquals("13 rows are not whole sequences of 3 time steps", thrown.getMessage());
    assertEquals(rows, spec.withName("twin").withTimeSteps(1).withName("net"));
  }

  @Test
  void aStepOfASequenceHasNoAxes() {
    assertRefused(
        "timeSteps",
        "timeSteps: must be at least 1, got 0",
        () -> spec(Shape.of(4), List.of(OUTPUT), LossKind.MCXENT, 0).withTimeSteps(0));
    assertRefused(
        "timeSteps",
        "timeSteps: a step of a sequence has features and no axes; give input as a number, got the"
            + " shape [1, 4, 5]",
        () -> valid().withTimeSteps(2));
  }

  @Test
  void networkNeedsALayer() {
    assertRefused(
        "layers",
        "layers: a network needs at least one layer, got none",
        () -> spec(Shape.of(4), List.of(), LossKind.MSE, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, Double.POSITIVE_INFINITY, Double.NaN})
  void penaltyIsFiniteAndNotNegative(double l2) {
    assertRefused(
        "l2",
        "l2: must be at least 0 and finite, got " + l2,
        () -> spec(Shape.of(4), List.of(OUTPUT), LossKind.MCXENT, l2));
  }

  /** The place is the last layer's, whichever activation comes before. */
  @Test
  void crossEntropyNeedsItsOwnOutput() {
    assertRefused(
        "layers[1].activation",
        "layers[1].activation: the loss mcxent reads probabilities: use softmax here,"
            + " or the loss mse; got tanh",
        () -> spec(Shape.of(4), List.of(OUTPUT, HIDDEN), LossKind.MCXENT, 0));
    assertRefused(
        "layers[0].activation",
        "layers[0].activation: the loss xent reads probabilities: use sigmoid here,"
            + " or the loss mse; got softmax",
        () -> spec(Shape.of(4), List.of(OUTPUT), LossKind.XENT, 0));
  }

  @ParameterizedTest
  @EnumSource
  void squaredLossesTakeAnyOutput(ActivationKind output) {
    for (LossKind loss : List.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2)) {
      assertEquals(
          output,
          spec(Shape.of(4), List.of(new LayerSpec(2, output)), loss, 0)
              .layer(1)
              .activation()
              .kind());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void unitsAreAtLeastOne(int units) {
    assertRefused(
        "units",
        "units: must be at least 1, got " + units,
        () -> new LayerSpec(units, ActivationKind.RELU));
  }

  @Test
  void layersStartFromXavierUnlessToldOtherwise() {
    assertEquals(WeightInit.XAVIER, OUTPUT.weightInit());
    assertEquals(WeightInit.RELU, HIDDEN.weightInit());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.POSITIVE_INFINITY, Double.NaN})
  void learningRateIsPositiveAndFinite(double rate) {
    String message = "learningRate: must be positive and finite, got " + rate;
    assertRefused("learningRate", message, () -> new UpdaterSpec.Sgd(rate));
    assertRefused("learningRate", message, () -> new UpdaterSpec.Nesterovs(rate, 0.9));
    assertRefused("learningRate", message, () -> new UpdaterSpec.Adam(rate, 0.9, 0.999, 1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void decayRatesAreFractions(double fraction) {
    String message = ": must be at least 0 and below 1, got " + fraction;
    assertRefused("momentum", "momentum" + message, () -> new UpdaterSpec.Nesterovs(0.1, fraction));
    assertRefused(
        "beta1", "beta1" + message, () -> new UpdaterSpec.Adam(0.1, fraction, 0.999, 1e-8));
    assertRefused("beta2", "beta2" + message, () -> new UpdaterSpec.Adam(0.1, 0.9, fraction, 1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-8, Double.POSITIVE_INFINITY, Double.NaN})
  void epsilonIsPositiveAndFinite(double epsilon) {
    assertRefused(
        "epsilon",
        "epsilon: must be positive and finite, got " + epsilon,
        () -> new UpdaterSpec.Adam(0.1, 0.9, 0.999, epsilon));
  }

  @Test
  void ownerPutsItsNameBeforeThePlace() {
    InvalidSpecException inside = new InvalidSpecException("units", "must be at least 1, got 0");
    assertEquals(
        "layers[1].units: must be at least 1, got 0", inside.within("layers[1]").getMessage());
    InvalidSpecException whole = new InvalidSpecException("", "is empty");
    assertEquals("is empty", whole.getMessage());
    assertEquals("updater: is empty", whole.within("updater").getMessage());
    assertEquals("updater", whole.within("updater").place());
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 5, 5", "MEAN, 1, 1", "SUM, 5, 1"})
  void reductionDividesByTheExamplesOrNotAtAll(Reduction reduction, int examples, int divisor) {
    assertEquals(divisor, reduction.divisor(examples));
  }

  /** 1 + u is the tie between 1 and its upper neighbour: the largest relative error there is. */
  @ParameterizedTest
  @EnumSource
  void unitRoundoffIsHalfTheGapAboveOne(DType dtype) {
    double u = dtype.unitRoundoff();
    assertEquals(1, dtype.round(1 + u));
    assertEquals(1 + 2 * u, dtype.round(1 + 2 * u));
  }

  @Test
  void whatVanishesInTheNetworksFormatIsRefused() {
    UpdaterSpec tinyEpsilon = new UpdaterSpec.Adam(0.001, 0.9, 0.999, 1e-50);
    assertRefused(
        "updater.epsilon",
        "updater.epsilon: 1.0E-50 is 0 in float32, which would divide 0 by 0; use a larger one or"
            + " float64",
        () -> valid().withUpdater(tinyEpsilon).withDtype(DType.FLOAT32));
    assertEquals(tinyEpsilon, valid().withUpdater(tinyEpsilon).updater());
  }

  @Test
  void whatOverflowsInTheNetworksFormatIsRefused() {
    UpdaterSpec hugeEpsilon = new UpdaterSpec.Adam(0.001, 0.9, 0.999, 1e50);
    assertRefused(
        "updater.epsilon",
        "updater.epsilon: 1.0E50 is infinite in float32; use a smaller one or float64",
        () -> valid().withUpdater(hugeEpsilon).withDtype(DType.FLOAT32));
    assertEquals(hugeEpsilon, valid().withUpdater(hugeEpsilon).updater());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-50, 1e50})
  void learningRatesBeyondTheNetworksFormatAreRefused(double learningRate) {
    NetworkSpec spec = valid().withUpdater(new UpdaterSpec.Sgd(learningRate));
    InvalidSpecException thrown =
        assertThrows(InvalidSpecException.class, () -> spec.withDtype(DType.FLOAT32));
    assertEquals("updater.learningRate", thrown.place());
  }
}
