package dev.gradparity.comparison;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

  /** The gradients of a layer's parameters, as far as the layer has them. */
  void addGradients(int layer, Function<ParameterKind, double[]> gradients) {
    for (ParameterKind kind : spec.layer(layer).parameters()) {
      if (kind.isLearnt()) {
        addGradient(kind, layer, gradients.apply(kind));
      }
    }
  }

  /** The gradient by a parameter; left out where the layer does without it. */
  void addGradient(ParameterKind kind, int layer, double[] values) {
    if (spec.layer(layer).parameters().contains(kind)) {
      add(TensorName.of(Quantity.gradientOf(kind), layer), spec.shape(layer, kind), values);
    }
  }

  /** A parameter after a step; left out where the layer does without it. */
  void addParameter(ParameterKind kind, int layer, int step, double[] values) {
    if (spec.layer(layer).parameters().contains(kind)) {
      add(TensorName.of(Quantity.of(kind), layer).atStep(step), spec.shape(layer, kind), values);
    }
  }

  void addScalar(Quantity quantity, int step, double value) {
    add(TensorName.of(quantity).atStep(step), Shape.of(), new double[] {value});
  }

  /** What updaters remember after a step. */
  @FunctionalInterface
  interface States {

    /**
     * An array in the shape of its parameter.
     *
     * @param index of its name among those of the parameter's updater
     */
    double[] of(int layer, ParameterKind kind, int index);
  }

  /**
   * What is seen of a training step: its number from 1, and after it, of each parameter in turn,
   * what is remembered of it and what it became.
   */
  void addStep(
      int t, int examples, double loss, States states, PerParameter.Values<double[]> parameters) {
    addScalar(Quantity.BATCH_SIZE, t, examples);
    addScalar(Quantity.LOSS, t, loss);
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        List<TensorName> names = TensorName.states(spec, l, kind);
        for (int index = 0; index < names.size(); index++) {
          add(names.get(index).atStep(t), spec.shape(l, kind), states.of(l, kind, index));
        }
        addParameter(kind, l, t, parameters.of(l, kind));
      }
    }
  }

  private void add(TensorName name, Shape shape, double[] values) {
    tensors.add(new ObservedTensor(name, shape, values));
  }

  Observation build() {
    return new Observation(subject, tensors);
  }
}
