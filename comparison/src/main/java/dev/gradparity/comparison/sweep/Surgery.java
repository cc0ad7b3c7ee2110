package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Smaller networks out of parts of a larger one; what is kept keeps its numbers. */
final class Surgery {

  private Surgery() {}

  /** Whether all layers are dense, of which alone something can be cut out here. */
  static boolean cuts(NetworkSpec spec) {
    return spec.layers().stream().allMatch(layer -> layer.form().equals(LayerForm.Dense.PLAIN));
  }

  /**
   * A network of its dense layers alone, none of which drops anything out or is normalised. What an
   * embedding looks up becomes the input.
   */
  static SweepNetwork ofDenseLayers(SweepNetwork network) {
    NetworkSpec spec = network.spec();
    List<LayerSpec> layers = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSpec layer = spec.layer(l);
      if (layer.form() instanceof LayerForm.Dense) {
        layers.add(
            new LayerSpec(layer.units(), layer.activation(), layer.weightInit(), layer.settings()));
        weights.add(network.parameters().of(l, ParameterKind.WEIGHTS));
        biases.add(network.parameters().of(l, ParameterKind.BIAS));
      }
    }
    if (cuts(spec) || layers.isEmpty()) {
      return network;
    }
    LayerSpec last = layers.remove(layers.size() - 1);
    // The output stays what the loss reads.
    layers.add(
        new LayerSpec(
            last.units(),
            spec.layer(spec.depth()).activation(),
            last.weightInit(),
            last.settings()));
    NetworkSpec dense = spec.withLayers(layers);
    Examples batch = network.batch();
    if (spec.layer(1).form() instanceof LayerForm.Embedding) {
      dense = dense.withInput(Shape.of(spec.fanOut(1)));
      batch = lookedUp(batch, network.parameters().of(1, ParameterKind.WEIGHTS), spec.fanOut(1));
    }
    return new SweepNetwork(dense, new ParameterValues(weights, biases), batch, network.steps());
  }

  /** Examples that are rows of W in place of their numbers. */
  private static Examples lookedUp(Examples numbers, double[] w, int columns) {
    int[] rows = Arrays.stream(numbers.x()).mapToInt(k -> (int) k).toArray();
    return numbers.withX(rows(w, columns, rows));
  }

  /** A network whose examples have lost the features in [from, to), and all axes but one. */
  static SweepNetwork withoutFeatures(SweepNetwork network, int from, int to) {
    NetworkSpec spec = network.spec();
    if (!cuts(spec)) {
      return network;
    }
    int d = spec.inputSize();
    int[] kept = without(d, from, to);
    double[] x = columns(network.batch().x(), d, kept);
    List<double[]> weights = new ArrayList<>(network.parameters().weights());
    weights.set(0, rows(weights.get(0), spec.fanOut(1), kept));
    return new SweepNetwork(
        spec.withInput(Shape.of(kept.length)),
        new ParameterValues(weights, network.parameters().biases()),
        network.batch().withX(x),
        network.steps());
  }

  /** A network whose layer of this number has lost the units in [from, to). */
  static SweepNetwork withoutUnits(SweepNetwork network, int layer, int from, int to) {
    NetworkSpec spec = network.spec();
    if (!cuts(spec)) {
      return network;
    }
    int m = spec.fanOut(layer);
    int[] kept = without(m, from, to);
    List<double[]> weights = new ArrayList<>(network.parameters().weights());
    List<double[]> biases = new ArrayList<>(network.parameters().biases());
    weights.set(layer - 1, columns(weights.get(layer - 1), m, kept));
    biases.set(layer - 1, columns(biases.get(layer - 1), m, kept));
    Examples batch = network.batch();
    if (layer < spec.depth()) {
      weights.set(layer, rows(weights.get(layer), spec.fanOut(layer + 1), kept));
    } else {
      double[] y = labels(spec.loss().kind(), columns(batch.y(), m, kept), kept.length);
      double[] mask = batch.labelMask();
      boolean isOfOutputs = batch.maskColumns() > 1;
      batch =
          new Examples(batch.count(), batch.x(), y, isOfOutputs ? columns(mask, m, kept) : mask);
    }
    LayerSpec old = spec.layer(layer);
    List<LayerSpec> layers = new ArrayList<>(spec.layers());
    layers.set(layer - 1, old.withUnits(kept.length));
    LossSpec loss = layer < spec.depth() ? spec.loss() : withWeights(spec.loss(), kept);
    // Without weights in between: their number is checked against the outputs.
    NetworkSpec smaller =
        spec.withLoss(LossSpec.of(spec.loss().kind())).withLayers(layers).withLoss(loss);
    return new SweepNetwork(smaller, new ParameterValues(weights, biases), batch, network.steps());
  }

  private static LossSpec withWeights(LossSpec loss, int[] kept) {
    List<Double> weights =
        loss.weights().isEmpty()
            ? List.of()
            : IntStream.of(kept).mapToObj(loss.weights()::get).toList();
    return new LossSpec(loss.kind(), weights, loss.clip());
  }

  /** A distribution that has lost some of its classes has its largest for certain. */
  private static double[] labels(LossKind loss, double[] y, int outputs) {
    if (loss.labels().isOfClasses()) {
      for (int row = 0; row < y.length; row += outputs) {
        int largest = row;
        for (int k = row; k < row + outputs; k++) {
          largest = y[k] > y[largest] ? k : largest;
        }
        for (int k = row; k < row + outputs; k++) {
          y[k] = k == largest ? 1 : 0;
        }
      }
    }
    return y;
  }

  /** A network without the hidden layer of this number; the next one's rows repeat or end. */
  static SweepNetwork withoutLayer(SweepNetwork network, int layer) {
    NetworkSpec spec = network.spec();
    if (!cuts(spec)) {
      return network;
    }
    List<double[]> weights = new ArrayList<>(network.parameters().weights());
    List<double[]> biases = new ArrayList<>(network.parameters().biases());
    List<LayerSpec> layers = new ArrayList<>(spec.layers());
    int oldRows = spec.fanOut(layer);
    int[] source = IntStream.range(0, spec.fanIn(layer)).map(i -> i % oldRows).toArray();
    weights.set(layer, rows(weights.get(layer), spec.fanOut(layer + 1), source));
    weights.remove(layer - 1);
    biases.remove(layer - 1);
    layers.remove(layer - 1);
    return new SweepNetwork(
        spec.withLayers(layers),
        new ParameterValues(weights, biases),
        network.batch(),
        network.steps());
  }

  /** A network whose minibatch has lost the examples in [from, to), or the sequences. */
  static SweepNetwork withoutExamples(SweepNetwork network, int from, int to) {
    int steps = network.spec().timeSteps();
    int count = network.batch().count();
    if (!cuts(network.spec()) && count - (to - from) * steps < 2) {
      return network;
    }
    Examples batch = network.batch().select(without(count, from * steps, to * steps));
    return new SweepNetwork(network.spec(), network.parameters(), batch, network.steps());
  }

  private static int[] without(int n, int from, int to) {
    return IntStream.range(0, n).filter(k -> k < from || k >= to).toArray();
  }

  private static double[] columns(double[] matrix, int columns, int[] kept) {
    int rows = matrix.length / columns;
    double[] smaller = new double[rows * kept.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < kept.length; j++) {
        smaller[i * kept.length + j] = matrix[i * columns + kept[j]];
      }
    }
    return smaller;
  }

  private static double[] rows(double[] matrix, int columns, int[] kept) {
    double[] smaller = new double[kept.length * columns];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(matrix, kept[i] * columns, smaller, i * columns, columns);
    }
    return smaller;
  }
}
