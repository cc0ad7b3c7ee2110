package dev.gradparity.kernel;

/**
 * Sums along a row in the order that {@link Kernels} defines: float64 partial sum p takes the terms
 * j = p mod 16, ascending; then partial sums p and p + 8 are added, then p and p + 4, then p and p
 * + 2, then the last two: what vector registers of any width can do alike.
 *
 * <p>Four partial sums at a time, each waiting for its own last addition alone.
 */
final class RowSum {

  private static final int PARTIAL_SUMS = 16;

  private RowSum() {}

  /** x_from + ... + x_(from + length - 1). */
  static double of(float[] x, int from, int length) {
    return (quarter(x, from, from + length) + quarter(x, from + 2, from + length))
        + (quarter(x, from + 1, from + length) + quarter(x, from + 3, from + length));
  }

  /** Partial sums first, first + 4, first + 8 and first + 12, and their tree. */
  private static double quarter(float[] x, int first, int end) {
    double sum0 = 0;
    double sum4 = 0;
    double sum8 = 0;
    double sum12 = 0;
    int j = first;
    for (; j < end - 12; j += PARTIAL_SUMS) {
      sum0 += x[j];
      sum4 += x[j + 4];
      sum8 += x[j + 8];
      sum12 += x[j + 12];
    }
    sum0 += j < end ? x[j] : 0;
    sum4 += j + 4 < end ? x[j + 4] : 0;
    sum8 += j + 8 < end ? x[j + 8] : 0;
    return (sum0 + sum8) + (sum4 + sum12);
  }

  /** x_from y_from + ... + x_(from + length - 1) y_(from + length - 1). */
  static double ofProducts(float[] x, float[] y, int from, int length) {
    return (quarter(x, y, from, from + length) + quarter(x, y, from + 2, from + length))
        + (quarter(x, y, from + 1, from + length) + quarter(x, y, from + 3, from + length));
  }

  private static double quarter(float[] x, float[] y, int first, int end) {
    double sum0 = 0;
    double sum4 = 0;
    double sum8 = 0;
    double sum12 = 0;
    int j = first;
    for (; j < end - 12; j += PARTIAL_SUMS) {
      sum0 += (double) x[j] * y[j];
      sum4 += (double) x[j + 4] * y[j + 4];
      sum8 += (double) x[j + 8] * y[j + 8];
      sum12 += (double) x[j + 12] * y[j + 12];
    }
    sum0 += j < end ? (double) x[j] * y[j] : 0;
    sum4 += j + 4 < end ? (double) x[j + 4] * y[j + 4] : 0;
    sum8 += j + 8 < end ? (double) x[j + 8] * y[j + 8] : 0;
    return (sum0 + sum8) + (sum4 + sum12);
  }

  /** x_from + ... + x_(from + length - 1). */
  static double of(double[] x, int from, int length) {
    return (quarter(x, from, from + length) + quarter(x, from + 2, from + length))
        + (quarter(x, from + 1, from + length) + quarter(x, from + 3, from + length));
  }

  /** Partial sums first, first + 4, first + 8 and first + 12, and their tree. */
  private static double quarter(double[] x, int first, int end) {
    double sum0 = 0;
    double sum4 = 0;
    double sum8 = 0;
    double sum12 = 0;
    int j = first;
    for (; j < end - 12; j += PARTIAL_SUMS) {
      sum0 += x[j];
      sum4 += x[j + 4];
      sum8 += x[j + 8];
      sum12 += x[j + 12];
    }
    sum0 += j < end ? x[j] : 0;
    sum4 += j + 4 < end ? x[j + 4] : 0;
    sum8 += j + 8 < end ? x[j + 8] : 0;
    return (sum0 + sum8) + (sum4 + sum12);
  }

  /** x_from y_from + ... + x_(from + length - 1) y_(from + length - 1). */
  static double ofProducts(double[] x, double[] y, int from, int length) {
    return (quarter(x, y, from, from + length) + quarter(x, y, from + 2, from + length))
        + (quarter(x, y, from + 1, from + length) + quarter(x, y, from + 3, from + length));
  }

  private static double quarter(double[] x, double[] y, int first, int end) {
    double sum0 = 0;
    double sum4 = 0;
    double sum8 = 0;
    double sum12 = 0;
    int j = first;
    for (; j < end - 12; j += PARTIAL_SUMS) {
      sum0 += x[j] * y[j];
      sum4 += x[j + 4] * y[j + 4];
      sum8 += x[j + 8] * y[j + 8];
      sum12 += x[j + 12] * y[j + 12];
    }
    sum0 += j < end ? x[j] * y[j] : 0;
    sum4 += j + 4 < end ? x[j + 4] * y[j + 4] : 0;
    sum8 += j + 8 < end ? x[j + 8] * y[j + 8] : 0;
    return (sum0 + sum8) + (sum4 + sum12);
  }
}
