package dev.gradparity.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {

  private static final int WIDTH = 40;

  private static NetworkSpec network(double p, long seed) {
    LayerSpec dropout =
        LayerSpec.of(new LayerForm.Dropout(p), WIDTH, ActivationSpec.of(ActivationKind.IDENTITY));
    return new NetworkSpec(
        "dropout",
        DType.FLOAT64,
        Shape.of(WIDTH),
        List.of(dropout, dropout, new LayerSpec(1, ActivationKind.IDENTITY)),
        LossKind.MSE,
        Reduction.MEAN,
        new UpdaterSpec.Sgd(0.1),
        0,
        seed);
  }

  /** Within five standard deviations of the share of 4000. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8, 0.999})
  void shareOfWhatIsRetainedIsTheProbability(double p) {
    boolean[] retained = DropoutMask.retained(network(p, 7), 1, 0, 100);
    double share = IntStream.range(0, retained.length).filter(k -> retained[k]).count() / 4000.0;
    assertEquals(p, share, 5 * Math.sqrt(p * (1 - p) / 4000));
  }

  @Test
  void everySeedLayerAndStepHasAMaskOfItsOwn() {
    boolean[] first = DropoutMask.retained(network(0.5, 7), 1, 0, 10);
    assertArrayEquals(first, DropoutMask.retained(network(0.5, 7), 1, 0, 10));
    assertFalse(Arrays.equals(first, DropoutMask.retained(network(0.5, 8), 1, 0, 10)));
    assertFalse(Arrays.equals(first, DropoutMask.retained(network(0.5, 7), 2, 0, 10)));
    assertFalse(Arrays.equals(first, DropoutMask.retained(network(0.5, 7), 1, 1, 10)));
  }

  /** A mask of fewer examples is the beginning of one of more. */
  @Test
  void everyExampleHasItsRow() {
    boolean[] ten = DropoutMask.retained(network(0.5, 7), 1, 3, 10);
    assertArrayEquals(
        Arrays.copyOf(ten, 4 * WIDTH), DropoutMask.retained(network(0.5, 7), 1, 3, 4));
  }
}
