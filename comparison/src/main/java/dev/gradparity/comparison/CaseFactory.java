package dev.gradparity.comparison;

import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.EpochOrder;
import java.util.Arrays;
import java.util.Random;

/** Makes cases of a network and its examples, with parameters from the network's seed. */
public final class CaseFactory {

  /** Large enough to show in every sum that a bias enters. */
  private static final double BIAS_DEVIATION = 0.1;

  /** Gains start near 1, unlike each other. */
  private static final double GAIN_DEVIATION = 0.1;

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
    requireSequences(spec, examples);
    requireRows(spec, examples);
    requireMask(spec, examples);
    this.examples =
        new Examples(
            examples.count(),
            rounded(spec.dtype(), examples.x()),
            rounded(spec.dtype(), examples.y()),
            examples.labelMask());
    parameters = initialParameters(spec);
  }

  private static void requireSequences(NetworkSpec spec, Examples examples) {
    if (examples.count() % spec.timeSteps() != 0) {
      throw new InvalidInputException(
          "%d rows are not whole sequences of %d time steps; change timeSteps or the data"
              .formatted(examples.count(), spec.timeSteps()));
    }
  }

  /** An embedding's examples are the numbers of its rows. */
  private static void requireRows(NetworkSpec spec, Examples examples) {
    if (spec.layer(1).form() instanceof LayerForm.Embedding embedding) {
      for (double row : examples.x()) {
        if (row != Math.rint(row) || row < 0 || row >= embedding.inputs()) {
          throw new InvalidInputException(
              "the embedding needs whole numbers from 0 to %d for its inputs, got %s; do not"
                      .formatted(embedding.inputs() - 1, row)
                  + " standardize them, or raise layers[0].inputs");
        }
      }
    }
  }

  private static void requireMask(NetworkSpec spec, Examples examples) {
    for (double m : examples.labelMask()) {
      if (m != 0 && m != 1) {
        throw new InvalidInputException(
            "a label mask is of 1, for labels that count, and 0, got " + m);
      }
    }
    if (examples.maskColumns() > 1 && !spec.loss().kind().takesMaskOfOutputs()) {
      throw new InvalidInputException(
          "the loss %s needs all outputs of an example; give a label mask with one column"
              .formatted(spec.loss().specName()));
    }
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

  /**
   * The network's first weights, biases that are not 0 and gains that are not 1, which would hide a
   * lost one.
   */
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
      if (spec.layer(l).parameters().contains(ParameterKind.GAIN)) {
        Matrix gain = parameters.of(l, ParameterKind.GAIN);
        for (int j = 0; j < gain.columns(); j++) {
          gain.set(0, j, 1 + GAIN_DEVIATION * random.nextGaussian());
        }
      }
    }
    for (int l = 1; l <= spec.depth(); l++) {
      LayerForm form = spec.layer(l).form();
      if (form instanceof LayerForm.BatchNorm || form instanceof LayerForm.PRelu) {
        move(parameters, spec, l, random);
      }
    }
    return ParameterValues.of(spec, (l, kind) -> parameters.of(l, kind).toArray());
  }

  /**
   * Ones and zeros of a batch normalisation would hide what is lost, too, and a slope that is the
   * other columns'; a variance grows.
   */
  private static void move(Parameters parameters, NetworkSpec spec, int l, Random random) {
    for (ParameterKind kind : spec.layer(l).parameters()) {
      Matrix parameter = parameters.of(l, kind);
      for (int j = 0; j < parameter.columns(); j++) {
        double by = BIAS_DEVIATION * random.nextGaussian();
        double moved = kind == ParameterKind.VARIANCE ? Math.abs(by) : by;
        parameter.set(0, j, parameter.get(0, j) + moved);
      }
    }
  }

  /**
   * One pass over the first minibatch of the first epoch.
   *
   * @param batchSize its examples; a sequence is one
   */
  public Case.Gradient gradient(int batchSize) {
    int[] order = EpochOrder.ofSequences(examples.count(), spec.timeSteps(), spec.seed(), 0);
    Examples batch = examples.select(Arrays.copyOf(order, rows(batchSize)));
    return new Case.Gradient(spec, parameters, batch);
  }

  /**
   * Training steps over shuffled minibatches.
   *
   * @param batchSize their examples; a sequence is one
   */
  public Case.Training training(int batchSize, int steps) {
    int rows = rows(batchSize);
    String name =
        "%d steps of %s, batch %d".formatted(steps, spec.updater().specName(), spec.examples(rows));
    return new Case.Training(name, spec, parameters, examples, rows, steps);
  }

  private int rows(int batchSize) {
    return (int) Math.min((long) batchSize * spec.timeSteps(), examples.count());
  }
}
