package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class KroneckerTest {

  @Test
  void blocksAreTheLeftEntriesTimesTheRightMatrix() {
    Matrix a = Matrix.of(DType.FLOAT64, 1, 2, 2, 3);
    Matrix b = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
    assertExactly(
        Matrix.ofRows(new double[] {2, 4, 6, 3, 6, 9}, new double[] {8, 10, 12, 12, 15, 18}),
        Kronecker.product(a, b));
    assertExactly(
        Matrix.ofRows(new double[] {2, 3, 4, 6, 6, 9}, new double[] {8, 12, 10, 15, 12, 18}),
        Kronecker.product(b, a));
  }

  @RectangularShapes
  void productOfKroneckerProductsIsTheKroneckerProductOfProducts(int n, int d, int m) {
    Matrix a = Samples.integers(1, n, d);
    Matrix b = Samples.integers(2, m, n);
    Matrix c = Samples.integers(3, d, m);
    Matrix e = Samples.integers(4, n, d);
    assertExactly(
        Kronecker.product(product(a, c), product(b, e)),
        product(Kronecker.product(a, b), Kronecker.product(c, e)));
  }

  @RectangularShapes
  void transposeKeepsTheOrderOfTheFactors(int n, int d, int m) {
    Matrix a = Samples.integers(1, n, d);
    Matrix b = Samples.integers(2, d, m);
    assertExactly(
        Kronecker.product(transpose(a), transpose(b)), transpose(Kronecker.product(a, b)));
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    Matrix tall = Matrix.zeros(DType.FLOAT64, 1 << 16, 1);
    assertThrows(ArithmeticException.class, () -> Kronecker.product(tall, tall));
  }
}
