package dev.gradparity.comparison.exact;

import static dev.gradparity.spec.ActivationKind.IDENTITY;
import static dev.gradparity.spec.ActivationKind.RELU;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Draws cases of small integers on which every right implementation gives the same bits.
 *
 * <p>The loss is a sum over the examples: a mean would divide. Labels lie near the output, so that
 * gradients stay small at any depth. Three numbers in four are positive and none is zero, so that
 * most of what a ReLU sees passes it: a zero would hide a fault.
 */
public final class ExactCases {

  private static final int MOST_ATTEMPTS = 1000;

  /** In each tensor: fewer than three in ten. */
  private static final double ZERO_SHARE = 0.3;

  /** Widths of 1 and primes, which fit no block and no vector. */
  private static final List<Network> NETWORKS =
      List.of(
          new Network(7, List.of(1), LossKind.HALF_L2, 5),
          new Network(1, List.of(17, 3), LossKind.L2, 1),
          new Network(11, List.of(7, 4), LossKind.MSE, 32),
          new Network(5, List.of(13, 3, 2), LossKind.HALF_L2, 7),
          new Network(3, List.of(11, 1, 7, 2), LossKind.MSE, 3),
          new Network(5, List.of(5, 5, 5, 5), LossKind.L2, 2));

  private ExactCases() {}

  /** The cases of the built-in suite in one format. */
  public static List<Case> builtIn(DType dtype, long seed) {
    List<Case> cases = new ArrayList<>();
    for (Network network : NETWORKS) {
      cases.add(of(network.spec(dtype, seed), network.batch(), magnitude(dtype)));
    }
    return cases;
  }

  /** What uses a good part of the significant bits. */
  private static int magnitude(DType dtype) {
    return dtype == DType.FLOAT32 ? 3 : 300;
  }

  /**
   * An exact case of this network, drawn from its seed.
   *
   * @param magnitude of parameters, inputs and the output's distance from the labels, at least 1
   * @throws IllegalArgumentException if no case is found whose every sum stays within the format's
   *     integers and whose every tensor has enough numbers that are not zero
   */
  static Case.Gradient of(NetworkSpec spec, int batch, int magnitude) {
    Random random = new Random(spec.seed());
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Case.Gradient> task = draw(spec, batch, magnitude, random);
      if (task.flatMap(IntegerPass::observe).filter(ExactCases::hasPower).isPresent()) {
        return task.get();
      }
    }
    throw new IllegalArgumentException(
        ("%s: of %d draws of integers up to %d, none stays below 2^%d in every sum with fewer than"
                + " 30 %% zeros in every tensor; use smaller numbers or a smaller network")
            .formatted(
                spec.name(),
                MOST_ATTEMPTS,
                magnitude,
                Long.numberOfTrailingZeros(IntegerPass.limit(spec.dtype()))));
  }

  private static Optional<Case.Gradient> draw(
      NetworkSpec spec, int batch, int magnitude, Random random) {
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      weights.add(draw(spec.fanIn(l) * spec.fanOut(l), magnitude, random));
      biases.add(draw(spec.fanOut(l), magnitude, random));
    }
    ParameterValues parameters = new ParameterValues(weights, biases);
    double[] x = draw(batch * spec.inputSize(), magnitude, random);
    double[] distances = draw(batch * spec.outputSize(), magnitude, random);
    return IntegerPass.output(spec, parameters, batch, x)
        .map(
            p -> {
              double[] y = new double[p.length];
              Arrays.setAll(y, k -> p[k] - distances[k]);
              String name = "exact gradient, batch " + batch;
              return new Case.Gradient(name, spec, parameters, new Examples(batch, x, y));
            });
  }

  private static double[] draw(int count, int magnitude, Random random) {
    double[] numbers = new double[count];
    Arrays.setAll(
        numbers,
        k -> {
          int size = 1 + random.nextInt(magnitude);
          return random.nextInt(4) == 0 ? -size : size;
        });
    return numbers;
  }

  private static boolean hasPower(Observation observation) {
    return observation.tensors().stream().allMatch(tensor -> zeroShare(tensor) < ZERO_SHARE);
  }

  static double zeroShare(ObservedTensor tensor) {
    double[] values = tensor.values();
    return Arrays.stream(values).filter(v -> v == 0).count() / (double) values.length;
  }

  /**
   * A network of ReLU layers and an identity at the end.
   *
   * @param input the number of features
   * @param units of each layer
   * @param loss of squares
   * @param batch the number of examples
   */
  private record Network(int input, List<Integer> units, LossKind loss, int batch) {

    NetworkSpec spec(DType dtype, long seed) {
      List<LayerSpec> layers = new ArrayList<>();
      StringBuilder name = new StringBuilder("exact " + input);
      for (int l = 0; l < units.size(); l++) {
        ActivationKind activation = l == units.size() - 1 ? IDENTITY : RELU;
        layers.add(new LayerSpec(units.get(l), activation));
        name.append('-').append(units.get(l));
      }
      return new NetworkSpec(
          name.toString(),
          dtype,
          Shape.of(input),
          layers,
          loss,
          Reduction.SUM,
          new UpdaterSpec.Sgd(1),
          0,
          seed);
    }
  }
}
