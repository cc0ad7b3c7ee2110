package dev.gradparity.comparison.data;

/** Columns shifted and scaled to mean 0 and variance 1; a constant column becomes 0. */
final class Standardization {

  private Standardization() {}

  /** Returns -1, or the first column whose variance is beyond the largest number. */
  static int apply(double[] values, int columns) {
    int rows = values.length / columns;
    for (int column = 0; column < columns; column++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double mean = 0;
      for (int i = 0; i < rows; i++) {
        min = Math.min(min, values[i * columns + column]);
        max = Math.max(max, values[i * columns + column]);
        mean += values[i * columns + column] / rows;
      }
      double variance = 0;
      for (int i = 0; i < rows; i++) {
        double deviation = values[i * columns + column] - mean;
        variance += deviation * deviation / rows;
      }
      if (!Double.isFinite(variance)) {
        return column;
      }
      // Not by the variance: the mean of equal numbers may be another number, by rounding.
      double scale = min < max ? 1 / Math.sqrt(variance) : 0;
      for (int i = 0; i < rows; i++) {
        values[i * columns + column] = (values[i * columns + column] - mean) * scale;
      }
    }
    return -1;
  }
}
