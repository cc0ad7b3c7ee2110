package dev.gradparity.comparison.sweep;

import java.util.List;
import java.util.Random;

/**
 * Random choices of one network. {@link Random} and {@link StrictMath} are specified to the bit, so
 * that one seed gives the same network on every machine.
 */
final class Draw {

  private final Random random;

  /** The choices of this network of this seed; neighbours share nothing. */
  Draw(long seed, int number) {
    random = new Random(mix(mix(seed) + number));
  }

  /** The finaliser of Stafford's variant 13, as in SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** An integer in [least, most]. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A number in [least, most), each order of magnitude as frequent as any other. */
  double logUniform(double least, double most) {
    double logarithm = uniform(StrictMath.log(least), StrictMath.log(most));
    return StrictMath.exp(logarithm);
  }

  double uniform(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  long seed() {
    return random.nextInt(Integer.MAX_VALUE);
  }
}
