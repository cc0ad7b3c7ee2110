package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.scaled;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class SpecialMatricesTest {

  @RectangularShapes
  void identityChangesNothingFromEitherSide(int n, int d, int m) {
    Matrix x = Samples.integers(m, n, d);
    assertExactly(x, product(SpecialMatrices.identity(n), x));
    assertExactly(x, product(x, SpecialMatrices.identity(d)));
  }

  @RectangularShapes
  void everyMatrixIsTheSumOfItsEntriesTimesTheUnitMatrices(int n, int d, int m) {
    Matrix x = Samples.integers(m, n, d);
    Matrix total = Matrix.zeros(DType.FLOAT64, n, d);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        total = sum(total, scaled(x.get(i, j), SpecialMatrices.unit(n, d, i, j)));
      }
    }
    assertExactly(x, total);
  }

  @Test
  void unitMatrixHasOneOneInItsPlace() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 3, 0, 0, 0, 0, 0, 1), SpecialMatrices.unit(2, 3, 1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> SpecialMatrices.unit(2, 3, 2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> SpecialMatrices.unit(2, 3, 1, 3));
  }

  @Test
  void onesSumColumnsFromTheLeft() {
    Matrix x = Matrix.of(DType.FLOAT64, 2, 3, 7, 5, 3, 2, 4, 8);
    assertExactly(
        Matrix.of(DType.FLOAT64, 1, 3, 9, 9, 11), product(transpose(SpecialMatrices.ones(2)), x));
  }

  @Test
  void diagHoldsARowOrAColumnOnItsDiagonal() {
    Matrix expected = Matrix.of(DType.FLOAT64, 3, 3, 2, 0, 0, 0, -3, 0, 0, 0, 5);
    assertExactly(expected, SpecialMatrices.diag(Matrix.of(DType.FLOAT64, 1, 3, 2, -3, 5)));
    assertExactly(expected, SpecialMatrices.diag(Matrix.of(DType.FLOAT64, 3, 1, 2, -3, 5)));
  }

  @Test
  void diagOfAMatrixIsRefused() {
    Matrix matrix = Samples.integers(1, 2, 3);
    assertEquals(
        "diag needs 1 x n or n x 1, got 2 x 3",
        assertThrows(IllegalArgumentException.class, () -> SpecialMatrices.diag(matrix))
            .getMessage());
  }
}
