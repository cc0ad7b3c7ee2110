package dev.gradparity.comparison;

import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.EpochOrder;
import java.util.Arrays;
import java.util.Random;

/** Makes cases of a network and its examples, with parameters from the network's seed. */
public final class CaseFactory {

  /** Large enough to show in every sum that a bias enters. */
  private static final double BIAS_DEVIATION = 0.1;

  private final NetworkSpec spec;
  private final Examples examples;
  private final ParameterValues parameters;

  /**
   * A factory for one network.
   *
   * @param examples all examples, in any precision
   * @throws InvalidInputException if a number is too large for the network's format
   */
  public CaseFactory(NetworkSpec spec, Examples examples) {
    this.spec = spec;
    this.examples =
        new Examples(
            examples.count(),
            rounded(spec.dtype(), examples.x()),
            rounded(spec.dtype(), examples.y()));
    parameters = initialParameters(spec);
  }

  private static double[] rounded(DType dtype, double[] values) {
    double[] rounded = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      rounded[k] = dtype.round(values[k]);
      if (!Double.isFinite(rounded[k])) {
        throw new InvalidInputException(
            "the number %s in the data is not finite in %s; scale the data or use float64"
                .formatted(values[k], dtype.specName()));
      }
    }
    return rounded;
  }

  /** The network's first weights, and biases that are not zero: a zero would hide a lost one. */
  public static ParameterValues initialParameters(NetworkSpec spec) {
    Parameters parameters = WeightInitialiser.initialise(spec);
    Random random = new Random(~spec.seed());
    for (int l = 1; l <= spec.depth(); l++) {
      if (spec.layer(l).parameters().contains(ParameterKind.BIAS)) {
        Matrix bias = parameters.of(l, ParameterKind.BIAS);
        for (int j = 0; j < bias.columns(); j++) {
          bias.set(0, j, BIAS_DEVIATION * random.nextGaussian());
        }
      }
    }
    return ParameterValues.of(spec, (l, kind) -> parameters.of(l, kind).toArray());
  }

  /** One pass over the first minibatch of the first epoch. */
  public Case.Gradient gradient(int batchSize) {
    int[] order = EpochOrder.of(examples.count(), spec.seed(), 0);
    Examples batch = examples.select(Arrays.copyOf(order, Math.min(batchSize, examples.count())));
    return new Case.Gradient("gradient, batch " + batch.count(), spec, parameters, batch);
  }

  /** Training steps over shuffled minibatches. */
  public Case.Training training(int batchSize, int steps) {
    int size = Math.min(batchSize, examples.count());
    String name = "%d steps of %s, batch %d".formatted(steps, spec.updater().specName(), size);
    return new Case.Training(name, spec, parameters, examples, size, steps);
  }
}
