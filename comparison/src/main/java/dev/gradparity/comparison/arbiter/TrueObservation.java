package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tensors of a case as they really are, in data-flow order. */
public final class TrueObservation {

  private final Map<TensorName, TrueTensor> tensors = new LinkedHashMap<>();

  TrueObservation(List<TrueTensor> tensors) {
    tensors.forEach(tensor -> this.tensors.put(tensor.name(), tensor));
  }

  /** The tensors, in data-flow order. */
  public List<TrueTensor> tensors() {
    return new ArrayList<>(tensors.values());
  }

  /** The tensor of this name, if the case has one. */
  public Optional<TrueTensor> find(TensorName name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** Every element rounded to nearest, as if a subject of this name had computed it. */
  Observation rounded(String subject, DType dtype) {
    return new Observation(
        subject, tensors.values().stream().map(tensor -> tensor.rounded(dtype)).toList());
  }
}
