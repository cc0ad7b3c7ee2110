package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.gradparity.spec.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small whole numbers, which every format and order of summation gets exactly. */
class Nd4jProductTest {

  private static final double[] A = {1, 2, 3, 4, 5, 6}; // (2, 3)
  private static final double[] A_TRANSPOSED = {1, 4, 2, 5, 3, 6};
  private static final double[] B = {1, -1, 0, 2, 3, 0, 1, 1, -2, 5, 4, 1}; // (3, 4)
  private static final double[] B_TRANSPOSED = {1, 3, -2, -1, 0, 5, 0, 1, 4, 2, 1, 1};
  private static final double[] PRODUCT = {1, 14, 14, 7, 7, 26, 29, 19};

  @ParameterizedTest
  @EnumSource
  void theThreeFormsAreTheProductOfTheSameMatrices(DType dtype) {
    assertArrayEquals(PRODUCT, product(dtype, false, false, A, B));
    assertArrayEquals(PRODUCT, product(dtype, true, false, A_TRANSPOSED, B));
    assertArrayEquals(PRODUCT, product(dtype, false, true, A, B_TRANSPOSED));
  }

  private static double[] product(
      DType dtype, boolean transposeA, boolean transposeB, double[] a, double[] b) {
    try (Nd4jProduct product = new Nd4jProduct(dtype, transposeA, transposeB, 2, 3, 4, a, b)) {
      product.run();
      product.run();
      return product.result();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLayerIsItsEquations(DType dtype) {
    double[] bias = {10, 20, 30, 40};
    double[] dY = {1, 0, 2, 0, 0, 1, 0, -1}; // (2, 4)
    try (Nd4jAffine layer = new Nd4jAffine(dtype, 2, 3, 4, A, B, bias, dY)) {
      layer.forward();
      layer.backward();
      layer.forward();
      layer.backward();
      assertArrayEquals(new double[] {11, 34, 44, 47, 17, 46, 59, 59}, layer.y());
      assertArrayEquals(new double[] {1, 4, 2, -4, 2, 5, 4, -5, 3, 6, 6, -6}, layer.dW());
      assertArrayEquals(new double[] {1, 1, 2, -1}, layer.db());
      assertArrayEquals(new double[] {1, 5, 6, -3, -1, 4}, layer.dX());
    }
  }
}
