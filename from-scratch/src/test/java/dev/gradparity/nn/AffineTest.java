package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine.TensorGradient;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import dev.gradparity.tensor.Tensor;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows S1, S2 and S12. All numbers are small integers, which neither format ever rounds. */
class AffineTest {

  private static final Kernels KERNELS = Kernels.scalar();

  private static Affine integers(DType dtype, int fanIn, int fanOut, Random random) {
    return new Affine(
        RandomMatrix.integers(dtype, fanIn, fanOut, random),
        RandomMatrix.integers(dtype, 1, fanOut, random));
  }

  /** Document 003's product [[1, 2, 3], [6, 8, 10]] comes from X = [[1, 0], [1, 1]] and this W. */
  @ParameterizedTest
  @EnumSource
  void workedNumbersOfDocument003(DType dtype) {
    Affine layer =
        new Affine(Matrix.of(dtype, 2, 3, 1, 2, 3, 5, 6, 7), Matrix.of(dtype, 1, 3, 1, -1, 5));
    Matrix x = Matrix.of(dtype, 2, 2, 1, 0, 1, 1);
    Matrix xw = Matrix.zeros(dtype, 2, 3);
    KERNELS.multiply(x, layer.weights(), xw);
    assertEquals(Matrix.of(dtype, 2, 3, 1, 2, 3, 6, 8, 10), xw);

    Matrix y = Matrix.zeros(dtype, 2, 3);
    layer.forward(KERNELS, x, y);
    assertEquals(Matrix.of(dtype, 2, 3, 2, 1, 8, 7, 7, 15), y);

    Matrix dY = Matrix.of(dtype, 2, 3, 7, 5, 3, 2, 4, 8);
    AffineGradient gradient = AffineGradient.zeros(layer);
    layer.backward(KERNELS, x, dY, gradient);
    assertEquals(Matrix.of(dtype, 1, 3, 9, 9, 11), gradient.db());
    assertEquals(Matrix.of(dtype, 2, 3, 9, 9, 11, 2, 4, 8), gradient.dW());

    Matrix dX = Matrix.zeros(dtype, 2, 2);
    layer.backwardInput(KERNELS, dY, dX);
    assertEquals(Matrix.of(dtype, 2, 2, 26, 86, 34, 90), dX);
  }

  /**
   * L = {@code <dY, Y>} is linear in each of X, W and b: its difference over one whole unit is
   * exact.
   */
  @ParameterizedTest
  @EnumSource
  void gradientsAreTheDifferencesOfALinearLoss(DType dtype) {
    Random random = new Random(11);
    Affine layer = integers(dtype, 3, 4, random);
    Matrix x = RandomMatrix.integers(dtype, 5, 3, random);
    Matrix dY = RandomMatrix.integers(dtype, 5, 4, random);

    AffineGradient gradient = AffineGradient.zeros(layer);
    layer.backward(KERNELS, x, dY, gradient);
    Matrix dX = Matrix.zeros(dtype, 5, 3);
    layer.backwardInput(KERNELS, dY, dX);

    assertArrayEquals(differences(layer.weights(), layer, x, dY), gradient.dW().toArray());
    assertArrayEquals(differences(layer.bias(), layer, x, dY), gradient.db().toArray());
    assertArrayEquals(differences(x, layer, x, dY), dX.toArray());
  }

  private static double[] differences(Matrix theta, Affine layer, Matrix x, Matrix dY) {
    double[] differences = new double[theta.size()];
    for (int offset = 0; offset < differences.length; offset++) {
      int i = offset / theta.columns();
      int j = offset % theta.columns();
      double before = theta.get(i, j);
      theta.set(i, j, before + 1);
      double above = linearLoss(layer, x, dY);
      theta.set(i, j, before - 1);
      double below = linearLoss(layer, x, dY);
      theta.set(i, j, before);
      differences[offset] = (above - below) / 2;
    }
    return differences;
  }

  private static double linearLoss(Affine layer, Matrix x, Matrix dY) {
    Matrix y = Matrix.zeros(x.dtype(), x.rows(), layer.fanOut());
    layer.forward(KERNELS, x, y);
    KERNELS.hadamard(y, dY, y);
    return KERNELS.sum(y);
  }

