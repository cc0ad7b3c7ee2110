package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Ways to make a network smaller or plainer. A way that does not fit the network any more, or
 * changes nothing, returns it as it is.
 */
final class Reductions {

  /** Up to here, every single unit, feature and example is tried. */
  private static final int FEW = 8;

  private Reductions() {}

  /** Ways to lose layers, the training, and plainer parts of the specification. */
  static List<UnaryOperator<SweepNetwork>> parts(SweepNetwork network) {
    List<UnaryOperator<SweepNetwork>> ways = new ArrayList<>();
    ways.add(Surgery::ofDenseLayers);
    for (int steps = 0; steps < network.steps(); steps++) {
      int fewer = steps;
      ways.add(n -> fewer < n.steps() ? of(n, n.spec(), fewer) : n);
    }
    // Before the layers, whose places others would take with settings of their own.
    for (int layer = 1; layer <= network.spec().depth(); layer++) {
      int l = layer;
      ways.add(n -> withoutSettings(n, l));
    }
    for (int layer = network.spec().depth() - 1; layer >= 1; layer--) {
      int l = layer;
      ways.add(n -> l < n.spec().depth() ? Surgery.withoutLayer(n, l) : n);
    }
    ways.add(n -> of(n, n.spec().withRegularisation(Regularisation.NONE)));
    ways.add(n -> of(n, n.spec().withUpdater(new UpdaterSpec.Sgd(0.125))));
    ways.add(n -> of(n, n.spec().withReduction(Reduction.MEAN)));
    ways.add(n -> of(n, n.spec().withTimeSteps(1)));
    ways.add(n -> of(n, n.spec().withLoss(n.spec().loss().plain())));
    ways.add(n -> of(n, n.spec().withLoss(LossSpec.of(LossKind.MSE))));
    ways.add(n -> of(n, n.spec().withSeed(0)));
    for (int layer = 1; layer <= network.spec().depth(); layer++) {
      int l = layer;
      ways.add(n -> plainer(n, l, ActivationSpec.of(ActivationKind.IDENTITY)));
      ways.add(n -> l <= n.spec().depth() ? plainer(n, l, n.spec().layer(l).activation()) : n);
    }
    return ways;
  }

  /** The way to labels that all count. */
  static List<UnaryOperator<SweepNetwork>> masks(SweepNetwork network) {
    return network.batch().isMasked() ? List.of(Reductions::withoutMask) : List.of();
  }

  private static SweepNetwork withoutMask(SweepNetwork network) {
    Examples batch = network.batch();
    return new SweepNetwork(
        network.spec(),
        network.parameters(),
        new Examples(batch.count(), batch.x(), batch.y()),
        network.steps());
  }

  private static SweepNetwork withoutSettings(SweepNetwork network, int layer) {
    if (layer > network.spec().depth()) {
      return network;
    }
    List<LayerSpec> layers = new ArrayList<>(network.spec().layers());
    layers.set(layer - 1, layers.get(layer - 1).with(LayerSettings.DEFAULT));
    return of(network, network.spec().withLayers(layers));
  }

  private static SweepNetwork plainer(SweepNetwork network, int layer, ActivationSpec activation) {
    if (layer > network.spec().depth() || !Surgery.cuts(network.spec())) {
      return network;
    }
    List<LayerSpec> layers = new ArrayList<>(network.spec().layers());
    int units = layers.get(layer - 1).units();
    LayerSettings settings = layers.get(layer - 1).settings();
    layers.set(layer - 1, new LayerSpec(units, activation, WeightInit.XAVIER, settings));
    return of(network, network.spec().withLayers(layers));
  }

  private static SweepNetwork of(SweepNetwork network, NetworkSpec spec) {
    return of(network, spec, network.steps());
  }

  private static SweepNetwork of(SweepNetwork network, NetworkSpec spec, int steps) {
    return new SweepNetwork(spec, network.parameters(), network.batch(), steps);
  }

