package dev.gradparity.comparison;

import dev.gradparity.train.EpochOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The orders that a training case gives to its subjects, as plain data. Each subject cuts them into
 * minibatches by itself, so that one that loses examples is seen.
 */
final class TrainingOrder {

  private TrainingOrder() {}

  static int stepsPerEpoch(int examples, int batchSize) {
    return (examples + batchSize - 1) / batchSize;
  }

  /** The orders of the epochs that the steps reach. */
  static List<int[]> epochs(Case.Training task) {
    int first = task.epochOf(1);
    return IntStream.rangeClosed(first, task.epochOf(task.steps()))
        .mapToObj(epoch -> epoch(task, epoch))
        .toList();
  }

  /**
   * The order of an epoch, from 0. Where all examples are one minibatch, dropout's masks meet them
   * in the order in which they are given.
   */
  static int[] epoch(Case.Training task, int epoch) {
    int examples = task.examples().count();
    boolean dropsOut = task.spec().layers().stream().anyMatch(layer -> layer.form().dropOut() < 1);
    return dropsOut && task.batchSize() >= examples
        ? IntStream.range(0, examples).toArray()
        : EpochOrder.ofSequences(examples, task.spec().timeSteps(), task.spec().seed(), epoch);
  }
}
