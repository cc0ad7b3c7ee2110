package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws examples that have an edge, labels that the loss can read, and parameters that meet it. */
final class DataDraw {

  /** Labels that are probabilities are multiples of this, so that a row sums to 1 exactly. */
  private static final int QUANTA = 16;

  private final Draw draw;
  private final Edge edge;
  private final NetworkSpec spec;
  private final boolean decimals;

  DataDraw(Draw draw, Edge edge, NetworkSpec spec) {
    this.draw = draw;
    this.edge = edge;
    this.spec = spec;
    decimals = edge == Edge.KINKS && draw.chance(0.5);
  }

  /** Examples in the network's format. */
  Examples examples(int count) {
    double[] x = features(count);
    round(x);
    double[] y = labels(count);
    round(y);
    return new LabelMaskDraw(spec).masked(new Examples(count, x, y));
  }

  private void round(double[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = spec.dtype().round(values[k]);
    }
  }

  private double[] features(int count) {
    if (spec.layer(1).form() instanceof LayerForm.Embedding embedding) {
      double[] rows = new double[count];
      Arrays.setAll(rows, i -> draw.between(0, embedding.inputs() - 1));
      return rows;
    }
    int d = spec.inputSize();
    double[] x = new double[count * d];
    double scale = scale();
    for (int k = 0; k < x.length; k++) {
      x[k] =
          switch (edge) {
            case ORDINARY, ZEROS -> draw.uniform(-2, 2);
            case INTEGERS -> draw.between(-4, 4);
            case KINKS -> decimals ? draw.between(-20, 20) / 10.0 : draw.between(-2, 2);
            case STANDARDISED, LARGE, TINY, SATURATED, OVERFLOW -> scale * draw.gaussian();
          };
    }
    if (edge == Edge.STANDARDISED && count > 1) {
      standardise(x, count, d);
    }
    if (edge == Edge.ZEROS) {
      blank(x, count, d);
    }
    return x;
  }

  private double scale() {
    return switch (edge) {
      case LARGE -> draw.logUniform(1e3, 1e6);
      case TINY -> draw.logUniform(1e-30, 1e-6);
      case SATURATED -> draw.logUniform(10, 1000);
      case OVERFLOW ->
          spec.dtype() == DType.FLOAT32
              ? draw.logUniform(1e19, 1e30)
              : draw.logUniform(1e154, 1e250);
      default -> 1;
    };
  }

  private static void standardise(double[] x, int count, int d) {
    for (int j = 0; j < d; j++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += x[i * d + j] / count;
      }
      double variance = 0;
      for (int i = 0; i < count; i++) {
        x[i * d + j] -= mean;
        variance += x[i * d + j] * x[i * d + j] / count;
      }
      for (int i = 0; i < count; i++) {
        x[i * d + j] /= Math.sqrt(variance);
      }
    }
  }

  /** A third of the features and of the examples are zero, a third of the examples repeat. */
  private void blank(double[] x, int count, int d) {
    for (int j = 0; j < d; j++) {
      boolean isZero = draw.chance(1 / 3.0);
      for (int i = 0; isZero && i < count; i++) {
        x[i * d + j] = 0;
      }
    }
    for (int i = 1; i < count; i++) {
      if (draw.chance(1 / 3.0)) {
        int source = draw.between(0, i - 1);
        System.arraycopy(x, source * d, x, i * d, d);
      } else if (draw.chance(0.5)) {
        Arrays.fill(x, i * d, (i + 1) * d, 0);
      }
    }
  }

  private double[] labels(int count) {
    int outputs = spec.outputSize();
    double[] y = new double[count * outputs];
    boolean soft = draw.chance(0.25) && spec.loss().kind().labels() != LabelKind.CLASS;
    for (int i = 0; i < count; i++) {
      switch (spec.loss().kind().labels()) {
        case DISTRIBUTION, CLASS -> {
          for (int quantum = 0; quantum < QUANTA; quantum += soft ? 1 : QUANTA) {
            int category = i * outputs + draw.between(0, outputs - 1);
            y[category] += soft ? 1.0 / QUANTA : 1;
          }
        }
        case REAL, NON_ZERO, NON_NEGATIVE, SIGN, BINARY, PROBABILITY -> {
          for (int j = 0; j < outputs; j++) {
            y[i * outputs + j] = label(soft);
          }
        }
      }
    }
    return y;
  }

  /** A label of one output. */
  private double label(boolean soft) {
    return switch (spec.loss().kind().labels()) {
      case REAL -> edge == Edge.INTEGERS ? draw.between(-3, 3) : draw.uniform(-1.5, 1.5);
      case NON_ZERO -> (draw.chance(0.5) ? 1 : -1) * draw.uniform(0.25, 1.5);
      case NON_NEGATIVE -> soft ? draw.uniform(0, 3) : draw.between(0, 4);
      case SIGN -> draw.chance(0.5) ? 1 : -1;
      case BINARY -> draw.between(0, 1);
      case PROBABILITY ->
          // A divergence whose labels the library clips away from 0 is drawn without zeros.
          soft || spec.loss().kind() != LossKind.XENT
              ? draw.between(spec.loss().kind() == LossKind.XENT ? 0 : 1, QUANTA) / (double) QUANTA
              : draw.between(0, 1);
      case DISTRIBUTION, CLASS -> throw new IllegalStateException("labels of a row");
    };
  }

  /** The first parameters; at kinks, a first layer whose sums are 0 or nearly so. */
  ParameterValues parameters(ParameterValues initial, Examples examples) {
    if (edge != Edge.KINKS) {
      return initial;
    }
    List<double[]> weights = new ArrayList<>(initial.weights());
    List<double[]> biases = new ArrayList<>(initial.biases());
    double[] w = new double[weights.get(0).length];
    for (int k = 0; k < w.length; k++) {
      w[k] = decimals ? draw.between(-10, 10) / 10.0 : draw.between(-1, 1);
    }
    round(w);
    weights.set(0, w);
    if (spec.layer(1).settings().hasBias()) {
      biases.set(0, oppositeSums(examples, w));
    }
    return new ParameterValues(weights, biases);
  }

  /** Minus the sums of one example, or of as many as there are units. */
  private double[] oppositeSums(Examples examples, double[] w) {
    int d = spec.inputSize();
    int units = spec.fanOut(1);
    double[] bias = new double[units];
    for (int j = 0; j < units; j++) {
      int example = draw.between(0, examples.count() - 1);
      double sum = 0;
      for (int i = 0; i < d; i++) {
        sum += examples.x()[example * d + i] * w[i * units + j];
      }
      bias[j] = draw.chance(0.7) ? -sum : draw.between(-2, 2);
    }
    round(bias);
    return bias;
  }
}
