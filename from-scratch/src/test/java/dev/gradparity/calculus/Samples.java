package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;
import java.util.SplittableRandom;

/** Seeded matrices. */
final class Samples {

  private Samples() {}

  /**
   * Integers from -9 to 9 without 0. Sums of their products are exact, and so identities hold to
   * the last bit; no entry is 0, and so none hides a wrong index.
   */
  static Matrix integers(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    return fromEntries(
        rows, columns, (i, j) -> (random.nextBoolean() ? 1 : -1) * random.nextInt(1, 10));
  }

  /** Numbers from -1 to 1. */
  static Matrix reals(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    return fromEntries(rows, columns, (i, j) -> random.nextDouble(-1, 1));
  }
}
