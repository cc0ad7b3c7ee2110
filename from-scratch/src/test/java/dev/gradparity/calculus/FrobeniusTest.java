package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class FrobeniusTest {

  @Test
  void innerProductSumsProductsOfEntriesInTheSamePlace() {
    Matrix a = Matrix.of(DType.FLOAT64, 2, 3, 1, 2, 3, 4, 5, 6);
    Matrix b = Matrix.of(DType.FLOAT64, 2, 3, 7, -1, 2, 0, 3, -2);
    assertEquals(1 * 7 - 2 * 1 + 3 * 2 + 4 * 0 + 5 * 3 - 6 * 2, Frobenius.innerProduct(a, b));
  }

  @RectangularShapes
  void innerProductIsTheTraceOfTheTransposedProduct(int n, int d, int m) {
    Matrix a = Samples.integers(m, n, d);
    Matrix b = Samples.integers(m + 1, n, d);
    Matrix square = product(transpose(a), b);
    double trace = 0;
    for (int k = 0; k < d; k++) {
      trace += square.get(k, k);
    }
    assertEquals(trace, Frobenius.innerProduct(a, b));
  }

  @RectangularShapes
  void innerProductWithAUnitMatrixIsAnEntry(int n, int d, int m) {
    Matrix a = Samples.integers(m, n, d);
    Matrix unit = SpecialMatrices.unit(n, d, n - 1, d / 2);
    assertEquals(a.get(n - 1, d / 2), Frobenius.innerProduct(a, unit));
  }

  @Test
  void transposedShapesAreRefused() {
    Matrix a = Samples.integers(1, 2, 3);
    assertEquals(
        "a is 2 x 3, b is 3 x 2: they need the same shape",
        assertThrows(IllegalArgumentException.class, () -> Frobenius.innerProduct(a, transpose(a)))
            .getMessage());
  }
}
