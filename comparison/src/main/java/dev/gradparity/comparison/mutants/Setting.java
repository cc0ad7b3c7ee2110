package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A case before its numbers are drawn, so that it can be made smaller.
 *
 * @param spec the network; its seed draws everything
 * @param numbers what the data are like
 * @param examples how many; a sequence is one
 * @param batch the examples of a minibatch
 * @param steps of training; 0 for one pass over a minibatch
 */
record Setting(NetworkSpec spec, Numbers numbers, int examples, int batch, int steps) {

  private static final int MOST_LAYERS = 2;
  private static final int MOST_UNITS = 4;
  private static final int MOST_EXAMPLES = 2;

  /** What parameters and data are like. */
  enum Numbers {
    /** Features between -2 and 2. */
    ORDINARY(2),
    /** Features up to 40: some outputs of softmax and sigmoid are as good as 0 or 1. */
    CONFIDENT(40),
    /** Features up to 4000: exp of what they become overflows. */
    EXTREME(4000),
    /** Small integers, many zeros among them: what ReLU sees is often exactly zero. */
    WHOLE(1.49),
    /** Products of parameters and features are subnormal in float32. */
    TINY(0x1p-66),
    /** Half of the examples overflow in float32. */
    OVERFLOWING(2);

    private final double magnitude;

    Numbers(double magnitude) {
      this.magnitude = magnitude;
    }

    private double weight(double drawn) {
      return switch (this) {
        case ORDINARY, CONFIDENT, EXTREME -> drawn;
        case WHOLE -> Math.rint(2 * drawn);
        case TINY -> drawn * magnitude;
        case OVERFLOWING -> Math.copySign(magnitude, drawn);
      };
    }

    /** A bias must not outweigh the products that it is added to. */
    private double bias(double drawn) {
      return this == TINY ? drawn * magnitude * magnitude : weight(drawn);
    }
  }

  /** The case. */
  Case task() {
    CaseFactory factory = new CaseFactory(spec, data());
    if (steps > 0) {
      return factory.training(batch, steps);
    }
    Case.Gradient drawn = factory.gradient(batch);
    ParameterValues parameters =
        new ParameterValues(
            changed(drawn.parameters().weights(), numbers::weight),
            changed(drawn.parameters().biases(), numbers::bias));
    return new Case.Gradient(drawn.name(), spec, parameters, drawn.batch());
  }

  private List<double[]> changed(List<double[]> parameters, DoubleUnaryOperator change) {
    return parameters.stream()
        .map(values -> Arrays.stream(values).map(change).map(spec.dtype()::round).toArray())
        .toList();
  }

  private Examples data() {
    Random random = new Random(spec.seed());
    int rows = examples * spec.timeSteps();
    double[] x = new double[rows * spec.inputSize()];
    for (int k = 0; k < x.length; k++) {
      x[k] = numbers.magnitude * (2 * random.nextDouble() - 1);
      if (numbers == Numbers.WHOLE) {
        x[k] = Math.rint(x[k]);
      } else if (numbers == Numbers.OVERFLOWING && k < x.length / 2) {
        x[k] = Math.copySign(3e38, x[k]);
      }
    }
    return new Examples(rows, x, labels(random, rows));
  }

  /** Labels that the loss can read. */
  private double[] labels(Random random, int rows) {
    int outputs = spec.outputSize();
    double[] y = new double[rows * outputs];
    for (int i = 0; i < rows; i++) {
      int one = random.nextInt(outputs);
      for (int j = 0; j < outputs; j++) {
        y[i * outputs + j] =
            spec.loss().kind() == LossKind.MCXENT ? (j == one ? 1 : 0) : label(random);
      }
    }
    return y;
  }

  private double label(Random random) {
    if (spec.loss().kind() == LossKind.XENT) {
      return random.nextInt(2);
    }
    double label = 4 * random.nextDouble() - 2;
    return numbers == Numbers.WHOLE ? Math.rint(label) : label;
  }

  /**
   * Whether the case is as small as is asked for: 2 layers, 4 units and inputs, minibatches of 2.
   */
  boolean isSmall() {
    return batch <= MOST_EXAMPLES && spec.depth() <= MOST_LAYERS && widest() <= MOST_UNITS;
  }

  private int widest() {
    return Math.max(
        spec.inputSize(), spec.layers().stream().mapToInt(LayerSpec::units).max().orElseThrow());
  }

  /** The next smaller cases, of which a fault may survive the one and not the other. */
  List<Setting> smaller() {
    List<Setting> smaller = new ArrayList<>();
    if (batch > MOST_EXAMPLES) {
      smaller.add(withBatch(steps > 0 ? 2 * MOST_EXAMPLES + 1 : MOST_EXAMPLES, MOST_EXAMPLES));
    }
    if (widest() > MOST_UNITS) {
      smaller.add(withLayers(narrowed(MOST_UNITS)));
      smaller.add(withLayers(narrowed(MOST_UNITS - 1)));
    }
    if (spec.depth() > MOST_LAYERS) {
      for (int dropped = 0; dropped < spec.depth() - 1; dropped++) {
        List<LayerSpec> rest = new ArrayList<>(spec.layers());
        rest.remove(dropped);
        smaller.add(withLayers(rest));
      }
    }
    return smaller;
  }

  private List<LayerSpec> narrowed(int most) {
    return spec.layers().stream().map(l -> l.withUnits(Math.min(l.units(), most))).toList();
  }

  private Setting withBatch(int fewer, int smaller) {
    return new Setting(spec, numbers, fewer, smaller, steps);
  }

  private Setting withLayers(List<LayerSpec> layers) {
    Shape input = Shape.of(Math.min(spec.inputSize(), MOST_UNITS));
    NetworkSpec other =
        new NetworkSpec(
            spec.name(),
            spec.dtype(),
            input,
            spec.timeSteps(),
            layers,
            spec.loss(),
            spec.reduction(),
            spec.updater(),
            spec.regularisation(),
            spec.seed());
    return new Setting(other, numbers, examples, batch, steps);
  }

  /** The sizes, such as {@code 4-6-3, batch 5, 12 steps}. */
  @Override
  public String toString() {
    String sizes =
        IntStream.concat(
                IntStream.of(spec.inputSize()), spec.layers().stream().mapToInt(LayerSpec::units))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("-"));
    String training = steps > 0 ? ", %d steps".formatted(steps) : "";
    return sizes + ", batch " + batch + training;
  }
}
