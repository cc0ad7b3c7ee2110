package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import dev.gradparity.tensor.Matrix;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentralDifferencesTest {

  /** The u^(2/3) that the step is chosen for. */
  private static final double BEST_ERROR = Math.pow(0x1p-53, 2.0 / 3);

  private static double slope(DoubleUnaryOperator f, double x) {
    Matrix point = Matrix.of(DType.FLOAT64, 1, 1, x);
    return CentralDifferences.scalarByVector(p -> f.applyAsDouble(p.get(0, 0)), point).get(0, 0);
  }

  @RectangularShapes
  void scalarByVectorIsTheGradientAsAColumn(int n, int d, int m) {
    Matrix a = Samples.reals(m, d, 1);
    Matrix x = Samples.reals(n, d, 1);
    assertAgrees(
        CentralDifferences.scalarByVector(point -> product(transpose(a), point).get(0, 0), x), a);
  }

  @RectangularShapes
  void scalarByMatrixHasTheShapeOfTheMatrix(int n, int d, int m) {
    Matrix a = Samples.reals(1, n, 1);
    Matrix b = Samples.reals(2, d, 1);
    Matrix x = Samples.reals(m, n, d);
    assertAgrees(
        CentralDifferences.scalarByMatrix(point -> chain(transpose(a), point, b).get(0, 0), x),
        product(a, transpose(b)));
  }

  @RectangularShapes
  void vectorByVectorHasTheGradientsAsColumns(int n, int d, int m) {
    Matrix a = Samples.reals(n, d, m);
    Matrix x = Samples.reals(n + 1, d, 1);
    assertAgrees(CentralDifferences.vectorByVector(point -> product(transpose(a), point), x), a);
  }

  @RectangularShapes
  void vectorByMatrixHasOneMatrixForEachOutput(int n, int d, int m) {
    Matrix x = Samples.reals(n, d, m);
    Matrix u = Samples.reals(n + 1, m, 1);
    DerivativeTensor tensor = CentralDifferences.vectorByMatrix(point -> product(point, u), x);
    assertEquals(Shape.of(d, m, d), tensor.shape());
    for (int k = 0; k < d; k++) {
      Matrix unit = SpecialMatrices.unit(d, 1, k, 0);
      assertAgrees(tensor.slices().get(k), product(unit, transpose(u)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -0.3, 0, 0.7, 1, 2.5})
  void errorOfASmoothFunctionIsOfTheOrderPromised(double x) {
    assertEquals(Math.exp(x), slope(Math::exp, x), 10 * BEST_ERROR * Math.exp(x));
    assertEquals(Math.cos(x), slope(Math::sin, x), 10 * BEST_ERROR);
    assertEquals(3 * x * x, slope(z -> z * z * z, x), 10 * BEST_ERROR * (1 + Math.abs(x * x * x)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, -1e8, 1e15})
  void stepGrowsWithX(double x) {
    assertEquals(2 * x, slope(z -> z * z, x), 10 * BEST_ERROR * Math.abs(2 * x));
    assertEquals(Math.cbrt(0x1p-53) * Math.abs(x), CentralDifferences.step(x));
  }

  @Test
  void stepDoesNotVanishAtZero() {
    assertEquals(Math.cbrt(0x1p-53), CentralDifferences.step(0));
    assertEquals(Math.cbrt(0x1p-53), CentralDifferences.step(-0.5));
  }

  @Test
  void widthIsTheDistanceAfterRounding() {
    // 2h would be off by up to u |x| / h, 2e-11, although the function is free of error.
    for (double x = 0.1; x < 3; x += 0.1) {
      assertEquals(1, slope(z -> z, x), 0x1p-52);
    }
  }

  @Test
  void pointsAreFloat64WhateverTheFormatOfX() {
    Matrix x = Matrix.of(DType.FLOAT32, 2, 1, 1, 3);
    Matrix gradient =
        CentralDifferences.scalarByVector(
            point -> {
              assertEquals(DType.FLOAT64, point.dtype());
              return Math.exp(point.get(0, 0)) * point.get(1, 0);
            },
            x);
    assertAgrees(gradient, Matrix.of(DType.FLOAT64, 2, 1, 3 * Math.E, Math.E));
  }

  @Test
  void functionsMayReturnTheirArgumentAndXStaysAsItWas() {
    Matrix x = Samples.reals(1, 3, 1);
    Matrix before = x.copy();
    assertAgrees(CentralDifferences.vectorByVector(point -> point, x), SpecialMatrices.identity(3));
    assertExactly(before, x);
  }

  @Test
  void rowsForVectorsAreRefused() {
    Matrix row = Samples.reals(1, 1, 3);
    assertEquals(
        "x is 1 x 3, but needs to be 1 x 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> CentralDifferences.scalarByVector(point -> 0, row))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> CentralDifferences.vectorByVector(MatrixAlgebra::transpose, row));
    assertEquals(
        "f(x) is 1 x 3, but needs to be 1 x 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> CentralDifferences.vectorByMatrix(point -> point, row))
            .getMessage());
  }
}
