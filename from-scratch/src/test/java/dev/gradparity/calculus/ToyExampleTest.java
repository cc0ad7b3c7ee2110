package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import dev.gradparity.tensor.Matrix;
import org.junit.jupiter.api.Test;

/**
 * Document 004's example with 3 inputs and 2 outputs, y = W^T h and L = 1/2 sum (y - t)^2 (row
 * S15), with numbers put in: y = (19, 5), dL/dy = (4, -3).
 */
class ToyExampleTest {

  private static final Matrix H = Matrix.of(DType.FLOAT64, 3, 1, 2, 3, 5);
  private static final Matrix W = Matrix.of(DType.FLOAT64, 3, 2, 1, -1, 4, 4, 1, -1);
  private static final Matrix LABEL = Matrix.of(DType.FLOAT64, 2, 1, 15, 8);

  private static Matrix predict(Matrix w) {
    return product(transpose(w), H);
  }

  @Test
  void lossIsHalfTheSumOfSquares() {
    assertExactly(Matrix.of(DType.FLOAT64, 2, 1, 19, 5), predict(W));
    assertEquals((4.0 * 4 + 3 * 3) / 2, SquaredLoss.HALF_SUM.value(predict(W), LABEL));
    assertExactly(
        Matrix.of(DType.FLOAT64, 2, 1, 4, -3), SquaredLoss.HALF_SUM.gradient(predict(W), LABEL));
  }

  @Test
  void derivativeByTheWeightsHoldsHInColumnOneThenInColumnTwo() {
    DerivativeTensor derivative = DerivativeTensor.ofProduct(H, 2);
    assertEquals(Shape.of(3, 2, 2), derivative.shape());
    assertExactly(Matrix.of(DType.FLOAT64, 3, 2, 2, 0, 3, 0, 5, 0), derivative.slices().get(0));
    assertExactly(Matrix.of(DType.FLOAT64, 3, 2, 0, 2, 0, 3, 0, 5), derivative.slices().get(1));
  }

  @Test
  void contractedWithTheLossItIsEveryInputTimesEveryError() {
    Matrix dW =
        DerivativeTensor.ofProduct(H, 2).contract(SquaredLoss.HALF_SUM.gradient(predict(W), LABEL));
    assertExactly(Matrix.of(DType.FLOAT64, 3, 2, 8, -6, 12, -9, 20, -15), dW);
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.HALF_SUM.value(predict(point), LABEL), W),
        dW);
  }
}
