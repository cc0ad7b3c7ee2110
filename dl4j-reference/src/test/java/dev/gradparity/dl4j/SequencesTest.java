package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two sequences of three steps with two features, on numbers that are exact. */
class SequencesTest {

  private static final int ROWS = 6;
  private static final double[] X = {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -7};

  /** X times [[1, 2], [3, 5]], row by row. */
  private static final double[] A = {7, 12, 15, 26, 23, 40, -7, -12, -15, -26, -26, -45};

  private static Dl4jNetwork network() {
    NetworkSpec spec =
        new NetworkSpec(
                "steps",
                DType.FLOAT64,
                Shape.of(2),
                List.of(
                    new LayerSpec(2, ActivationKind.IDENTITY),
                    new LayerSpec(2, ActivationKind.IDENTITY)),
                LossKind.L2,
                Reduction.MEAN,
                new UpdaterSpec.Sgd(0.5),
                0,
                1)
            .withTimeSteps(3);
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.setParameters(
        List.of(new double[] {1, 2, 3, 5}, new double[] {1, 0, 0, 1}),
        List.of(new double[2], new double[2]));
    return network;
  }

  @Test
  void everyStepKeepsItsRowAndTheMeanIsOverTheSequences() {
    Dl4jGradients got = network().gradients(X, new double[ROWS * 2], ROWS);

    // L = |A|^2 / 2 for two sequences, and dL/dA = A.
    assertArrayEquals(A, got.activations().get(0));
    assertArrayEquals(A, got.activations().get(1));
    assertEquals(Arrays.stream(A).map(a -> a * a).sum() / 2, got.loss());
    assertArrayEquals(A, got.dA().get(0));
    double[] dx = new double[X.length];
    for (int i = 0; i < ROWS; i++) {
      dx[2 * i] = A[2 * i] + 2 * A[2 * i + 1];
      dx[2 * i + 1] = 3 * A[2 * i] + 5 * A[2 * i + 1];
    }
    assertArrayEquals(dx, got.dx());
  }

  @Test
  void predictionsAreRowsToo() {
    assertArrayEquals(A, network().infer(X, ROWS));
  }

  @Test
  void aMaskHasAnElementForEachStepOrItsOutputs() {
    double[] steps = {1, 0, 0, 0, 0, 1};
    double[] outputs = new double[ROWS * 2];
    Arrays.setAll(outputs, k -> steps[k / 2]);
    for (double[] mask : List.of(steps, outputs)) {
      Dl4jGradients got =
          network().gradients(new Dl4jExamples(ROWS, X, new double[ROWS * 2], mask));
      assertEquals((7 * 7 + 12 * 12 + 26 * 26 + 45 * 45) / 2.0, got.loss());
    }
  }

  @Test
  void aMinibatchIsOfWholeSequences() {
    int[] order = IntStream.range(0, ROWS).map(k -> (k + 3) % ROWS).toArray();
    Dl4jNetwork network = network();
    network.train(
        X,
        new double[ROWS * 2],
        ROWS,
        3,
        List.of(order),
        2,
        step -> assertEquals(3, step.examples()));

    assertRefused("examples: whole sequences of 3 rows are needed, got 5 rows", 5, 3, order);
    assertRefused("batchSize: whole sequences of 3 rows are needed, got 2 rows", ROWS, 2, order);
    int[] torn = {0, 1, 3, 2, 4, 5};
    assertRefused(
        "epochOrders[0]: the 3 rows of a sequence must follow each other, got row 3 at 2",
        ROWS,
        3,
        torn);
  }

  private static void assertRefused(String message, int rows, int batchSize, int[] order) {
    double[] x = Arrays.copyOf(X, rows * 2);
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                network()
                    .train(
                        x, new double[rows * 2], rows, batchSize, List.of(order), 1, step -> {}));
    assertEquals(message, thrown.getMessage());
  }
}
