package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class SquaredLossTest {

  private static final Matrix P = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
  private static final Matrix Y = Matrix.of(DType.FLOAT64, 2, 3, 0, 4, 3, 1, 5, 7);

  @Test
  void sumIsOverEverythingWithoutAMean() {
    assertEquals(1 + 4 + 0 + 9 + 0 + 1, SquaredLoss.SUM.value(P, Y));
    assertEquals(7.5, SquaredLoss.HALF_SUM.value(P, Y));
  }

  @Test
  void halfTheSumSparesTheGradientItsTwo() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 3, 1, -2, 0, 3, 0, -1), SquaredLoss.HALF_SUM.gradient(P, Y));
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 3, 2, -4, 0, 6, 0, -2), SquaredLoss.SUM.gradient(P, Y));
  }

  @RectangularShapes
  void gradientsAreTheNumericalOnes(int n, int d, int m) {
    Matrix p = Samples.reals(m, n, d);
    Matrix y = Samples.reals(m + 1, n, d);
    for (SquaredLoss loss : SquaredLoss.values()) {
      assertAgrees(
          CentralDifferences.scalarByMatrix(point -> loss.value(point, y), p), loss.gradient(p, y));
    }
  }

  @Test
  void misfitsAreRefused() {
    Matrix other = Samples.integers(1, 3, 2);
    String message = "p is 2 x 3, y is 3 x 2: they need the same shape";
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> SquaredLoss.SUM.value(P, other))
            .getMessage());
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> SquaredLoss.SUM.gradient(P, other))
            .getMessage());
  }
}
