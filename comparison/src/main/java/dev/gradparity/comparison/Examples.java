package dev.gradparity.comparison;

/**
 * Examples and their labels, already in the case's format. Of sequences, each time step is a row of
 * its own, as if it were an example; those of one sequence lie side by side.
 *
 * @param count n, the rows
 * @param x (n, d), row-major
 * @param y (n, C), row-major
 * @param labelMask which labels count, of 1 and 0: (n, 1) for examples or (n, C), row-major, for
 *     outputs; empty where all do
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way to the subjects, never compared
public record Examples(int count, double[] x, double[] y, double[] labelMask) {

  private static final double[] ALL_COUNT = {};

  /** Examples whose labels all count. */
  public Examples(int count, double[] x, double[] y) {
    this(count, x, y, ALL_COUNT);
  }

  /** d, the number of features of an example. */
  public int inputSize() {
    return x.length / count;
  }

  /** C, the number of outputs of an example. */
  public int outputSize() {
    return y.length / count;
  }

  /** Whether some labels may not count. */
  public boolean isMasked() {
    return labelMask.length > 0;
  }

  /** The columns of the label mask: 1, or C; 0 where there is none. */
  public int maskColumns() {
    return labelMask.length / count;
  }

  /** Whether the label of an output counts. */
  public boolean counts(int example, int output) {
    int columns = maskColumns();
    return columns == 0 || labelMask[example * columns + (columns == 1 ? 0 : output)] == 1;
  }

  /** The same examples with other features. */
  public Examples withX(double[] other) {
    return new Examples(count, other, y, labelMask);
  }

  /** The same examples with other labels. */
  public Examples withY(double[] other) {
    return new Examples(count, x, other, labelMask);
  }

  /** The examples at these positions, in this order. */
  public Examples select(int[] rows) {
    double[] selectedX = new double[rows.length * inputSize()];
    double[] selectedY = new double[rows.length * outputSize()];
    int maskColumns = maskColumns();
    double[] selectedMask = new double[rows.length * maskColumns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(x, rows[i] * inputSize(), selectedX, i * inputSize(), inputSize());
      System.arraycopy(y, rows[i] * outputSize(), selectedY, i * outputSize(), outputSize());
      System.arraycopy(
          labelMask, rows[i] * maskColumns, selectedMask, i * maskColumns, maskColumns);
    }
    return new Examples(rows.length, selectedX, selectedY, selectedMask);
  }
}
