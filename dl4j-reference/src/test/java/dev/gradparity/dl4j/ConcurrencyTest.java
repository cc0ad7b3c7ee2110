package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final int EXAMPLES = 11;

  @Test
  void networksOfBothFormatsOnTwoThreadsComputeWhatEachDoesAlone() throws Exception {
    double[] alone32 = trained(DType.FLOAT32);
    double[] alone64 = trained(DType.FLOAT64);

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 3; round++) {
        Future<double[]> float32 = threads.submit(() -> trained(DType.FLOAT32));
        Future<double[]> float64 = threads.submit(() -> trained(DType.FLOAT64));
        assertArrayEquals(alone32, float32.get());
        assertArrayEquals(alone64, float64.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static double[] trained(DType dtype) {
    NetworkSpec spec =
        new NetworkSpec(
            "concurrent",
            dtype,
            Shape.of(6),
            List.of(
                new LayerSpec(9, ActivationKind.RELU), new LayerSpec(3, ActivationKind.SOFTMAX)),
            LossKind.MCXENT,
            Reduction.MEAN,
            new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8),
            0.001,
            1);
    Random random = new Random(3);
    ParameterValues start =
        Dl4jConventions.unflattened(spec, normal(random, Dl4jConventions.parameterCount(spec)));
    double[] x = normal(random, EXAMPLES * 6);
    double[] y = new double[EXAMPLES * 3];
    for (int row = 0; row < EXAMPLES; row++) {
      y[row * 3 + random.nextInt(3)] = 1;
    }
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.setParameters(start.weights(), start.biases());
    int[] order = IntStream.range(0, EXAMPLES).toArray();
    network.train(x, y, EXAMPLES, 4, List.of(order, order, order, order), 12, step -> {});
    return network.gradients(x, y, EXAMPLES).dx();
  }

  private static double[] normal(Random random, int length) {
    return IntStream.range(0, length).mapToDouble(i -> random.nextGaussian()).toArray();
  }
}
