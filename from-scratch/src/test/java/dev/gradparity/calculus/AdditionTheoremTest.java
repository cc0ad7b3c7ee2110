package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static dev.gradparity.calculus.SpecialMatrices.ones;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

class AdditionTheoremTest {

  @Test
  void derivativeByAnEntryIsItsUnitMatrix() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 3, 2, 0, 0, 0, 1, 0, 0),
        AdditionTheorem.derivativeByTerm(3, 2, 1, 1));
  }

  @RectangularShapes
  void bothTermsReceiveDzUnchanged(int n, int d, int m) {
    Matrix dZ = Samples.integers(d, n, m);
    assertExactly(dZ, AdditionTheorem.gradientByTerm(dZ));
  }

  @Test
  void derivativeByAnEntryOfTheBiasIsAColumnOfOnes() {
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 3, 0, 1, 0, 0, 1, 0),
        AdditionTheorem.derivativeByBias(2, 3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> AdditionTheorem.derivativeByBias(2, 3, 3));
  }

  @Test
  void biasOfTheWorkedNumbersReceivesTheColumnSums() {
    Matrix dZ = Matrix.ofRows(new double[] {7, 5, 3}, new double[] {2, 4, 8});
    assertExactly(Matrix.of(DType.FLOAT64, 1, 3, 9, 9, 11), AdditionTheorem.gradientByBias(dZ));
  }

  @RectangularShapes
  void biasIsTheProductTheoremWithOnesForX(int n, int d, int m) {
    Matrix dZ = Samples.integers(d, n, m);
    assertExactly(ProductTheorem.gradientByW(ones(n), dZ), AdditionTheorem.gradientByBias(dZ));
  }

  @RectangularShapes
  void gradientsAreThoseOfALossOfTheSum(int n, int d, int m) {
    Matrix y = Samples.reals(d, n, m);
    Matrix b = Samples.reals(d + 1, 1, m);
    Matrix label = Samples.reals(d + 2, n, m);
    Matrix ones = ones(n);
    Matrix full = product(ones, b);
    Matrix dZ = SquaredLoss.SUM.gradient(sum(y, full), label);
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.SUM.value(sum(point, full), label), y),
        AdditionTheorem.gradientByTerm(dZ));
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.SUM.value(sum(y, product(ones, point)), label), b),
        AdditionTheorem.gradientByBias(dZ));
  }
}
