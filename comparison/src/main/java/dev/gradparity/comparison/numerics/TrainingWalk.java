package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training in float64, every parameter with the gauge that it has gathered after each step.
 *
 * <p>Once a ReLU's argument lies within rounding of its kink, two correct trainings may part: from
 * there on, no finite number that differs can be held against either, but for the minibatches'
 * sizes.
 */
final class TrainingWalk {

  /** Finite, so that a NaN or an infinity that stands alone is still a mismatch. */
  private static final double ANYTHING_FINITE = Double.MAX_VALUE;

  private final Case.Training task;
  private final NetworkSpec spec;
  private final double kinkWidth;
  private final List<GaugedUpdater> weights = new ArrayList<>();
  private final List<GaugedUpdater> biases = new ArrayList<>();
  private final Map<TensorName, Gauged> tensors = new LinkedHashMap<>();
  private boolean parted;

  private TrainingWalk(Case.Training task, double kinkWidth) {
    this.task = task;
    this.kinkWidth = kinkWidth;
    spec = task.spec();
    for (int l = 1; l <= spec.depth(); l++) {
      ParameterValues start = task.parameters();
      weights.add(
          new GaugedUpdater(
              spec.updater(),
              Gauged.exact(spec.fanIn(l), spec.fanOut(l), start.weights().get(l - 1))));
      biases.add(
          new GaugedUpdater(
              spec.updater(), Gauged.exact(1, spec.fanOut(l), start.biases().get(l - 1))));
    }
  }

  /** Every tensor of the training. */
  static Map<TensorName, Gauged> over(Case.Training task, double kinkWidth) {
    return new TrainingWalk(task, kinkWidth).walk();
  }

  private Map<TensorName, Gauged> walk() {
    int t = 0;
    for (int[] order : task.epochOrders()) {
      for (int from = 0; from < order.length && t < task.steps(); from += task.batchSize()) {
        int to = Math.min(from + task.batchSize(), order.length);
        t++;
        step(t, task.examples().select(Arrays.copyOfRange(order, from, to)));
      }
    }
    return tensors;
  }

  private void step(int t, Examples batch) {
    Map<TensorName, Gauged> pass = GradientWalk.over(spec, parameterValues(), batch, kinkWidth);
    tensors.put(
        TensorName.of(Quantity.BATCH_SIZE).atStep(t),
        Gauged.exact(1, 1, new double[] {batch.count()}));
    put(Quantity.LOSS, 0, t, lossWithDrift(pass));
    parted |= pass.values().stream().anyMatch(Gauged::meetsKink);
    for (int l = 1; l <= spec.depth(); l++) {
      weights.get(l - 1).step(pass.get(TensorName.of(Quantity.D_WEIGHTS, l)), t);
      put(Quantity.WEIGHTS, l, t, weights.get(l - 1).theta());
      biases.get(l - 1).step(pass.get(TensorName.of(Quantity.D_BIAS, l)), t);
      put(Quantity.BIAS, l, t, biases.get(l - 1).theta());
    }
  }

  private ParameterValues parameterValues() {
    return new ParameterValues(
        weights.stream().map(w -> w.theta().value()).toList(),
        biases.stream().map(b -> b.theta().value()).toList());
  }

  /** The loss moves with the parameters' gathered gauges, along the gradient. */
  private Gauged lossWithDrift(Map<TensorName, Gauged> pass) {
    Gauged loss = pass.get(TensorName.of(Quantity.LOSS));
    double drift = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      drift += drift(weights.get(l - 1), pass.get(TensorName.of(Quantity.D_WEIGHTS, l)));
      drift += drift(biases.get(l - 1), pass.get(TensorName.of(Quantity.D_BIAS, l)));
    }
    return new Gauged(1, 1, loss.value(), new double[] {loss.gauge()[0] + drift}, null);
  }

  private static double drift(GaugedUpdater parameter, Gauged gradient) {
    double drift = 0;
    for (int k = 0; k < gradient.size(); k++) {
      drift += parameter.theta().gauge()[k] * Math.abs(gradient.value()[k]);
    }
    return drift;
  }

  private void put(Quantity quantity, int layer, int t, Gauged tensor) {
    double[] kinks = null;
    if (parted) {
      kinks = new double[tensor.size()];
      Arrays.fill(kinks, ANYTHING_FINITE);
    }
    tensors.put(
        TensorName.of(quantity, layer).atStep(t),
        new Gauged(tensor.rows(), tensor.columns(), tensor.value(), tensor.gauge(), kinks));
  }
}
