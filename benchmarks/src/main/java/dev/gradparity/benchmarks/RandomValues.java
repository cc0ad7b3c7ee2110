package dev.gradparity.benchmarks;

import dev.gradparity.spec.DType;
import java.util.Random;

/** Numbers from -1 to 1 that are exact in a format; the same ones every time. */
final class RandomValues {

  static final long SEED = 42;

  private final DType dtype;
  private final Random random = new Random(SEED);

  RandomValues(DType dtype) {
    this.dtype = dtype;
  }

  double[] next(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int k = 0; k < values.length; k++) {
      values[k] = dtype.round(2 * random.nextDouble() - 1);
    }
    return values;
  }
}
