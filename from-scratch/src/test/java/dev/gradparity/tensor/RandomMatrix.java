package dev.gradparity.tensor;

import dev.gradparity.spec.DType;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Matrices of random numbers for tests. */
public final class RandomMatrix {

  private RandomMatrix() {}

  /** Standard normal deviates. */
  public static Matrix normal(DType dtype, int rows, int columns, Random random) {
    return fill(dtype, rows, columns, random::nextGaussian);
  }

  /** Integers from -4 to 4: small enough for sums of products that no format rounds. */
  public static Matrix integers(DType dtype, int rows, int columns, Random random) {
    return fill(dtype, rows, columns, () -> random.nextInt(9) - 4);
  }

  /**
   * Numbers of either sign whose magnitudes differ by up to 2^20, so that another order of a sum,
   * or one rounding more, shows in the last bits.
   */
  public static Matrix wide(DType dtype, int rows, int columns, Random random) {
    return fill(
        dtype, rows, columns, () -> Math.scalb(random.nextGaussian(), random.nextInt(21) - 10));
  }

  private static Matrix fill(DType dtype, int rows, int columns, DoubleSupplier next) {
    Matrix matrix = Matrix.zeros(dtype, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, next.getAsDouble());
      }
    }
    return matrix;
  }
}
