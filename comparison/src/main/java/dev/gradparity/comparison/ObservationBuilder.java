package dev.gradparity.comparison;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/** Gathers a subject's tensors, each in the shape that its name implies. */
final class ObservationBuilder {

  private final String subject;
  private final NetworkSpec spec;
  private final List<ObservedTensor> tensors = new ArrayList<>();

  ObservationBuilder(String subject, NetworkSpec spec) {
    this.subject = subject;
    this.spec = spec;
  }

  /** A tensor with one row per example: z, a, dz, da or dx. */
  void addRows(Quantity quantity, int layer, int examples, double[] values) {
    Shape example = quantity == Quantity.D_INPUT ? spec.input() : Shape.of(spec.fanOut(layer));
    add(TensorName.of(quantity, layer), example.prepend(examples), values);
  }

  /** An activation beside the data flow: what follows was computed from z. */
  void addUnusedActivation(int layer, int examples, double[] values) {
    Shape shape = Shape.of(examples, spec.fanOut(layer));
    tensors.add(
        new ObservedTensor(TensorName.of(Quantity.ACTIVATION, layer), shape, values, false));
  }

  /** A tensor in the shape of a layer's weights. */
  void addWeights(Quantity quantity, int layer, int step, double[] values) {
    Shape shape = Shape.of(spec.fanIn(layer), spec.fanOut(layer));
    add(TensorName.of(quantity, layer).atStep(step), shape, values);
  }

  /** A tensor in the shape of a layer's bias; left out where the layer has none. */
  void addBias(Quantity quantity, int layer, int step, double[] values) {
    if (!spec.layer(layer).settings().hasBias()) {
      return;
    }
    Shape shape = Shape.of(spec.fanOut(layer));
    add(TensorName.of(quantity, layer).atStep(step), shape, values);
  }

  void addScalar(Quantity quantity, int step, double value) {
    add(TensorName.of(quantity).atStep(step), Shape.of(), new double[] {value});
  }

  /** What is seen of a training step: its number from 1, and the parameters after it. */
  void addStep(int t, int examples, double loss, List<double[]> weights, List<double[]> biases) {
    addScalar(Quantity.BATCH_SIZE, t, examples);
    addScalar(Quantity.LOSS, t, loss);
    for (int l = 1; l <= spec.depth(); l++) {
      addWeights(Quantity.WEIGHTS, l, t, weights.get(l - 1));
      addBias(Quantity.BIAS, l, t, biases.get(l - 1));
    }
  }

  private void add(TensorName name, Shape shape, double[] values) {
    tensors.add(new ObservedTensor(name, shape, values));
  }

  Observation build() {
    return new Observation(subject, tensors);
  }
}
