package dev.gradparity.comparison;

/**
 * The bounds of a case's tensors. They follow from the case, and from the inputs that each side had
 * for an operation; never from what it made of them.
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
