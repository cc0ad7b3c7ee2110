package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.LossSpec;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/**
 * What the outputs of one example count in the loss.
 *
 * @param spec the settings
 * @param batch the minibatch, with its label mask
 * @param example its row
 */
record TrueShares(LossSpec spec, Examples batch, int example) {

  /** Whether an output's label counts at all. */
  boolean counts(int output) {
    return batch.counts(example, output);
  }

  private IntStream outputs() {
    return IntStream.range(0, batch.outputSize());
  }

  /** Whether the labels of all outputs count. */
  boolean allCount() {
    return outputs().allMatch(this::counts);
  }

  /** Whether no label counts. */
  boolean noneCounts() {
    return outputs().noneMatch(this::counts);
  }

  /** The factor of an output's share. */
  BigDecimal weight(int output) {
    return counts(output) ? new BigDecimal(spec.weight(output)) : BigDecimal.ZERO;
  }

  /** How far probabilities stay away from 0 and 1. */
  double clip() {
    return spec.clip();
  }
}
