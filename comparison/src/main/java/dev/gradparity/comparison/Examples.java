package dev.gradparity.comparison;

/**
 * Examples and their labels, already in the case's format.
 *
 * @param count n
 * @param x (n, d), row-major
 * @param y (n, C), row-major
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way to the subjects, never compared
public record Examples(int count, double[] x, double[] y) {

  /** d, the number of features of an example. */
  public int inputSize() {
    return x.length / count;
  }

  /** C, the number of outputs of an example. */
  public int outputSize() {
    return y.length / count;
  }

  /** The examples at these positions, in this order. */
  public Examples select(int[] rows) {
    double[] selectedX = new double[rows.length * inputSize()];
    double[] selectedY = new double[rows.length * outputSize()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(x, rows[i] * inputSize(), selectedX, i * inputSize(), inputSize());
      System.arraycopy(y, rows[i] * outputSize(), selectedY, i * outputSize(), outputSize());
    }
    return new Examples(rows.length, selectedX, selectedY);
  }
}
