package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.column;
import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;
import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.Shape;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivativeTensorTest {

  @RectangularShapes
  void derivativeOfAProductIsHWhereOutputAndColumnMeet(int n, int d, int m) {
    Matrix h = Samples.integers(n, d, 1);
    DerivativeTensor tensor = DerivativeTensor.ofProduct(h, m);
    assertEquals(Shape.of(d, m, m), tensor.shape());
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < m; k++) {
          assertEquals(k == j ? h.get(i, 0) : 0, tensor.slices().get(k).get(i, j));
        }
      }
    }
  }

  @RectangularShapes
  void derivativeOfAProductIsTheNumericalOneSliceBySlice(int n, int d, int m) {
    Matrix h = Samples.reals(n, d, 1);
    Matrix w = Samples.reals(n + 1, d, m);
    DerivativeTensor differences =
        CentralDifferences.vectorByMatrix(point -> product(transpose(point), h), w);
    DerivativeTensor tensor = DerivativeTensor.ofProduct(h, m);
    assertEquals(differences.shape(), tensor.shape());
    for (int k = 0; k < m; k++) {
      assertAgrees(differences.slices().get(k), tensor.slices().get(k));
    }
  }

  @RectangularShapes
  void contractedWithDyItIsHTimesDyTransposed(int n, int d, int m) {
    Matrix h = Samples.integers(n, d, 1);
    Matrix dy = Samples.integers(n + 1, m, 1);
    assertExactly(product(h, transpose(dy)), DerivativeTensor.ofProduct(h, m).contract(dy));
  }

  @RectangularShapes
  void contractionIsTheChainRuleForAnyVectorOfAMatrix(int n, int d, int m) {
    Matrix w = Samples.reals(3, d, m);
    Matrix label = Samples.reals(4, n, 1);
    Matrix dy = SquaredLoss.SUM.gradient(bilinear(n, w), label);
    assertAgrees(
        CentralDifferences.scalarByMatrix(
            point -> SquaredLoss.SUM.value(bilinear(n, point), label), w),
        bilinearDerivative(n, w).contract(dy));
  }

  @Test
  void summingOverColumnsInsteadIsTheSameForAProductAndNotForOthers() {
    Matrix h = Samples.integers(1, 3, 1);
    Matrix dy = Samples.integers(2, 2, 1);
    DerivativeTensor ofProduct = DerivativeTensor.ofProduct(h, 2);
    assertExactly(ofProduct.contract(dy), contractColumns(ofProduct, dy));
    DerivativeTensor other = bilinearDerivative(2, Samples.reals(3, 3, 2));
    assertThrows(
        AssertionError.class, () -> assertAgrees(other.contract(dy), contractColumns(other, dy)));
  }

  /** Entry (i, k) is the sum over j of dL/dy_j dy_k/dw_ij: column k is slice k times dy. */
  private static Matrix contractColumns(DerivativeTensor tensor, Matrix dy) {
    return fromEntries(
        tensor.shape().extents().get(0),
        tensor.slices().size(),
        (i, k) -> product(tensor.slices().get(k), dy).get(i, 0));
  }

  /** y_k = a_k^T W b_k, n x 1, whose slices have no symmetry: dy_k/dW = a_k b_k^T. */
  private static Matrix bilinear(int n, Matrix w) {
    Matrix a = Samples.reals(1, w.rows(), n);
    Matrix b = Samples.reals(2, w.columns(), n);
    return fromEntries(
        n, 1, (k, unused) -> chain(transpose(column(a, k)), w, column(b, k)).get(0, 0));
  }

  private static DerivativeTensor bilinearDerivative(int n, Matrix w) {
    Matrix a = Samples.reals(1, w.rows(), n);
    Matrix b = Samples.reals(2, w.columns(), n);
    return new DerivativeTensor(
        IntStream.range(0, n)
            .mapToObj(k -> product(column(a, k), transpose(column(b, k))))
            .toList());
  }

  @Test
  void misfitsAreRefused() {
    DerivativeTensor tensor = DerivativeTensor.ofProduct(Samples.integers(1, 3, 1), 2);
    assertEquals(
        "dy is 3 x 1, but needs to be 2 x 1",
        assertThrows(
                IllegalArgumentException.class, () -> tensor.contract(Samples.integers(2, 3, 1)))
            .getMessage());
    assertEquals(
        "h is 3 x 2, but needs to be 3 x 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> DerivativeTensor.ofProduct(Samples.integers(2, 3, 2), 2))
            .getMessage());
    assertEquals(
        "slice 0 is 3 x 2, slice 1 is 2 x 3: they need the same shape",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new DerivativeTensor(
                        List.of(Samples.integers(1, 3, 2), Samples.integers(1, 2, 3))))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new DerivativeTensor(List.of()));
  }
}
