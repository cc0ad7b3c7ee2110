package dev.gradparity.benchmarks;

import dev.gradparity.spec.DType;
import java.util.Arrays;

/**
 * A.B by plain loops in float64, and how far two products in a format may lie apart, element by
 * element: 2 sqrt(k) u |A||B|, one sqrt(k) u |A||B| for each side, k the inner length and u the
 * unit roundoff of the format. The gauge |A||B| is that of LAPACK's tests of the BLAS; sqrt(k) for
 * sums whose roundings have signs of their own is from Higham and Mary (2019).
 *
 * @param values A.B, row-major
 * @param rounding the bound
 */
@SuppressWarnings("ArrayRecordComponent") // plain data, never compared
record PlainProduct(double[] values, double[] rounding) {

  /**
   * Of A (rows, inner) and B (inner, columns).
   *
   * @param dtype the format of those who are judged
   */
  static PlainProduct of(DType dtype, int rows, int inner, int columns, double[] a, double[] b) {
    double[] gauge = multiply(rows, inner, columns, magnitudes(a), magnitudes(b));
    double units = 2 * Math.sqrt(inner) * dtype.unitRoundoff();
    double[] rounding = Arrays.stream(gauge).map(g -> units * g).toArray();
    return new PlainProduct(multiply(rows, inner, columns, a, b), rounding);
  }

  private static double[] multiply(int rows, int inner, int columns, double[] a, double[] b) {
    double[] c = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        addScaledRow(a[i * inner + k], b, k * columns, c, i * columns, columns);
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

  private static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  /** A (rows, columns) as (columns, rows). */
  static double[] transpose(int rows, int columns, double[] a) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }
}
