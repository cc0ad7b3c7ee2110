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

  static List<int[]> epochs(long seed, int examples, int batchSize, int steps) {
    int stepsPerEpoch = stepsPerEpoch(examples, batchSize);
    int epochs = (steps + stepsPerEpoch - 1) / stepsPerEpoch;
    return IntStream.range(0, epochs)
        .mapToObj(epoch -> EpochOrder.of(examples, seed, epoch))
        .toList();
  }
}
