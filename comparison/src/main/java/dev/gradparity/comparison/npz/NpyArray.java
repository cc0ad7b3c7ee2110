package dev.gradparity.comparison.npz;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;

/**
 * An array to write.
 *
 * @param dtype the format of its elements
 * @param shape its extents
 * @param values its elements in row-major order, which the format holds exactly
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way to a file, never compared
public record NpyArray(DType dtype, Shape shape, double[] values) {

  /**
   * Checks that the parts fit each other.
   *
   * @throws IllegalArgumentException if shape and values do not, or the format would round a value
   */
  public NpyArray {
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(
          "the shape %s needs %d values, got %d".formatted(shape, shape.size(), values.length));
    }
    for (double value : values) {
      if (Double.compare(dtype.round(value), value) != 0) {
        throw new IllegalArgumentException(value + " is no " + dtype.specName());
      }
    }
  }
}
