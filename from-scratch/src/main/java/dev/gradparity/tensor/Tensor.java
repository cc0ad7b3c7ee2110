package dev.gradparity.tensor;

import dev.gradparity.spec.Shape;

/**
 * A tensor of rank 2 to 5 whose first axis counts examples, over a matrix with one row per example.
 *
 * <p>Row-major order makes the flattening of row S2, (n, d1, d2, ...) to (n, d1 d2 ...), a change
 * of shape alone: no element moves.
 *
 * @param shape the extents, the examples' first
 * @param flattened the same elements as n rows
 */
public record Tensor(Shape shape, Matrix flattened) {

  /** The document's code handles 4 axes; 5 are those of a batch of volumes with channels. */
  private static final int MAX_RANK = 5;

  /**
   * Checks that the shape fits the matrix.
   *
   * @throws IllegalArgumentException if the rank is not 2 to 5, or rows or elements differ
   */
  public Tensor {
    if (shape.rank() < 2 || shape.rank() > MAX_RANK) {
      throw new IllegalArgumentException(
          "a tensor of examples has rank 2 to %d, got the shape %s".formatted(MAX_RANK, shape));
    }
    if (shape.extents().get(0) != flattened.rows() || shape.size() != flattened.size()) {
      throw new IllegalArgumentException(
          "the shape %s does not fit a matrix of %s".formatted(shape, flattened));
    }
  }
}
