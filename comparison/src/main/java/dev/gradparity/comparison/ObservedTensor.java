package dev.gradparity.comparison;

import dev.gradparity.spec.Shape;

/**
 * A tensor that a subject computed. Float32 values are widened, which is exact.
 *
 * @param name what it is
 * @param shape its extents
 * @param values its elements in row-major order; not to be changed
 * @param isUsed whether what the subject computed next it computed from these very numbers; if not,
 *     from what came before them
 */
@SuppressWarnings("ArrayRecordComponent") // compared element by element, by the comparator alone
public record ObservedTensor(TensorName name, Shape shape, double[] values, boolean isUsed) {

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

  /** A tensor that the subject went on with. */
  public ObservedTensor(TensorName name, Shape shape, double[] values) {
    this(name, shape, values, true);
  }
}
