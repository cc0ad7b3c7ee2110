package dev.gradparity.kernel;

/**
 * Sums along a row in the order that {@link Kernels} defines: float64 partial sum p takes the terms
 * j = p mod 16, ascending; then partial sums p and p + 8 are added, then p and p + 4, then p and p
 * + 2, then the last two: what vector registers of any width can do alike.
 *
 * <p>A tree adds the trees of every other of its partial sums: those at first, first + 2 step, ...
 * and those at first + step, first + 3 step, ...
 */
final class RowSum {

  private static final int PARTIAL_SUMS = 16;

  private RowSum() {}

  /** x_from + ... + x_(from + length - 1). */
  static double of(float[] x, int from, int length) {
    return tree(x, from, length, 0, 1);
  }

  private static double tree(float[] x, int from, int length, int first, int step) {
    if (step < PARTIAL_SUMS) {
      return tree(x, from, length, first, 2 * step) + tree(x, from, length, first + step, 2 * step);
    }
    double sum = 0;
    for (int j = first; j < length; j += PARTIAL_SUMS) {
      sum += x[from + j];
    }
    return sum;
  }

  /** x_from y_from + ... + x_(from + length - 1) y_(from + length - 1). */
  static double ofProducts(float[] x, float[] y, int from, int length) {
    return treeOfProducts(x, y, from, length, 0, 1);
  }

  private static double treeOfProducts(
      float[] x, float[] y, int from, int length, int first, int step) {
    if (step < PARTIAL_SUMS) {
      return treeOfProducts(x, y, from, length, first, 2 * step)
          + treeOfProducts(x, y, from, length, first + step, 2 * step);
    }
    double sum = 0;
    for (int j = first; j < length; j += PARTIAL_SUMS) {
      sum += (double) x[from + j] * y[from + j];
    }
    return sum;
  }

  /** x_from + ... + x_(from + length - 1). */
  static double of(double[] x, int from, int length) {
    return tree(x, from, length, 0, 1);
  }

  private static double tree(double[] x, int from, int length, int first, int step) {
    if (step < PARTIAL_SUMS) {
      return tree(x, from, length, first, 2 * step) + tree(x, from, length, first + step, 2 * step);
    }
    double sum = 0;
    for (int j = first; j < length; j += PARTIAL_SUMS) {
      sum += x[from + j];
    }
    return sum;
  }

  /** x_from y_from + ... + x_(from + length - 1) y_(from + length - 1). */
  static double ofProducts(double[] x, double[] y, int from, int length) {
    return treeOfProducts(x, y, from, length, 0, 1);
  }

  private static double treeOfProducts(
      double[] x, double[] y, int from, int length, int first, int step) {
    if (step < PARTIAL_SUMS) {
      return treeOfProducts(x, y, from, length, first, 2 * step)
          + treeOfProducts(x, y, from, length, first + step, 2 * step);
    }
    double sum = 0;
    for (int j = first; j < length; j += PARTIAL_SUMS) {
      sum += x[from + j] * y[from + j];
    }
    return sum;
  }
}
