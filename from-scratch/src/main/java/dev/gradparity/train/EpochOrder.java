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
}
