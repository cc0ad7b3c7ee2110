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

class JacobianTest {

  /** tanh(A^T x), a nonlinear function from a column of A's rows to one of its columns. */
  private static Matrix squash(Matrix a, Matrix x) {
    return ElementwiseFunction.TANH.at(product(transpose(a), x));
  }

  /** The gradient layout of tanh(A^T x) by the chain rule: A diag(1 - tanh^2). */
  private static Matrix squashGradients(Matrix a, Matrix x) {
    Matrix slopes = ElementwiseFunction.TANH.derivativeAt(product(transpose(a), x));
    return product(a, SpecialMatrices.diag(slopes));
  }

  @Test
  void rowsAreTheTransposedGradients() {
    // y1 = x1^2 x2, y2 = 5 x1 + x3 and their gradients at (2, 3, 7).
    Matrix gradients = Matrix.of(DType.FLOAT64, 3, 2, 12, 5, 4, 0, 0, 1);
    Jacobian jacobian = Jacobian.ofGradients(gradients);
    assertExactly(Matrix.of(DType.FLOAT64, 2, 3, 12, 4, 0, 5, 0, 1), jacobian.matrix());
    assertExactly(gradients, jacobian.gradients());
    Matrix differences =
        CentralDifferences.vectorByVector(
            x ->
                Matrix.of(
                    DType.FLOAT64,
                    2,
                    1,
                    x.get(0, 0) * x.get(0, 0) * x.get(1, 0),
                    5 * x.get(0, 0) + x.get(2, 0)),
            Matrix.of(DType.FLOAT64, 3, 1, 2, 3, 7));
    assertAgrees(differences, gradients);
  }

  @RectangularShapes
  void layoutsOfANonlinearFunctionAreTheNumericalOnes(int n, int d, int m) {
    Matrix a = Samples.reals(n, d, m);
    Matrix x = Samples.reals(n + 1, d, 1);
    Matrix differences = CentralDifferences.vectorByVector(point -> squash(a, point), x);
    assertAgrees(differences, squashGradients(a, x));
    assertAgrees(transpose(differences), Jacobian.ofGradients(squashGradients(a, x)).matrix());
  }

  @RectangularShapes
  void jacobianOfARowTimesWIsWTransposedAndTheGradientLayoutIsW(int n, int d, int m) {
    Matrix x = Samples.reals(n, 1, d);
    Matrix w = Samples.reals(n + 1, d, m);
    Matrix differences =
        CentralDifferences.vectorByVector(
            point -> transpose(product(transpose(point), w)), transpose(x));
    assertAgrees(differences, w);
    assertAgrees(transpose(differences), new Jacobian(transpose(w)).matrix());
  }

  @RectangularShapes
  void vectorJacobianProductIsTheGradientOfTheLoss(int n, int d, int m) {
    Matrix a = Samples.reals(n, d, m);
    Matrix x = Samples.reals(n + 1, d, 1);
    Matrix label = Samples.reals(n + 2, m, 1);
    Matrix v = SquaredLoss.SUM.gradient(squash(a, x), label);
    assertAgrees(
        CentralDifferences.scalarByVector(
            point -> SquaredLoss.SUM.value(squash(a, point), label), x),
        Jacobian.ofGradients(squashGradients(a, x)).vjp(v));
  }

  @RectangularShapes
  void vectorJacobianProductIsJTransposedTimesV(int n, int d, int m) {
    Matrix j = Samples.integers(n, m, d);
    Matrix v = Samples.integers(n + 1, m, 1);
    assertExactly(product(transpose(j), v), new Jacobian(j).vjp(v));
  }

  @RectangularShapes
  void chainsMultiplyBackwardsInOneLayoutAndForwardsInTheOther(int n, int d, int m) {
    Matrix first = Samples.reals(1, n, d);
    Matrix second = Samples.reals(2, d, m);
    Matrix x = Samples.reals(3, n, 1);
    Matrix firstGradients = squashGradients(first, x);
    Matrix secondGradients = squashGradients(second, squash(first, x));
    Matrix differences =
        CentralDifferences.vectorByVector(point -> squash(second, squash(first, point)), x);
    Jacobian chained =
        Jacobian.ofGradients(secondGradients).after(Jacobian.ofGradients(firstGradients));
    assertAgrees(transpose(differences), chained.matrix());
    assertAgrees(differences, product(firstGradients, secondGradients));
  }

  @Test
  void misfitsAreRefused() {
    Jacobian outer = new Jacobian(Samples.integers(1, 2, 3));
    Jacobian inner = new Jacobian(Samples.integers(1, 5, 4));
    assertEquals(
        "the outer Jacobian is 2 x 3, the inner Jacobian is 5 x 4: "
            + "the outer Jacobian needs as many columns as the inner Jacobian has rows",
        assertThrows(IllegalArgumentException.class, () -> outer.after(inner)).getMessage());
    assertEquals(
        "v is 3 x 1, but needs to be 2 x 1",
        assertThrows(IllegalArgumentException.class, () -> outer.vjp(Samples.integers(1, 3, 1)))
            .getMessage());
  }
}
