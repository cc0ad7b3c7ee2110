package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Plain row-major arrays to ND4J's and back, typed by the caller and not by ND4J's default. */
final class Dl4jArrays {

  private Dl4jArrays() {}

  /** An array in 'c' order: {@code values} rounded to {@code dtype}, to nearest. */
  static INDArray of(double[] values, DType dtype, long... shape) {
    INDArray vector =
        switch (dtype) {
          case FLOAT64 -> Nd4j.createFromArray(values);
          case FLOAT32 -> Nd4j.createFromArray(narrowed(values));
        };
    return vector.reshape('c', shape);
  }

  /** A matrix in 'f' order, of row-major {@code values} rounded to {@code dtype}. */
  static INDArray columnMajor(double[] values, DType dtype, int rows, int columns) {
    return of(values, dtype, rows, columns).dup('f');
  }

  /**
   * The elements of {@code array}, in row-major order whatever its own; float32 widened exactly.
   */
  static double[] rowMajor(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