  /** A gradient is overwritten, never added to. */
  @Test
  void staleGradientsDoNotLeak() {
    Random random = new Random(12);
    Affine layer = integers(DType.FLOAT64, 3, 2, random);
    Matrix x = RandomMatrix.integers(DType.FLOAT64, 4, 3, random);
    Matrix dY = RandomMatrix.integers(DType.FLOAT64, 4, 2, random);
    AffineGradient fresh = AffineGradient.zeros(layer);
    layer.backward(KERNELS, x, dY, fresh);
    AffineGradient stale = AffineGradient.zeros(layer);
    stale.dW().setAll(1, 2, 3, 4, 5, Double.NaN);
    stale.db().setAll(7, Double.NaN);
    layer.backward(KERNELS, x, dY, stale);
    assertEquals(fresh, stale);
  }

  static Stream<Arguments> ranksTwoToFive() {
    return Stream.of(
            Shape.of(2, 12), Shape.of(2, 3, 4), Shape.of(2, 3, 1, 4), Shape.of(2, 1, 3, 2, 2))
        .flatMap(shape -> Stream.of(DType.values()).map(dtype -> Arguments.of(shape, dtype)));
  }

  @ParameterizedTest
  @MethodSource("ranksTwoToFive")
  void tensorInputIsFlattenedAndItsGradientKeepsItsShape(Shape shape, DType dtype) {
    Random random = new Random(13);
    Affine layer = integers(dtype, 12, 5, random);
    Matrix flat = RandomMatrix.integers(dtype, 2, 12, random);
    Matrix dY = RandomMatrix.integers(dtype, 2, 5, random);
    Matrix y = Matrix.zeros(dtype, 2, 5);
    layer.forward(KERNELS, flat, y);
    AffineGradient parameters = AffineGradient.zeros(layer);
    layer.backward(KERNELS, flat, dY, parameters);
    Matrix dX = Matrix.zeros(dtype, 2, 12);
    layer.backwardInput(KERNELS, dY, dX);

    Tensor x = new Tensor(shape, flat);
    assertEquals(y, layer.forward(KERNELS, x));
    assertEquals(
        new TensorGradient(new Tensor(shape, dX), parameters), layer.backward(KERNELS, x, dY));
  }

  /** Element (0, i, j) of a (1, 2, 2) tensor meets row 2i + j of W: its power of ten. */
  @ParameterizedTest
  @EnumSource
  void flatteningIsRowMajor(DType dtype) {
    Affine layer =
        new Affine(Matrix.of(dtype, 4, 1, 1, 10, 100, 1000), Matrix.of(dtype, 1, 1, 50000));
    Tensor x = new Tensor(Shape.of(1, 2, 2), Matrix.of(dtype, 1, 4, 1, 2, 3, 4));
    assertEquals(Matrix.of(dtype, 1, 1, 54321), layer.forward(KERNELS, x));
    TensorGradient gradient = layer.backward(KERNELS, x, Matrix.of(dtype, 1, 1, 3));
    assertEquals(Shape.of(1, 2, 2), gradient.dX().shape());
    assertEquals(Matrix.of(dtype, 1, 4, 3, 30, 300, 3000), gradient.dX().flattened());
    assertEquals(Matrix.of(dtype, 4, 1, 3, 6, 9, 12), gradient.parameters().dW());
  }

  @Test
  void biasMustBeARowOfTheSameWidthAndFormat() {
    Matrix weights = Matrix.zeros(DType.FLOAT64, 2, 3);
    for (Matrix bias :
        new Matrix[] {
          Matrix.zeros(DType.FLOAT64, 1, 2),
          Matrix.zeros(DType.FLOAT64, 3, 1),
          Matrix.zeros(DType.FLOAT64, 2, 3),
          Matrix.zeros(DType.FLOAT32, 1, 3)
        }) {
      assertEquals(
          "W of float64 2 x 3 needs b of float64 1 x 3, got " + bias,
          assertThrows(IllegalArgumentException.class, () -> new Affine(weights, bias))
              .getMessage());
      assertEquals(
          "dW of float64 2 x 3 needs db of float64 1 x 3, got " + bias,
          assertThrows(IllegalArgumentException.class, () -> new AffineGradient(weights, bias))
              .getMessage());
    }
  }

  @Test
  void inputOfAnotherWidthIsRefused() {
    Affine layer = integers(DType.FLOAT64, 3, 2, new Random(14));
    Tensor x = new Tensor(Shape.of(5, 2, 2), Matrix.zeros(DType.FLOAT64, 5, 4));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> layer.forward(KERNELS, x));
    assertTrue(thrown.getMessage().contains("5 x 4"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("3 x 2"), thrown::getMessage);
  }
}
