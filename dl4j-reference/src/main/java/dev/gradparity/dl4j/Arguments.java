package dev.gradparity.dl4j;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;

/** Checks at the door: ND4J refills or broadcasts many a wrong shape without a word. */
final class Arguments {

  private Arguments() {}

  static void requireParameters(NetworkSpec spec, List<double[]> weights, List<double[]> biases) {
    requireLayers("weights", spec, weights);
    requireLayers("biases", spec, biases);
    requireParameters("", spec, new ParameterValues(weights, biases));
  }

  static void requireParameters(NetworkSpec spec, ParameterValues parameters) {
    requireParameters("", spec, parameters);
  }

  static void requireState(NetworkSpec spec, List<ParameterValues> state) {
    UpdaterSpec most = spec.updaterWithMostState();
    List<String> names = most.stateNames();
    if (state.size() != names.size()) {
      throw new IllegalArgumentException(
          "state: %s remembers %d numbers of each parameter, got %d"
              .formatted(most.specName(), names.size(), state.size()));
    }
    for (int k = 0; k < names.size(); k++) {
      requireParameters(names.get(k) + " of ", spec, state.get(k));
    }
  }

  private static void requireParameters(
      String prefix, NetworkSpec spec, ParameterValues parameters) {
    requireLayers(prefix + "parameters", spec, parameters.layers());
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        requireShape(prefix + kind.symbol() + l, spec.shape(l, kind), parameters.of(l, kind));
      }
    }
  }

  static void requireInput(NetworkSpec spec, double[] x, int examples) {
    requireAtLeast(1, "examples", examples);
    requireSequences("examples", spec.timeSteps(), examples);
    requireShape("x", spec.input().prepend(examples), x);
  }

  static void requireData(NetworkSpec spec, double[] x, double[] y, int examples) {
    requireInput(spec, x, examples);
    requireShape("y", Shape.of(examples, spec.outputSize()), y);
  }

  static void requireData(NetworkSpec spec, Dl4jExamples examples) {
    requireData(spec, examples.x(), examples.y(), examples.count());
    int elements = examples.labelMask().length;
    int outputs = spec.outputSize();
    if (elements != 0 && elements != examples.count() && elements != examples.count() * outputs) {
      throw new IllegalArgumentException(
          "labelMask: %d values are needed for the examples or %d for their outputs, got %d"
              .formatted(examples.count(), examples.count() * outputs, elements));
    }
  }

  static void requireSteps(
      NetworkSpec spec, int examples, int batchSize, List<int[]> epochOrders, int steps) {
    requireAtLeast(1, "batchSize", batchSize);
    requireSequences("batchSize", spec.timeSteps(), batchSize);
    requireAtLeast(0, "steps", steps);
    for (int epoch = 0; epoch < epochOrders.size(); epoch++) {
      String name = "epochOrders[" + epoch + "]";
      requireOrder(name, epochOrders.get(epoch), examples);
      requireWhole(name, epochOrders.get(epoch), spec.timeSteps());
    }
    long minibatches = (examples + batchSize - 1L) / batchSize;
    if (steps > minibatches * epochOrders.size()) {
      throw new IllegalArgumentException(
          "steps: %d epochs of %d minibatches make at most %d steps, got %d: pass more epochs"
              .formatted(epochOrders.size(), minibatches, minibatches * epochOrders.size(), steps));
    }
  }

  private static void requireOrder(String name, int[] order, int examples) {
    if (order.length != examples) {
      throw new IllegalArgumentException(
          "%s: one row for each of the %d examples is needed, got %d rows"
              .formatted(name, examples, order.length));
    }
    for (int row : order) {
      if (row < 0 || row >= examples) {
        throw new IllegalArgumentException(
            "%s: a row from 0 to %d is needed, got %d".formatted(name, examples - 1, row));
      }
    }
  }

  private static void requireSequences(String name, int timeSteps, int rows) {
    if (rows % timeSteps != 0) {
      throw new IllegalArgumentException(
          "%s: whole sequences of %d rows are needed, got %d rows"
              .formatted(name, timeSteps, rows));
    }
  }

  private static void requireWhole(String name, int[] order, int timeSteps) {
    for (int k = 0; k < order.length; k++) {
      int step = k % timeSteps;
      if (order[k] != order[k - step] + step || order[k - step] % timeSteps != 0) {
        throw new IllegalArgumentException(
            "%s: the %d rows of a sequence must follow each other, got row %d at %d"
                .formatted(name, timeSteps, order[k], k));
      }
    }
  }

  private static void requireLayers(String name, NetworkSpec spec, List<?> arrays) {
    if (arrays.size() != spec.depth()) {
      throw new IllegalArgumentException(
          "%s: one array for each of the %d layers is needed, got %d"
              .formatted(name, spec.depth(), arrays.size()));
    }
  }

  private static void requireShape(String name, Shape shape, double[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "%s: %d values are needed for the shape %s, got %d"
              .formatted(name, shape.size(), shape, values.length));
    }
  }

  static void requireAtLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: at least %d is needed, got %d".formatted(name, least, value));
    }
  }
}
