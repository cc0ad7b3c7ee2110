package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class ProductTheoremTest {

  @Test
  void derivativeByAnEntryOfXHoldsTheMatchingRowOfW() {
    Matrix w = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
    assertExactly(
        Matrix.ofRows(
            new double[] {0, 0, 0},
            new double[] {0, 0, 0},
            new double[] {4, 5, 6},
            new double[] {0, 0, 0}),
        ProductTheorem.derivativeByX(w, 4, 2, 1));
  }

  @Test
  void derivativeByAnEntryOfWHoldsTheMatchingColumnOfX() {
    Matrix x = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
    assertExactly(
        Matrix.ofRows(new double[] {0, 0, 0, 3}, new double[] {0, 0, 0, 6}),
        ProductTheorem.derivativeByW(x, 4, 2, 3));
  }

  @RectangularShapes
  void derivativesByEntriesAreThoseOfTheProduct(int n, int d, int m) {
    Matrix x = Samples.reals(1, n, d);
    Matrix w = Samples.reals(2, d, m);
    DerivativeTensor byX =
        CentralDifferences.vectorByMatrix(point -> Vec.byRows(product(point, w)), x);
    DerivativeTensor byW =
        CentralDifferences.vectorByMatrix(point -> Vec.byRows(product(x, point)), w);
    int i = n - 1;
    int k = d / 2;
    int j = m - 1;
    assertAgrees(entryOfEachSlice(byX, n, m, i, k), ProductTheorem.derivativeByX(w, n, i, k));
    assertAgrees(entryOfEachSlice(byW, n, m, k, j), ProductTheorem.derivativeByW(x, m, k, j));
  }

  /** dY/dt_ij, n x m, out of the derivatives dy/dT of Y's entries taken by rows. */
  private static Matrix entryOfEachSlice(DerivativeTensor tensor, int n, int m, int i, int j) {
    return MatrixAlgebra.fromEntries(
        n, m, (row, column) -> tensor.slices().get(row * m + column).get(i, j));
  }

  @RectangularShapes
  void collectedFrobeniusProductsAreDyTimesWTransposed(int n, int d, int m) {
    Matrix dY = Samples.integers(1, n, m);
    Matrix w = Samples.integers(2, d, m);
    assertExactly(product(dY, transpose(w)), ProductTheorem.gradientByX(dY, w));
  }

  @RectangularShapes
  void collectedFrobeniusProductsAreXTransposedTimesDy(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix dY = Samples.integers(2, n, m);
    assertExactly(product(transpose(x), dY), ProductTheorem.gradientByW(x, dY));
  }

  @RectangularShapes
  void gradientsAreThoseOfALossOfTheProduct(int n, int d, int m) {
    Matrix x = Samples.reals(1, n, d);
    Matrix w = Samples.reals(2, d, m);
    Matrix label = Samples.reals(3, n, m);
    Matrix dY = SquaredLoss.SUM.gradient(product(x, w), label);
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.SUM.value(product(point, w), label), x),
        ProductTheorem.gradientByX(dY, w));
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.SUM.value(product(x, point), label), w),
        ProductTheorem.gradientByW(x, dY));
  }

  @Test
  void misfitsAreRefused() {
    Matrix dY = Samples.integers(1, 2, 3);
    Matrix other = Samples.integers(2, 5, 4);
    assertEquals(
        "dY is 2 x 3, w is 5 x 4: they need the same number of columns",
        assertThrows(IllegalArgumentException.class, () -> ProductTheorem.gradientByX(dY, other))
            .getMessage());
    assertEquals(
        "x is 5 x 4, dY is 2 x 3: they need the same number of rows",
        assertThrows(IllegalArgumentException.class, () -> ProductTheorem.gradientByW(other, dY))
            .getMessage());
    assertThrows(
        IndexOutOfBoundsException.class, () -> ProductTheorem.derivativeByX(other, 2, 2, 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> ProductTheorem.derivativeByX(other, 2, 0, 5));
    assertThrows(
        IndexOutOfBoundsException.class, () -> ProductTheorem.derivativeByW(other, 2, 4, 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> ProductTheorem.derivativeByW(other, 2, 0, 2));
  }
}
