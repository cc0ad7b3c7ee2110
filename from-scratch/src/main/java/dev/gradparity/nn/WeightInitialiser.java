package dev.gradparity.nn;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerForm;
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
      if (spec.layer(number).parameters().contains(ParameterKind.GAIN)) {
        fillGain(parameters.of(number, ParameterKind.GAIN));
      }
      if (spec.layer(number).form() instanceof LayerForm.BatchNorm form) {
        start(parameters.preActivation(number), form);
      }
      if (spec.layer(number).parameters().contains(ParameterKind.WEIGHTS)) {
        fill(parameters.of(number, ParameterKind.WEIGHTS), spec.layer(number).weightInit(), random);
      }
    }
    return parameters;
  }

  /** Gains start at 1. */
  private static void fillGain(Matrix gain) {
    for (int j = 0; j < gain.columns(); j++) {
      gain.set(0, j, 1);
    }
  }

  /** gamma and beta as the form says; a running mean of 0 and a running variance of 1. */
  private static void start(PreActivation layer, LayerForm.BatchNorm form) {
    for (ParameterKind kind : form.parameters()) {
      double first =
          switch (kind) {
            case GAMMA -> form.gamma();
            case BETA -> form.beta();
            case VARIANCE -> 1;
            case GAIN -> 1;
            case MEAN, WEIGHTS, BIAS -> 0;
          };
      Matrix parameter = layer.parameter(kind);
      for (int j = 0; j < parameter.columns(); j++) {
        parameter.set(0, j, first);
      }
    }
  }

  /** Draws the weights of one layer, (fan-in, fan-out). */
  public static void fill(Matrix weights, Initialiser initialiser, Random random) {
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
            ? InitialDistribution.of(init, weights.rows(), weights.columns())
            : (Distribution) initialiser;
    distribution.by(new Sampler(weights, random));
  }
}
