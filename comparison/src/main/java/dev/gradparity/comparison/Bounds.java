package dev.gradparity.comparison;

/**
 * The bounds of a case's tensors. They follow from the case alone, not from what a subject says.
 */
@FunctionalInterface
public interface Bounds {

  /**
   * The bound of this tensor.
   *
   * @throws IllegalArgumentException if the case has no tensor of this name
   */
  Bound of(TensorName name);
}
