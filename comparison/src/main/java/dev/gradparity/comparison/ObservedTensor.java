package dev.gradparity.comparison;

import dev.gradparity.spec.Shape;

/**
 * A tensor that a subject computed. Float32 values are widened, which is exact.
 *
 * @param name what it is
 * @param shape its extents
 * @param values its elements in row-major order; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared element by element, by the comparator alone
public record ObservedTensor(TensorName name, Shape shape, double[] values) {

  /**
   * Checks that shape and values fit.
   *
   * @throws IllegalArgumentException if their numbers of elements differ
   */
  public ObservedTensor {
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(
          "%s of the shape %s needs %d values, got %d"
              .formatted(name, shape, shape.size(), values.length));
    }
  }
}
