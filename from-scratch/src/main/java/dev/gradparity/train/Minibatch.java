package dev.gradparity.train;

import dev.gradparity.nn.LabelMask;
import dev.gradparity.tensor.Matrix;

/**
 * The examples of one step; of sequences a row for each time step, those of one side by side.
 *
 * @param x (n, d)
 * @param y (n, C)
 * @param labelMask which labels count
 * @param epoch the epoch that it belongs to, from 0
 */
public record Minibatch(Matrix x, Matrix y, LabelMask labelMask, int epoch) {

  /** Examples of the first epoch, whose labels all count. */
  public Minibatch(Matrix x, Matrix y) {
    this(x, y, LabelMask.NONE, 0);
  }

  /**
   * Checks that there is one label per example, and that the mask fits.
   *
   * @throws IllegalArgumentException if the rows differ
   */
  public Minibatch {
    if (x.rows() != y.rows()) {
      throw new IllegalArgumentException(
          "%d examples need as many labels, got %d".formatted(x.rows(), y.rows()));
    }
    labelMask.requireFits(y);
  }

  /** The number of examples. */
  public int size() {
    return x.rows();
  }
}
