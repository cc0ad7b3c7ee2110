package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.Shape;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Matrices as arrays of rows. */
final class Rows {

  private Rows() {}

  /**
   * The numbers of a row-major array, exactly.
   *
   * @throws IllegalArgumentException if one is NaN or infinite
   */
  static BigDecimal[][] of(String name, int rows, double[] values) {
    int columns = values.length / rows;
    BigDecimal[][] matrix = new BigDecimal[rows][columns];
    for (int k = 0; k < values.length; k++) {
      if (!Double.isFinite(values[k])) {
        List<Integer> index = Shape.of(rows, columns).indexOf(k);
        throw new IllegalArgumentException(
            "the arbiter needs finite numbers, but %s%s is %s".formatted(name, index, values[k]));
      }
      matrix[k / columns][k % columns] = new BigDecimal(values[k]);
    }
    return matrix;
  }

  /** All elements, on all processors. */
  static BigDecimal[][] filled(int rows, int columns, Element element) {
    BigDecimal[][] matrix = new BigDecimal[rows][columns];
    IntStream.range(0, rows * columns)
        .parallel()
        .forEach(k -> matrix[k / columns][k % columns] = element.at(k / columns, k % columns));
    return matrix;
  }

  /** All rows, on all processors. */
  static BigDecimal[][] filled(int rows, IntFunction<BigDecimal[]> row) {
    return IntStream.range(0, rows).parallel().mapToObj(row).toArray(BigDecimal[][]::new);
  }

  static BigDecimal[] zeros(int columns) {
    BigDecimal[] row = new BigDecimal[columns];
    Arrays.fill(row, BigDecimal.ZERO);
    return row;
  }

  static BigDecimal[][] transpose(BigDecimal[][] matrix) {
    BigDecimal[][] transposed = new BigDecimal[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  /** An element by its row and column. */
  @FunctionalInterface
  interface Element {

    BigDecimal at(int row, int column);
  }
}
