package dev.gradparity.nn;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import java.util.Random;

/**
 * First parameters from the specification's seed: weights by each layer's {@link Initialiser},
 * biases 0, gains 1.
 *
 * <p>The generator is {@link Random}, whose algorithm is part of its specification: one seed gives
 * the same parameters on every machine. Deeplearning4j's generator is another, so that networks to
 * be compared copy parameters and never match seeds.
 */
public final class WeightInitialiser {

  private WeightInitialiser() {}

  /** Parameters of this network, drawn layer by layer and row by row. */
  public static Parameters initialise(NetworkSpec spec) {
    Random random = new Random(spec.seed());
    Parameters parameters = Parameters.zeros(spec);
    for (int number = 1; number <= spec.depth(); number++) {
      LayerSpec layer = spec.layer(number);
      for (ParameterKind kind : layer.parameters()) {
        Matrix parameter = parameters.of(number, kind);
        if (kind == ParameterKind.WEIGHTS) {
          boolean isRow = layer.form().keepsWidth();
          int fanIn = isRow ? spec.fanIn(number) : parameter.rows();
          fill(parameter, layer.weightInit(), fanIn, spec.fanOut(number), random);
        } else {
          start(parameter, layer.form().start(kind));
        }
      }
    }
    return parameters;
  }

  private static void start(Matrix parameter, double value) {
    for (int j = 0; j < parameter.columns(); j++) {
      parameter.set(0, j, value);
    }
  }

  /** Draws the weights of one layer, (fan-in, fan-out). */
  public static void fill(Matrix weights, Initialiser initialiser, Random random) {
    fill(weights, initialiser, weights.rows(), weights.columns(), random);
  }

  private static void fill(
      Matrix weights, Initialiser initialiser, int fanIn, int fanOut, Random random) {
    if (initialiser == WeightInit.IDENTITY) {
      for (int i = 0; i < weights.rows(); i++) {
        for (int j = 0; j < weights.columns(); j++) {
          weights.set(i, j, i == j ? 1 : 0);
        }
      }
      return;
    }
    Distribution distribution =
        initialiser instanceof WeightInit init
            ? InitialDistribution.of(init, fanIn, fanOut)
            : (Distribution) initialiser;
    distribution.match(new Sampler(weights, random));
  }
}
