package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.scaled;
import static dev.gradparity.dl4j.HandNetwork.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jNetworkTest {

  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.125);

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, L2, SUM, 1",
    "FLOAT64, L2, MEAN, 0.25",
    "FLOAT64, MSE, SUM, 0.5",
    "FLOAT64, MSE, MEAN, 0.125",
    "FLOAT64, HALF_L2, SUM, 0.5",
    "FLOAT64, HALF_L2, MEAN, 0.125",
    "FLOAT32, L2, MEAN, 0.25",
    "FLOAT32, MSE, SUM, 0.5",
    "FLOAT32, HALF_L2, MEAN, 0.125",
  })
  void everyGradientIsThatOfTheReducedLossWorkedByHand(
      DType dtype, LossKind loss, Reduction reduction, double factor) {
    Dl4jNetwork network = HandNetwork.adapter(HandNetwork.spec(dtype, loss, reduction, SGD, 0));

    Dl4jGradients got = network.gradients(HandNetwork.X, HandNetwork.Y, EXAMPLES);

    assertEquals(factor * HandNetwork.SUM_OF_SQUARES, got.loss());
    assertAll(List.of(HandNetwork.A1, HandNetwork.A2), got.activations());
    assertAll(List.of(scaled(factor, HandNetwork.DA1)), got.dA());
    assertAll(List.of(scaled(factor, HandNetwork.DW1), scaled(factor, HandNetwork.DW2)), got.dW());
    assertAll(List.of(scaled(factor, HandNetwork.DB1), scaled(factor, HandNetwork.DB2)), got.db());
    assertArrayEquals(scaled(factor, HandNetwork.DX), got.dx());
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64, MEAN, 0.25", "FLOAT64, SUM, 1", "FLOAT32, MEAN, 0.25", "FLOAT32, SUM, 1"})
  void theL2TermCountsOnceForWeightsAloneAndIsNotDivided(
      DType dtype, Reduction reduction, double factor) {
    double l2 = 0.5;
    Dl4jNetwork network =
        HandNetwork.adapter(HandNetwork.spec(dtype, LossKind.L2, reduction, SGD, l2));

    Dl4jGradients got = network.gradients(HandNetwork.X, HandNetwork.Y, EXAMPLES);

    assertEquals(
        factor * HandNetwork.SUM_OF_SQUARES + l2 / 2 * HandNetwork.SQUARED_WEIGHTS,
        got.loss(),
        64 * dtype.unitRoundoff() * HandNetwork.SQUARED_WEIGHTS);
    assertAll(
        List.of(
            sum(scaled(factor, HandNetwork.DW1), scaled(l2, HandNetwork.W1)),
            sum(scaled(factor, HandNetwork.DW2), scaled(l2, HandNetwork.W2))),
        got.dW());
    assertAll(List.of(scaled(factor, HandNetwork.DB1), scaled(factor, HandNetwork.DB2)), got.db());
    assertArrayEquals(scaled(factor, HandNetwork.DX), got.dx());
  }

  @ParameterizedTest
  @EnumSource
  void parametersComeBackAsTheyWentIn(DType dtype) {
    NetworkSpec spec = HandNetwork.spec(dtype, LossKind.L2, Reduction.MEAN, SGD, 0);

    ParameterValues got = HandNetwork.adapter(spec).parameters();

    assertAll(List.of(HandNetwork.W1, HandNetwork.W2), got.weights());
    assertAll(List.of(HandNetwork.B1, HandNetwork.B2), got.biases());
  }

  @Test
  void observingLeavesTheParametersAlone() {
    Dl4jNetwork network =
        HandNetwork.adapter(HandNetwork.spec(DType.FLOAT64, LossKind.L2, Reduction.MEAN, SGD, 1));

    network.gradients(HandNetwork.X, HandNetwork.Y, EXAMPLES);

    assertAll(List.of(HandNetwork.W1, HandNetwork.W2), network.parameters().weights());
  }

  @Test
  void aWrongCountIsNamedBesideTheRightOne() {
    Dl4jNetwork network =
        new Dl4jNetwork(HandNetwork.spec(DType.FLOAT64, LossKind.L2, Reduction.MEAN, SGD, 0));
    List<double[]> biases = List.of(HandNetwork.B1, HandNetwork.B2);

    assertEquals(
        "weights: one array for each of the 2 layers is needed, got 1",
        message(() -> network.setParameters(List.of(HandNetwork.W1), biases)));
    assertEquals(
        "W2: 6 values are needed for the shape [3, 2], got 5",
        message(() -> network.setParameters(List.of(HandNetwork.W1, new double[5]), biases)));
    assertEquals(
        "x: 8 values are needed for the shape [4, 2], got 7",
        message(() -> network.gradients(new double[7], HandNetwork.Y, EXAMPLES)));
    assertEquals(
        "x: 8 values are needed for the shape [4, 2], got 7",
        message(() -> network.infer(new double[7], EXAMPLES)));
    assertEquals(
        "examples: at least 1 is needed, got 0",
        message(() -> network.gradients(new double[0], new double[0], 0)));
  }

  private static String message(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  private static void assertAll(List<double[]> expected, List<double[]> got) {
    assertEquals(expected.size(), got.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), got.get(i), "at index " + i);
    }
  }
}
