package dev.gradparity.train;

import dev.gradparity.tensor.Matrix;

/**
 * The examples of one step.
 *
 * @param x (n, d)
 * @param y (n, C)
 */
public record Minibatch(Matrix x, Matrix y) {

  /**
   * Checks that there is one label per example.
   *
   * @throws IllegalArgumentException if the rows differ
   */
  public Minibatch {
    if (x.rows() != y.rows()) {
      throw new IllegalArgumentException(
          "%d examples need as many labels, got %d".formatted(x.rows(), y.rows()));
    }
  }

  /** The number of examples. */
  public int size() {
    return x.rows();
  }
}
