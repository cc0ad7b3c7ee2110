package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples with several axes are flattened by Deeplearning4j, in row-major order. */
class InputShapeTest {

  private static final int EXAMPLES = 3;

  static Stream<Shape> shapes() {
    return Stream.of(
        Shape.of(24), Shape.of(4, 6), Shape.of(2, 3, 4), Shape.of(1, 4, 6), Shape.of(2, 2, 3, 2));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theFeaturesMeetTheirWeightsInRowMajorOrder(Shape input) {
    Dl4jNetwork network = network(input);
    double[] x = IntStream.range(0, EXAMPLES * 24).mapToDouble(i -> i % 7 - 3).toArray();

    Dl4jGradients got = network.gradients(x, new double[EXAMPLES * 2], EXAMPLES);

    // a = (sum_i i x_i, sum_i x_i), the loss is |a|^2, dL/dx_i = 2 (a_0 i + a_1).
    double[] a = new double[EXAMPLES * 2];
    double[] dx = new double[x.length];
    for (int row = 0; row < EXAMPLES; row++) {
      for (int i = 0; i < 24; i++) {
        a[2 * row] += i * x[24 * row + i];
        a[2 * row + 1] += x[24 * row + i];
      }
      for (int i = 0; i < 24; i++) {
        dx[24 * row + i] = 2 * (a[2 * row] * i + a[2 * row + 1]);
      }
    }
    assertArrayEquals(a, got.activations().get(0));
    assertArrayEquals(dx, got.dx());
    assertEquals(List.of(), got.dA());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void trainingOnShortMinibatchesIsTheSameAsOnRows(Shape input) {
    double[] x = IntStream.range(0, EXAMPLES * 24).mapToDouble(i -> i % 7 - 3).toArray();
    double[] y = {1, 2, 3, 4, 5, 6};
    Dl4jNetwork shaped = network(input);
    Dl4jNetwork rows = network(Shape.of(24));

    for (Dl4jNetwork network : List.of(shaped, rows)) {
      network.train(x, y, EXAMPLES, 2, List.of(new int[] {2, 0, 1}), 2, step -> {});
    }

    assertArrayEquals(rows.parameters().weights().get(0), shaped.parameters().weights().get(0));
  }

  private static Dl4jNetwork network(Shape input) {
    Dl4jNetwork network =
        new Dl4jNetwork(
            new NetworkSpec(
                "shaped",
                DType.FLOAT64,
                input,
                List.of(new LayerSpec(2, ActivationKind.IDENTITY)),
                LossKind.L2,
                Reduction.SUM,
                new UpdaterSpec.Sgd(0.001),
                0,
                1));
    double[] w = new double[48];
    Arrays.setAll(w, k -> k % 2 == 0 ? k / 2 : 1);
    network.setParameters(List.of(w), List.of(new double[2]));
    return network;
  }
}
