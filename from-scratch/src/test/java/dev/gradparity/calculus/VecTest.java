package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class VecTest {

  private static final Matrix A = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);

  @Test
  void byRowsStacksRowsAndByColumnsStacksColumns() {
    assertExactly(Matrix.of(DType.FLOAT64, 6, 1, 1, 2, 3, 4, 5, 6), Vec.byRows(A));
    assertExactly(Matrix.of(DType.FLOAT64, 6, 1, 1, 4, 2, 5, 3, 6), Vec.byColumns(A));
  }

  @RectangularShapes
  void inversesLeadBack(int n, int d, int m) {
    Matrix x = Samples.integers(m, n, d);
    assertExactly(x, Vec.inverseByRows(Vec.byRows(x), n, d));
    assertExactly(x, Vec.inverseByColumns(Vec.byColumns(x), n, d));
  }

  @RectangularShapes
  void oneOrderIsTheOtherOfTheTranspose(int n, int d, int m) {
    Matrix x = Samples.integers(m, n, d);
    assertExactly(Vec.byRows(transpose(x)), Vec.byColumns(x));
  }

  @RectangularShapes
  void vecOfATripleProductIsAKroneckerProductTimesVec(int n, int d, int m) {
    Matrix a = Samples.integers(1, n, d);
    Matrix x = Samples.integers(2, d, m);
    Matrix b = Samples.integers(3, m, n + 1);
    Matrix axb = chain(a, x, b);
    assertExactly(product(Kronecker.product(a, transpose(b)), Vec.byRows(x)), Vec.byRows(axb));
    assertExactly(
        product(Kronecker.product(transpose(b), a), Vec.byColumns(x)), Vec.byColumns(axb));
  }

  @Test
  void readInTheOtherOrderTheVectorGivesAWrongMatrixOfTheRightShape() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 3, 1, 4, 2, 5, 3, 6),
        Vec.inverseByRows(Vec.byColumns(A), 2, 3));
  }

  @Test
  void vectorsOfAnotherLengthAreRefused() {
    String message = "the vec of a 2 x 2 matrix is 6 x 1, but needs to be 4 x 1";
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Vec.inverseByRows(Vec.byRows(A), 2, 2))
            .getMessage());
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> Vec.inverseByColumns(Vec.byRows(A), 2, 2))
            .getMessage());
  }
}
