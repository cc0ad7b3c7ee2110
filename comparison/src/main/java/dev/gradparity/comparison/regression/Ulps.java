package dev.gradparity.comparison.regression;

import dev.gradparity.spec.DType;

/** Distances in units in the last place. */
final class Ulps {

  private Ulps() {}

  /**
   * |a - b| in units in the last place of the larger of the two, in a format; infinite where NaN or
   * infinity meets something else. Zeros of either sign are equal.
   */
  static double between(DType dtype, double a, double b) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return 0;
    }
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return Double.POSITIVE_INFINITY;
    }
    double larger = Math.max(Math.abs(a), Math.abs(b));
    double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) larger) : Math.ulp(larger);
    // Large numbers by halves, whose difference cannot overflow; halves of the smallest would be 0.
    return larger > 1 ? Math.abs(a / 2 - b / 2) / ulp * 2 : Math.abs(a - b) / ulp;
  }
}
