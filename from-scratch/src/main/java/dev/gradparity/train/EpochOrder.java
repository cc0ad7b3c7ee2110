package dev.gradparity.train;

import java.util.Random;

/** The order in which an epoch visits the examples. */
public final class EpochOrder {

  private EpochOrder() {}

  /**
   * A uniformly random permutation of 0 to {@code examples - 1}: the shuffle of Fisher and Yates
   * (Durstenfeld 1964, algorithm 235), the same on every machine.
   *
   * @param epoch from 0; each epoch of a seed has an order of its own
   */
  public static int[] of(int examples, long seed, int epoch) {
    Random random = new Random(seed + 0x9E3779B97F4A7C15L * (epoch + 1));
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * The same for the rows of sequences: a random order of the sequences, whose rows stay side by
   * side.
   *
   * @throws IllegalArgumentException if the rows are not whole sequences
   */
  public static int[] ofSequences(int rows, int timeSteps, long seed, int epoch) {
    if (rows % timeSteps != 0) {
      throw new IllegalArgumentException(
          "%d rows are not whole sequences of %d time steps".formatted(rows, timeSteps));
    }
    int[] sequences = of(rows / timeSteps, seed, epoch);
    int[] order = new int[rows];
    for (int k = 0; k < rows; k++) {
      order[k] = sequences[k / timeSteps] * timeSteps + k % timeSteps;
    }
    return order;
  }
}
