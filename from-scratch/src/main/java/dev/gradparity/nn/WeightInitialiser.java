package dev.gradparity.nn;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * First parameters from the specification's seed: weights by each layer's {@link WeightInit},
 * biases zero.
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
      if (spec.layer(number).form() instanceof LayerForm.BatchNorm form) {
        start(parameters.preActivation(number), form);
      }
      if (!spec.layer(number).parameters().contains(ParameterKind.WEIGHTS)) {
        continue;
      }
      Matrix weights = parameters.of(number, ParameterKind.WEIGHTS);
      DoubleSupplier draw =
          distribution(
              spec.layer(number).weightInit(), weights.rows(), spec.fanOut(number), random);
      for (int i = 0; i < weights.rows(); i++) {
        for (int j = 0; j < weights.columns(); j++) {
          weights.set(i, j, draw.getAsDouble());
        }
      }
    }
    return parameters;
  }

  /** gamma and beta as the form says; a running mean of 0 and a running variance of 1. */
  private static void start(PreActivation layer, LayerForm.BatchNorm form) {
    for (ParameterKind kind : form.parameters()) {
      double first =
          switch (kind) {
            case GAMMA -> form.gamma();
            case BETA -> form.beta();
            case VARIANCE -> 1;
            case MEAN, WEIGHTS, BIAS -> 0;
          };
      Matrix parameter = layer.parameter(kind);
      for (int j = 0; j < parameter.columns(); j++) {
        parameter.set(0, j, first);
      }
    }
  }

  private static DoubleSupplier distribution(
      WeightInit init, int fanIn, int fanOut, Random random) {
    return switch (init) {
      case XAVIER -> normal(Math.sqrt(2.0 / (fanIn + fanOut)), random);
      case XAVIER_UNIFORM -> uniform(Math.sqrt(6.0 / (fanIn + fanOut)), random);
      case RELU -> normal(Math.sqrt(2.0 / fanIn), random);
      case RELU_UNIFORM -> uniform(Math.sqrt(6.0 / fanIn), random);
    };
  }

  private static DoubleSupplier normal(double standardDeviation, Random random) {
    return () -> standardDeviation * random.nextGaussian();
  }

  private static DoubleSupplier uniform(double limit, Random random) {
    return () -> limit * (2 * random.nextDouble() - 1);
  }
}
