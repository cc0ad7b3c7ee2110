package dev.gradparity.spec;

import java.util.Random;

/**
 * Which elements of a layer's input dropout retains, as a function of the network's seed, the layer
 * and the step: whoever computes a network draws nothing.
 */
public final class DropoutMask {

  /** The golden ratio in 64 bits, which spreads neighbouring numbers. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private DropoutMask() {}

  /**
   * The elements that are retained, row by row.
   *
   * @param layer its number, from 1
   * @param step the number of steps made before
   * @param examples the rows
   * @return (examples, fan-in)
   */
  public static boolean[] retained(NetworkSpec spec, int layer, int step, int examples) {
    double p = spec.layer(layer).form().dropOut();
    Random random = new Random(((spec.seed() * SPREAD + layer) * SPREAD + step) * SPREAD);
    boolean[] retained = new boolean[examples * spec.fanIn(layer)];
    for (int k = 0; k < retained.length; k++) {
      retained[k] = random.nextDouble() < p;
    }
    return retained;
  }
}
