package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.Shape;
import java.util.HashMap;
import java.util.Map;

/** What a tensor will nearly be: the other side's, or its own one step earlier. */
final class Predictions {

  private final Observation other;
  private final Map<TensorName, ObservedTensor> latest = new HashMap<>();

  /**
   * Predictions for one observation.
   *
   * @param other of the same case, or null
   */
  Predictions(Observation other) {
    this.other = other;
  }

  /** As many numbers as the shape has, or null where nothing is near. */
  double[] of(TensorName name, Shape shape) {
    ObservedTensor near = other == null ? null : other.find(name).orElse(null);
    if (near == null) {
      near = latest.get(name.atStep(0));
    }
    return near != null && near.shape().equals(shape) ? near.values() : null;
  }

  void observed(ObservedTensor tensor) {
    latest.put(tensor.name().atStep(0), tensor);
  }
}
