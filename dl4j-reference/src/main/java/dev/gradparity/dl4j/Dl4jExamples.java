package dev.gradparity.dl4j;

/**
 * Examples and their labels.
 *
 * @param count of examples
 * @param x [examples, input size]
 * @param y [examples, output size]
 * @param labelMask which labels count, of 1 and 0: [examples] or [examples, output size]; empty
 *     where all do
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
