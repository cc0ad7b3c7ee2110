package dev.gradparity.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Which examples make up which minibatch. */
final class MinibatchRows {

  private MinibatchRows() {}

  /**
   * The rows of each minibatch of an epoch; the last one may be short.
   *
   * @param order the rows in the order of their use
   * @param limit of the number of minibatches
   */
  static List<int[]> of(int batchSize, int[] order, int limit) {
    List<int[]> minibatches = new ArrayList<>();
    for (int from = 0; from < order.length && minibatches.size() < limit; from += batchSize) {
      minibatches.add(Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length)));
    }
    return minibatches;
  }

  /**
   * Takes steps over the minibatches of epochs.
   *
   * @param steps the number of minibatches; may end within an epoch
   * @param step is given the number of a step, from 1, and its minibatch
   * @param epochEnd called after every epoch, the last one's part included
   */
  static void forEach(
      Dl4jExamples all,
      int batchSize,
      List<int[]> epochOrders,
      int steps,
      ObjIntConsumer<Dl4jExamples> step,
      Runnable epochEnd) {
    int made = 0;
    for (int[] order : epochOrders) {
      if (made == steps) {
        return;
      }
      for (int[] rows : of(batchSize, order, steps - made)) {
        made++;
        step.accept(pick(all, rows), made);
      }
      epochEnd.run();
    }
  }

  /** These examples. */
  static Dl4jExamples pick(Dl4jExamples all, int[] rows) {
    int n = all.count();
    return new Dl4jExamples(
        rows.length,
        pick(all.x(), rows, all.x().length / n),
        pick(all.y(), rows, all.y().length / n),
        pick(all.labelMask(), rows, all.labelMask().length / n));
  }

  /** These rows of a row-major table. */
  static double[] pick(double[] table, int[] rows, int columns) {
    double[] picked = new double[rows.length * columns];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(table, rows[k] * columns, picked, k * columns, columns);
    }
    return picked;
  }
}
