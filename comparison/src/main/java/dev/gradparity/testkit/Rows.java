package dev.gradparity.testkit;

import java.util.Arrays;

/** Matrices as an array of rows, and row by row in one array. */
final class Rows {

  private Rows() {}

  /**
   * All rows in one array.
   *
   * @throws IllegalArgumentException naming both shapes, if this is not a matrix of the given one
   */
  static double[] flat(String name, double[][] rows, int count, int columns) {
    if (rows.length != count || Arrays.stream(rows).anyMatch(row -> row.length != columns)) {
      throw new IllegalArgumentException(
          "%s has %d rows of %s, but the spec needs %d of %d; an example is a row, and W is"
                  .formatted(name, rows.length, lengths(rows), count, columns)
              + " (fan-in, fan-out)");
    }
    double[] flat = new double[count * columns];
    for (int i = 0; i < count; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return flat;
  }

  private static String lengths(double[][] rows) {
    int[] lengths = Arrays.stream(rows).mapToInt(row -> row.length).distinct().toArray();
    return lengths.length == 1 ? String.valueOf(lengths[0]) : Arrays.toString(lengths);
  }

  /** A new array for each row. */
  static double[][] of(double[] flat, int count) {
    int columns = flat.length / count;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
    }
    return rows;
  }
}