  /** Ways to lose examples, units and features. */
  static List<UnaryOperator<SweepNetwork>> extents(SweepNetwork network) {
    List<UnaryOperator<SweepNetwork>> ways = new ArrayList<>();
    for (Range range : ranges(network.examples())) {
      ways.add(
          n -> range.fits(n.examples()) ? Surgery.withoutExamples(n, range.from, range.to) : n);
    }
    for (int layer = 1; layer <= network.spec().depth(); layer++) {
      int l = layer;
      for (Range range : ranges(network.spec().fanOut(l))) {
        ways.add(
            n ->
                l <= n.spec().depth() && range.fits(n.spec().fanOut(l))
                    ? Surgery.withoutUnits(n, l, range.from, range.to)
                    : n);
      }
    }
    for (Range range : ranges(network.spec().inputSize())) {
      ways.add(
          n ->
              range.fits(n.spec().inputSize())
                  ? Surgery.withoutFeatures(n, range.from, range.to)
                  : n);
    }
    ways.add(n -> n.spec().input().rank() > 1 ? Surgery.withoutFeatures(n, 0, 0) : n);
    return ways;
  }

  private record Range(int from, int to) {

    boolean fits(int n) {
      return to <= n && to - from < n;
    }
  }

  /** All but one, halves, quarters, and single ones where there are few; the last ones first. */
  private static List<Range> ranges(int n) {
    List<Range> ranges = new ArrayList<>();
    if (n > 1) {
      ranges.add(new Range(1, n));
    }
    if (n > 2) {
      ranges.add(new Range(0, n - 1));
    }
    for (int parts : n <= FEW ? new int[] {2, n} : new int[] {2, 4, 8}) {
      int size = n / parts;
      for (int to = n; size >= 1 && size < n && to >= size; to -= size) {
        ranges.add(new Range(to - size, to));
      }
    }
    return ranges;
  }

  /** Ways to plainer numbers: all of an array at once, and one by one where there are few. */
  static List<UnaryOperator<SweepNetwork>> numbers(SweepNetwork network) {
    List<UnaryOperator<SweepNetwork>> ways = new ArrayList<>();
    int arrays = 2 + 2 * network.spec().depth();
    for (int array = 0; array < arrays; array++) {
      int a = array;
      for (PlainNumber plain : PlainNumber.values()) {
        ways.add(n -> plainer(n, a, plain, 0, Integer.MAX_VALUE));
      }
      int size = array(network, array).length;
      for (int k = 0; size <= FEW * FEW && k < size; k++) {
        int element = k;
        for (PlainNumber plain : PlainNumber.values()) {
          ways.add(n -> plainer(n, a, plain, element, element + 1));
        }
      }
    }
    return ways;
  }

  private static double[] array(SweepNetwork network, int array) {
    int layer = (array - 2) / 2;
    return switch (array) {
      case 0 -> network.batch().x();
      case 1 -> network.batch().y();
      default ->
          array % 2 == 0
              ? network.parameters().weights().get(layer)
              : network.parameters().biases().get(layer);
    };
  }

  private static SweepNetwork plainer(
      SweepNetwork network, int array, PlainNumber plain, int from, int to) {
    boolean isDistribution = array == 1 && network.spec().loss().kind().labels().isOfClasses();
    boolean isDrawn = array >= 2 && !Surgery.cuts(network.spec());
    if (isDistribution || isDrawn || array >= 2 + 2 * network.spec().depth()) {
      return network;
    }
    double[] old = array(network, array);
    double[] values = old.clone();
    boolean changed = false;
    for (int k = from; k < Math.min(to, values.length); k++) {
      double plainer = network.spec().dtype().round(plain.of(old[k]));
      if (PlainNumber.rank(plainer) < PlainNumber.rank(old[k])) {
        values[k] = plainer;
        changed = true;
      }
    }
    return changed ? with(network, array, values) : network;
  }

  private static SweepNetwork with(SweepNetwork network, int array, double[] values) {
    Examples batch = network.batch();
    List<double[]> weights = new ArrayList<>(network.parameters().weights());
    List<double[]> biases = new ArrayList<>(network.parameters().biases());
    switch (array) {
      case 0 -> batch = batch.withX(values);
      case 1 -> batch = batch.withY(values);
      default -> (array % 2 == 0 ? weights : biases).set((array - 2) / 2, values);
    }
    ParameterValues parameters =
        array < 2 ? network.parameters() : new ParameterValues(weights, biases);
    return new SweepNetwork(network.spec(), parameters, batch, network.steps());
  }
}
