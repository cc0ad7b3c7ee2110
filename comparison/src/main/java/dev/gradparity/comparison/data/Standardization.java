package dev.gradparity.comparison.data;

/** Columns shifted and scaled to mean 0 and variance 1; a constant column becomes 0. */
final class Standardization {

  private Standardization() {}

  static void apply(double[] values, int columns) {
    int rows = values.length / columns;
    for (int column = 0; column < columns; column++) {
      double mean = 0;
      for (int i = 0; i < rows; i++) {
        mean += values[i * columns + column] / rows;
      }
      double variance = 0;
      for (int i = 0; i < rows; i++) {
        double deviation = values[i * columns + column] - mean;
        variance += deviation * deviation / rows;
      }
      double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      for (int i = 0; i < rows; i++) {
        values[i * columns + column] = (values[i * columns + column] - mean) * scale;
      }
    }
  }
}
