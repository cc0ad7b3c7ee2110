package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.column;
import static dev.gradparity.calculus.MatrixAlgebra.difference;
import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.row;
import static dev.gradparity.calculus.MatrixAlgebra.scaled;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class MatrixAlgebraTest {

  private static final Matrix A = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);

  @Test
  void productIsRowsTimesColumns() {
    Matrix b = Matrix.of(DType.FLOAT64, 3, 4, 1, 0, 2, -1, 3, 1, 0, 5, -2, 4, 1, 1);
    assertExactly(Matrix.of(DType.FLOAT64, 2, 4, 1, 14, 5, 12, 7, 29, 14, 27), product(A, b));
  }

  @Test
  void sumDifferenceAndScalingWorkEntryByEntry() {
    Matrix b = Matrix.of(DType.FLOAT64, 2, 3, 10, 20, 30, 40, 50, 60);
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, 11, 22, 33, 44, 55, 66), sum(A, b));
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, -9, -18, -27, -36, -45, -54), difference(A, b));
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, -2, -4, -6, -8, -10, -12), scaled(-2, A));
  }

  @Test
  void transposeRowAndColumnPickTheirEntries() {
    assertExactly(Matrix.of(DType.FLOAT64, 3, 2, 1, 4, 2, 5, 3, 6), transpose(A));
    assertExactly(Matrix.of(DType.FLOAT64, 1, 3, 4, 5, 6), row(A, 1));
    assertExactly(Matrix.of(DType.FLOAT64, 2, 1, 3, 6), column(A, 2));
  }

  @RectangularShapes
  void transposeOfAProductIsTheProductOfTheTransposesReversed(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix w = Samples.integers(2, d, m);
    assertExactly(product(transpose(w), transpose(x)), transpose(product(x, w)));
  }

  @RectangularShapes
  void chainIsTheProductOfAllInOrder(int n, int d, int m) {
    Matrix x = Samples.integers(1, n, d);
    Matrix w = Samples.integers(2, d, m);
    Matrix v = Samples.integers(3, m, 2);
    assertExactly(product(product(x, w), v), chain(x, w, v));
    assertExactly(x, chain(x));
    assertThrows(IllegalArgumentException.class, MatrixAlgebra::chain);
  }

  @Test
  void resultsAreFloat64() {
    Matrix single = Matrix.of(DType.FLOAT32, 1, 1, 0.1);
    assertEquals(0.01f, product(single, single).get(0, 0), 1e-9);
    assertEquals((double) 0.1f * 0.1f, product(single, single).get(0, 0), 1e-16);
    assertEquals(DType.FLOAT64, product(single, single).dtype());
  }

  @Test
  void messagesNameBothShapes() {
    Matrix b = Samples.integers(1, 5, 7);
    assertEquals(
        "a is 2 x 3, b is 5 x 7: a needs as many columns as b has rows",
        assertThrows(IllegalArgumentException.class, () -> product(A, b)).getMessage());
    assertEquals(
        "a is 2 x 3, b is 5 x 7: they need the same shape",
        assertThrows(IllegalArgumentException.class, () -> sum(A, b)).getMessage());
    assertEquals(
        "a is 2 x 3, b is 5 x 7: they need the same shape",
        assertThrows(IllegalArgumentException.class, () -> difference(A, b)).getMessage());
  }
}
