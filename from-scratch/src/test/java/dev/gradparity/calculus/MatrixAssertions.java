package dev.gradparity.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;

/** Comparisons of matrices. */
final class MatrixAssertions {

  /**
   * Relative to the largest entry, 100 times the u^(2/3) that central differences promise for a
   * function of size 1, which leaves room for losses above 1: 2e-9, far below any wrong formula.
   */
  private static final double DIFFERENCES_TOLERANCE =
      100 * Math.pow(DType.FLOAT64.unitRoundoff(), 2.0 / 3);

  private MatrixAssertions() {}

  /** Equal shapes and equal numbers; 0 and -0 are equal, NaN is not equal to anything. */
  static void assertExactly(Matrix expected, Matrix actual) {
    assertWithin(0, expected, actual);
  }

  /** A formula's gradient against numerical differentiation, which must not be all zeros. */
  static void assertAgrees(Matrix differences, Matrix gradient) {
    double scale = Arrays.stream(differences.toArray()).map(Math::abs).max().orElseThrow();
    if (!(scale > 1e-3)) {
      fail("a gradient of at most " + scale + " proves nothing");
    }
    assertWithin(DIFFERENCES_TOLERANCE * Math.max(1, scale), differences, gradient);
  }

  private static void assertWithin(double tolerance, Matrix expected, Matrix actual) {
    assertEquals(expected.toString(), actual.toString(), "format and shape");
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.columns(); j++) {
        double error = Math.abs(expected.get(i, j) - actual.get(i, j));
        if (!(error <= tolerance)) {
          fail(
              "entry (%d, %d) is %s, expected %s within %s"
                  .formatted(i, j, actual.get(i, j), expected.get(i, j), tolerance));
        }
      }
    }
  }
}
