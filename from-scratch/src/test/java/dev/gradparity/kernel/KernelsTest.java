package dev.gradparity.kernel;

import static dev.gradparity.kernel.PlainDefinition.transpose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers: every implementation, in each format, gives the bits of {@link PlainDefinition}, at
 * sizes around the sixteen partial sums, at primes and at one; never a square alone.
 */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("dev.gradparity.kernel.KernelsUnderTest#inEachFormat")
class KernelsTest {

  private final Kernels kernels;
  private final DType dtype;
  private final PlainDefinition plain;

  KernelsTest(Kernels kernels, DType dtype) {
    this.kernels = kernels;
    this.dtype = dtype;
    plain = new PlainDefinition(dtype);
  }

  /** n, d, m of X (n, d) times W (d, m). */
  static Stream<Arguments> productShapes() {
    return Stream.of(
        Arguments.of(1, 1, 1),
        Arguments.of(1, 1, 2),
        Arguments.of(1, 2, 1),
        Arguments.of(2, 1, 1),
        Arguments.of(2, 3, 5),
        Arguments.of(7, 13, 11),
        Arguments.of(1, 17, 16),
        Arguments.of(16, 1, 17),
        Arguments.of(17, 16, 1),
        Arguments.of(15, 16, 17),
        Arguments.of(17, 15, 16),
        Arguments.of(16, 17, 15),
        Arguments.of(3, 67, 33),
        Arguments.of(2, 301, 3),
        Arguments.of(67, 5, 129));
  }

  /** Rows and columns. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(1, 1),
        Arguments.of(1, 2),
        Arguments.of(2, 1),
        Arguments.of(5, 3),
        Arguments.of(2, 7),
        Arguments.of(3, 8),
        Arguments.of(13, 15),
        Arguments.of(5, 16),
        Arguments.of(2, 17),
        Arguments.of(1, 31),
        Arguments.of(3, 33),
        Arguments.of(129, 2),
        Arguments.of(2, 257));
  }

  private Matrix wide(int rows, int columns, Random random) {
    return RandomMatrix.wide(dtype, rows, columns, random);
  }

  private Matrix garbage(int rows, int columns) {
    Matrix matrix = Matrix.zeros(dtype, rows, columns);
    matrix.setAll(IntStream.range(0, rows * columns).mapToDouble(i -> Double.NaN).toArray());
    return matrix;
  }

  private static void assertBits(Matrix expected, Matrix actual) {
    assertEquals(expected.toString(), actual.toString());
    assertArrayEquals(expected.toArray(), actual.toArray());
  }

  @ParameterizedTest
  @MethodSource("productShapes")
  void productsAreChainsOfFusedMultiplyAdds(int n, int d, int m) {
    Random random = new Random(n + 1000L * d + 1000_000L * m);
    Matrix x = wide(n, d, random);
    Matrix w = wide(d, m, random);
    Matrix expected = plain.product(x, w);

    Matrix xw = garbage(n, m);
    kernels.multiply(x, w, xw);
    assertBits(expected, xw);

    Matrix fromTransposedLeft = garbage(n, m);
    kernels.multiplyTransA(transpose(x), w, fromTransposedLeft);
    assertBits(expected, fromTransposedLeft);

    Matrix fromTransposedRight = garbage(n, m);
    kernels.multiplyTransB(x, transpose(w), fromTransposedRight);
    assertBits(expected, fromTransposedRight);
  }

  /** 1 + u + u as a chain is 1; from the other end it is 1 + 2u. The test above needs such data. */
  @Test
  void orderOfTheChainShowsInTheBits() {
    double u = dtype.unitRoundoff();
    Matrix ones = Matrix.of(dtype, 3, 1, 1, 1, 1);
    Matrix y = Matrix.zeros(dtype, 1, 1);
    kernels.multiply(Matrix.of(dtype, 1, 3, 1, u, u), ones, y);
    assertEquals(1, y.get(0, 0));
    kernels.multiply(Matrix.of(dtype, 1, 3, u, u, 1), ones, y);
    assertEquals(1 + 2 * u, y.get(0, 0));
  }

