package dev.gradparity.dl4j;

/**
 * Examples and their labels, a row for each; of sequences a row for each time step, those of one
 * sequence side by side.
 *
 * @param count of rows
 * @param x [rows, input size]
 * @param y [rows, output size]
 * @param labelMask which labels count, of 1 and 0: [rows] or [rows, output size]; empty where all
 *     do
 */
// Plain data on its way into the library; nobody compares or hashes the record as a whole.
@SuppressWarnings("ArrayRecordComponent")
public record Dl4jExamples(int count, double[] x, double[] y, double[] labelMask) {

  private static final double[] ALL_COUNT = {};

  /** Examples whose labels all count. */
  public Dl4jExamples(int count, double[] x, double[] y) {
    this(count, x, y, ALL_COUNT);
  }
}
