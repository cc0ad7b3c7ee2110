package dev.gradparity.comparison.numerics;

/** Plain float64 loops for the walk: the judge shares no arithmetic with those it judges. */
final class Dense {

  private Dense() {}

  /** A.B for A (n, d) and B (d, m). */
  static double[] multiply(int n, int d, int m, double[] a, double[] b) {
    double[] c = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        double factor = a[i * d + k];
        if (factor != 0) {
          addScaledRow(factor, b, k * m, c, i * m, m);
        }
      }
    }
    return c;
  }

  private static void addScaledRow(
      double factor, double[] source, int from, double[] target, int to, int length) {
    for (int j = 0; j < length; j++) {
      target[to + j] += factor * source[from + j];
    }
  }

  static double[] transpose(int rows, int columns, double[] a) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }

  static double[] abs(double[] a) {
    double[] magnitudes = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      magnitudes[k] = Math.abs(a[k]);
    }
    return magnitudes;
  }

  static void addInPlace(double[] target, double[] other) {
    for (int k = 0; k < target.length; k++) {
      target[k] += other[k];
    }
  }

  /** factor a. */
  static double[] scaled(double factor, double[] a) {
    double[] scaled = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      scaled[k] = factor * a[k];
    }
    return scaled;
  }
}
