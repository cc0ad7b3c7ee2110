package dev.gradparity.train;

import dev.gradparity.tensor.Matrix;

/**
 * The examples of one step.
 *
 * @param x (n, d)
 * @param y (n, C)
 * @param epoch the epoch that it belongs to, from 0
 */
public record Minibatch(Matrix x, Matrix y, int epoch) {

  /** Examples of the first epoch. */
  public Minibatch(Matrix x, Matrix y) {
    this(x, y, 0);
  }

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
