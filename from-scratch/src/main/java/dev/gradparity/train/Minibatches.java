package dev.gradparity.train;

import dev.gradparity.nn.LabelMask;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Endless minibatches, epoch after epoch in shuffled order. An epoch visits every example once: its
 * last minibatch is short where the batch size does not divide the examples.
 */
public final class Minibatches {

  private final Minibatch all;
  private final Minibatch buffer;
  private final IntFunction<int[]> orders;
  private int epoch;
  private int[] order;
  private int position;

  /** Minibatches of these examples, whose labels all count. */
  public Minibatches(Matrix x, Matrix y, int batchSize, long seed) {
    this(x, y, LabelMask.NONE, batchSize, epoch -> EpochOrder.of(x.rows(), seed, epoch));
  }

  /**
   * Minibatches of these examples.
   *
   * @param x (n, d)
   * @param y (n, C)
   * @param labelMask which labels count
   * @param batchSize at least 1, of sequences the rows of whole ones; above n, all examples at once
   * @param orders of the rows in each epoch, from 0
   */
  public Minibatches(
      Matrix x, Matrix y, LabelMask labelMask, int batchSize, IntFunction<int[]> orders) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("the batch size must be at least 1, got " + batchSize);
    }
    all = new Minibatch(x, y, labelMask, 0);
    int largest = Math.min(batchSize, all.size());
    buffer =
        new Minibatch(
            Matrix.zeros(x.dtype(), largest, x.columns()),
            Matrix.zeros(y.dtype(), largest, y.columns()));
    this.orders = orders;
    order = orders.apply(0);
  }

  /**
   * Passes over minibatches, for a training that goes on where another stopped.
   *
   * @param count at least 0
   */
  public void skip(int count) {
    for (int k = 0; k < count; k++) {
      if (position == order.length) {
        startEpoch();
      }
      position = Math.min(position + buffer.size(), order.length);
    }
  }

  /** The epochs that have been gone through to their end. */
  public int epochs() {
    return position == order.length ? epoch + 1 : epoch;
  }

  private void startEpoch() {
    epoch++;
    order = orders.apply(epoch);
    position = 0;
  }

  /** The next minibatch; its storage is used again for the one after. */
  public Minibatch next() {
    if (position == order.length) {
      startEpoch();
    }
    int size = Math.min(buffer.size(), order.length - position);
    Matrix x = buffer.x().topRows(size);
    Matrix y = buffer.y().topRows(size);
    for (int row = 0; row < size; row++) {
      x.setRow(row, all.x(), order[position + row]);
      y.setRow(row, all.y(), order[position + row]);
    }
    int[] rows = Arrays.copyOfRange(order, position, position + size);
    position += size;
    return new Minibatch(x, y, all.labelMask().select(rows), epoch);
  }
}