  /** (1 + s)(1 - s) - 1 = -s^2, which is 0 as soon as the product is rounded by itself. */
  @Test
  void productIsNotRoundedBeforeItIsAdded() {
    double s = dtype == DType.FLOAT32 ? 0x1p-14 : 0x1p-28;
    Matrix y = Matrix.zeros(dtype, 1, 1);
    kernels.multiply(Matrix.of(dtype, 1, 2, -1, 1 + s), Matrix.of(dtype, 2, 1, 1, 1 - s), y);
    assertEquals(-s * s, y.get(0, 0));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowIsAddedToEveryRow(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix y = wide(n, m, random);
    Matrix b = wide(1, m, random);
    Matrix expected = y.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        expected.set(i, j, y.get(i, j) + b.get(0, j));
      }
    }
    kernels.addRow(y, b);
    assertBits(expected, y);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void columnSumsAreChainsDownTheRows(int n, int m) {
    Matrix y = wide(n, m, new Random(n + 1000L * m));
    Matrix sums = garbage(1, m);
    kernels.columnSums(y, sums);
    assertBits(plain.columnSums(y), sums);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sumsAlongRowsHaveSixteenPartialSumsInATree(int n, int m) {
    Matrix x = wide(n, m, new Random(n + 1000L * m));
    assertEquals(PlainDefinition.sum(x), kernels.sum(x));
    assertEquals(PlainDefinition.sumOfSquares(x), kernels.sumOfSquares(x));
  }

  /**
   * Columns 0 and 16 meet in one partial sum, and so do not lose the 1 between them; columns 0 and
   * 8 meet before 4 joins them.
   */
  @Test
  void treeOfARowSumIsTheDocumentedOne() {
    double big = 0x1p60;
    double[] row = new double[17];
    row[0] = big;
    row[1] = 1;
    row[16] = -big;
    assertEquals(1, kernels.sum(Matrix.of(dtype, 1, 17, row)));
    row[8] = -big;
    row[16] = 0;
    row[4] = 1;
    row[1] = 0;
    assertEquals(1, kernels.sum(Matrix.of(dtype, 1, 17, row)));
    row[8] = 1;
    row[4] = -big;
    assertEquals(0, kernels.sum(Matrix.of(dtype, 1, 17, row)));
  }

  /** Rounded to float32 on the way, the second term would vanish. */
  @Test
  void sumsAreKeptInFloat64() {
    assertEquals(1 + 0x1p-40, kernels.sum(Matrix.of(dtype, 1, 2, 1, 0x1p-40)));
    assertEquals(1 + 0x1p-40, kernels.sum(Matrix.of(dtype, 2, 1, 1, 0x1p-40)));
    assertEquals(1 + 0x1p-40, kernels.sumOfSquares(Matrix.of(dtype, 1, 2, 1, 0x1p-20)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void elementwiseOperationsRoundOnce(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix x = wide(n, m, random);
    Matrix y = wide(n, m, random);
    DoubleBinaryOperator f = (p, q) -> (p - q) / 3;

    Matrix out = garbage(n, m);
    kernels.map(x, value -> value / 3, out);
    assertBits(elementwise(x, y, (p, q) -> p / 3), out);
    kernels.zip(x, y, f, out);
    assertBits(elementwise(x, y, f), out);
    kernels.hadamard(x, y, out);
    assertBits(elementwise(x, y, (p, q) -> p * q), out);

    double alpha = plain.round(-0.1);
    Matrix moved = y.copy();
    kernels.addScaled(-0.1, x, moved);
    assertBits(elementwise(x, y, (p, q) -> plain.fma(alpha, p, q)), moved);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lossSweepsWorkInFloat64AndRoundOnce(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix y = wide(n, m, random);
    kernels.map(y, value -> value > 0 ? value : 0, y);
    Matrix p = wide(n, m, random);
    kernels.map(p, Math::abs, p);

    Matrix out = garbage(n, m);
    kernels.crossEntropyTerms(p, y, out);
    assertBits(elementwise(p, y, (pi, yi) -> yi == 0 ? 0 : -yi * StrictMath.log(pi)), out);
    kernels.scaledResiduals(p, y, 8, out);
    assertBits(elementwise(p, y, (pi, yi) -> (pi - yi) / 8), out);
    kernels.scaledResiduals(p, y, 7, out);
    assertBits(elementwise(p, y, (pi, yi) -> (pi - yi) / 7), out);
    kernels.scaledResiduals(p, y, 7, p);
    assertBits(out, p);
  }

  private Matrix elementwise(Matrix x, Matrix y, DoubleBinaryOperator f) {
    Matrix out = Matrix.zeros(dtype, x.rows(), x.columns());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        out.set(i, j, f.applyAsDouble(x.get(i, j), y.get(i, j)));
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void elementwiseOperationsMayWorkInPlace(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix x = wide(n, m, random);
    Matrix y = wide(n, m, random);
    DoubleBinaryOperator difference = (p, q) -> p - q;
    DoubleBinaryOperator product = (p, q) -> p * q;

    Matrix inX = x.copy();
    kernels.map(inX, value -> value / 3, inX);
    assertBits(elementwise(x, y, (p, q) -> p / 3), inX);
    inX = x.copy();
    kernels.zip(inX, y, difference, inX);
    assertBits(elementwise(x, y, difference), inX);
    inX = x.copy();
    kernels.hadamard(inX, y, inX);
    assertBits(elementwise(x, y, product), inX);
    Matrix inY = y.copy();
    kernels.zip(x, inY, difference, inY);
    assertBits(elementwise(x, y, difference), inY);
    inY = y.copy();
    kernels.hadamard(x, inY, inY);
    assertBits(elementwise(x, y, product), inY);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void softmaxAndItsJacobianFollowTheDefinition(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix z = RandomMatrix.normal(dtype, n, m, random);
    Matrix a = garbage(n, m);
    kernels.softmaxRows(z, a);
    assertBits(plain.softmaxRows(z), a);
    Matrix inPlace = z.copy();
    kernels.softmaxRows(inPlace, inPlace);
    assertBits(a, inPlace);

    Matrix dA = wide(n, m, random);
    Matrix expected = plain.softmaxBackward(a, dA);
    Matrix dZ = garbage(n, m);
    kernels.softmaxBackward(a, dA, dZ);
    assertBits(expected, dZ);
    kernels.softmaxBackward(a, dA, dA);
    assertBits(expected, dA);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void updatersSweepEveryElement(int n, int m) {
    Random random = new Random(n + 1000L * m);
    Matrix theta = wide(n, m, random);
    Matrix g = wide(n, m, random);
    Matrix momentum = wide(n, m, random);

    // In float32, 1 + 0.91 rounded once is not 1 plus the rounded 0.91.
    Matrix[] expected = plain.nesterovs(theta, g, momentum, 0.1, 0.91);
    Matrix movedTheta = theta.copy();
    Matrix movedMomentum = momentum.copy();
    kernels.nesterovs(movedTheta, g, movedMomentum, 0.1, 0.91);
    assertBits(expected[0], movedTheta);
    assertBits(expected[1], movedMomentum);

    Matrix squares = elementwise(g, g, (p, q) -> p * q / 7);
    expected = plain.adam(theta, g, momentum, squares, 0.03, 0.9, 0.999, 1e-3);
    movedTheta = theta.copy();
    movedMomentum = momentum.copy();
    kernels.adam(movedTheta, g, movedMomentum, squares, 0.03, 0.9, 0.999, 1e-3);
    assertBits(expected[0], movedTheta);
    assertBits(expected[1], movedMomentum);
    assertBits(expected[2], squares);
  }

  @Test
  void aSilentUnitPassesNoGradientOnWhateverItIs() {
    Matrix z = Matrix.of(dtype, 1, 5, -1, 0, -2, 3, 4);
    Matrix dA = Matrix.of(dtype, 1, 5, Double.NaN, Double.NEGATIVE_INFINITY, 5, Double.NaN, -0.5);
    Matrix dZ = Matrix.zeros(dtype, 1, 5);
    kernels.reluBackward(z, dA, dZ);
    assertEquals(Matrix.of(dtype, 1, 5, 0, 0, 0, Double.NaN, -0.5), dZ);
  }

  /** A zero that skips its multiplication would hide the NaN that 0 * infinity is. */
  @Test
  void productsCarryNanAndInfinity() {
    Matrix x = Matrix.of(dtype, 3, 2, 0, 1, 2, 1, 1, 0);
    Matrix w = Matrix.of(dtype, 2, 2, Double.POSITIVE_INFINITY, 3, 1, Double.NaN);
    double[] expected = {
      Double.NaN,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NaN
    };
    Matrix y = Matrix.zeros(dtype, 3, 2);
    kernels.multiply(x, w, y);
    assertArrayEquals(expected, y.toArray());
    kernels.multiplyTransA(transpose(x), w, y);
    assertArrayEquals(expected, y.toArray());
    kernels.multiplyTransB(x, transpose(w), y);
    assertArrayEquals(expected, y.toArray());
  }

  @Test
  void sumsCarryNanAndInfinity() {
    Matrix y =
        Matrix.of(dtype, 2, 3, Double.NaN, Double.NEGATIVE_INFINITY, 1, 2, 5, Double.MIN_VALUE);
    Matrix sums = Matrix.zeros(dtype, 1, 3);
    kernels.columnSums(y, sums);
    assertTrue(Double.isNaN(sums.get(0, 0)));
    assertEquals(Double.NEGATIVE_INFINITY, sums.get(0, 1));
    assertEquals(1, sums.get(0, 2));
    assertTrue(Double.isNaN(kernels.sum(y)));
    y.set(0, 0, 0);
    assertEquals(Double.NEGATIVE_INFINITY, kernels.sum(y));
    assertEquals(Double.POSITIVE_INFINITY, kernels.sumOfSquares(y));
  }

  /**
   * A NaN spoils its own row and no other; so does infinity, whose share is infinity / infinity.
   */
  @Test
  void softmaxCarriesNanWithinItsRow() {
    Matrix z =
        Matrix.of(
            dtype,
            4,
            2,
            1,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            1,
            Double.NEGATIVE_INFINITY,
            1,
            3,
            3);
    Matrix a = Matrix.zeros(dtype, 4, 2);
    kernels.softmaxRows(z, a);
    for (int j = 0; j < 2; j++) {
      assertTrue(Double.isNaN(a.get(0, j)));
      assertEquals(j, a.get(2, j));
      assertEquals(0.5, a.get(3, j));
    }
    assertTrue(Double.isNaN(a.get(1, 0)));
  }

  /** Sums start from +0, which swallows -0; what multiplies or adds two numbers keeps its sign. */
  @Test
  void negativeZeroFollowsTheDefinition() {
    Matrix minusZeros = Matrix.of(dtype, 1, 2, -0.0, -0.0);
    Matrix ones = Matrix.of(dtype, 2, 1, 1, 1);
    Matrix scalar = Matrix.zeros(dtype, 1, 1);
    kernels.multiply(minusZeros, ones, scalar);
    assertEquals(0.0, scalar.get(0, 0));
    Matrix sums = Matrix.zeros(dtype, 1, 2);
    kernels.columnSums(minusZeros, sums);
    assertArrayEquals(new double[] {0.0, 0.0}, sums.toArray());
    assertEquals(0.0, kernels.sum(minusZeros));

    Matrix out = Matrix.of(dtype, 1, 2, -0.0, -0.0);
    kernels.addRow(out, minusZeros);
    assertBits(minusZeros, out);
    kernels.hadamard(minusZeros, Matrix.of(dtype, 1, 2, 1, 1), out);
    assertBits(minusZeros, out);
    kernels.map(minusZeros, value -> value, out);
    assertBits(minusZeros, out);
    assertNotEquals(Matrix.zeros(dtype, 1, 2), out);
  }
}
