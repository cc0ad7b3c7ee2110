package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vector kernels give the bits of the plain loops where blocks and tiles begin and end. There is no
 * tolerance. The build runs this class once for each width of a register.
 */
class VectorBitsTest {

  private static final Kernels SCALAR = Kernels.scalar();
  private static final Kernels VECTOR = Kernels.fastest(1);
  private static final Kernels THREADS = Kernels.fastest(5);

  /**
   * Around tiles of 4 and 8 rows and 2 to 64 columns, and where operands leave the cache: blocks of
   * 64 rows, an inner length of 1024, 1024 columns then (float64: 512) and 2048 where that length
   * is short, in each of the three forms.
   */
  static Stream<Arguments> shapes() {
    int[][] shapes = {
      {1, 1, 1},
      {2, 3, 5},
      {7, 257, 15},
      {8, 256, 16},
      {9, 255, 17},
      {16, 1, 32},
      {1, 784, 128},
      {2, 30, 300},
      {3, 31, 191},
      {1, 1601, 1403},
      {33, 600, 128},
      {38, 701, 131},
      {81, 400, 128},
      {7, 400, 90},
      {13, 67, 130},
      {30, 258, 131},
      {31, 64, 33},
      {127, 13, 31},
      {128, 512, 7},
      {129, 300, 65},
      {3, 600, 2053},
      {130, 2, 63},
      {257, 129, 67},
      {67, 129, 257},
      {300, 64, 64},
      {160, 130, 120},
      {64, 385, 48},
      {65, 769, 10},
      {33, 1100, 260},
      {34, 2100, 130},
      {35, 340, 790},
      {800, 331, 71},
      {1030, 260, 20},
      {40, 20, 1100},
      {101, 520, 530},
      {195, 1030, 515},
      {193, 1024, 1030},
      {195, 20, 2100},
      {20, 195, 2100}
    };
    return Arrays.stream(DType.values())
        .flatMap(dtype -> Arrays.stream(shapes).map(s -> Arguments.of(dtype, s[0], s[1], s[2])));
  }

  private static Matrix notANumber(DType dtype, int rows, int columns) {
    Matrix matrix = Matrix.zeros(dtype, rows, columns);
    SCALAR.map(matrix, v -> Double.NaN, matrix);
    return matrix;
  }

  /** In the panels of each operand and at the edges of C. */
  private static void leaveNotANumberInScratch(DType dtype) {
    Matrix poison = notANumber(dtype, 67, 20);
    VECTOR.multiplyTransB(poison, poison, Matrix.zeros(dtype, 67, 67));
    VECTOR.multiply(poison, notANumber(dtype, 20, 1), Matrix.zeros(dtype, 67, 1));
  }

  private static void assertSameProducts(DType dtype, int n, int d, int m, Random random) {
    Matrix x = RandomMatrix.normal(dtype, n, d, random);
    Matrix w = RandomMatrix.normal(dtype, d, m, random);
    Matrix dY = RandomMatrix.normal(dtype, n, m, random);
    leaveNotANumberInScratch(dtype);
    Matrix expected = Matrix.zeros(dtype, n, m);
    Matrix actual = notANumber(dtype, n, m);
    SCALAR.multiply(x, w, expected);
    VECTOR.multiply(x, w, actual);
    assertEquals(expected, actual, "X.W");
    actual = notANumber(dtype, n, m);
    THREADS.multiply(x, w, actual);
    assertEquals(expected, actual, "X.W on threads");
    expected = Matrix.zeros(dtype, d, m);
    actual = notANumber(dtype, d, m);
    SCALAR.multiplyTransA(x, dY, expected);
    VECTOR.multiplyTransA(x, dY, actual);
    assertEquals(expected, actual, "X^T.dY");
    actual = notANumber(dtype, d, m);
    THREADS.multiplyTransA(x, dY, actual);
    assertEquals(expected, actual, "X^T.dY on threads");
    assertSameDescent(x, dY, expected, w);
    expected = Matrix.zeros(dtype, n, d);
    actual = notANumber(dtype, n, d);
    SCALAR.multiplyTransB(dY, w, expected);
    VECTOR.multiplyTransB(dY, w, actual);
    assertEquals(expected, actual, "dY.W^T");
    actual = notANumber(dtype, n, d);
    THREADS.multiplyTransB(dY, w, actual);
    assertEquals(expected, actual, "dY.W^T on threads");
  }

  /** W - dW / 4, with dW and without. */
  private static void assertSameDescent(Matrix x, Matrix dY, Matrix dW, Matrix w) {
    Matrix expected = w.copy();
    SCALAR.addScaled(-0.25, dW, expected);
    for (Kernels kernels : List.of(SCALAR, VECTOR, THREADS)) {
      Matrix actual = w.copy();
      Matrix scratch = notANumber(w.dtype(), w.rows(), w.columns());
      kernels.addScaledTransA(-0.25, x, dY, scratch, actual);
      assertEquals(expected, actual, () -> "W - X^T.dY / 4, " + kernels.description());
    }
  }

  /** One example: a product is one term, of which a zero is positive as the start of a chain is. */
  @ParameterizedTest
  @EnumSource
  void descentOfOneExampleKeepsTheSignsOfZeros(DType dtype) {
    double[] values = {0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NaN, -3};
    Matrix x = Matrix.of(dtype, 1, values.length, values);
    Matrix dY = Matrix.zeros(dtype, 1, 40);
    Matrix w = Matrix.zeros(dtype, values.length, 40);
    for (int j = 0; j < 40; j++) {
      dY.set(0, j, values[j % 4]);
      for (int i = 0; i < values.length; i++) {
        w.set(i, j, values[(i + j / 4) % 3]);
      }
    }
    Matrix dW = Matrix.zeros(dtype, values.length, 40);
    SCALAR.multiplyTransA(x, dY, dW);
    assertSameDescent(x, dY, dW, w);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsAtTheEdgesOfTilesAndBlocks(DType dtype, int n, int d, int m) {
    assertSameProducts(dtype, n, d, m, new Random(n + 31L * d + 1009L * m));
  }

  @ParameterizedTest
  @EnumSource
  void productsOfAnyShape(DType dtype) {
    Random random = new Random(7);
    IntStream.range(0, 60)
        .forEach(
            round ->
                assertSameProducts(
                    dtype,
                    1 + random.nextInt(40),
                    1 + random.nextInt(300),
                    1 + random.nextInt(70),
                    random));
  }

  @ParameterizedTest
  @EnumSource
  void productsOfFewRowsAndAnyNumberOfColumns(DType dtype) {
    Random random = new Random(8);
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 9}) {
      for (int m = 1; m <= 66; m++) {
        for (int d : new int[] {1, 2, 5}) {
          assertSameProducts(dtype, n, d, m, random);
        }
      }
    }
  }

  /** What lies in scratch from a larger product, or beyond a view, reaches no element. */
  @ParameterizedTest
  @EnumSource
  void notANumberElsewhereStaysThere(DType dtype) {
    Matrix poison = notANumber(dtype, 40, 300);
    VECTOR.multiplyTransB(poison, poison, Matrix.zeros(dtype, 40, 40));
    Matrix tall = notANumber(dtype, 40, 300);
    Matrix x = tall.topRows(5);
    SCALAR.map(x, v -> 1, x);
    Matrix products = Matrix.zeros(dtype, 5, 5);
    VECTOR.multiplyTransB(x, x, products);
    for (double value : products.toArray()) {
      assertEquals(300, value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsOverWholeMatrices(DType dtype) {
    Matrix z = RandomMatrix.normal(dtype, 13, 37, new Random(3));
    Matrix expected = Matrix.zeros(dtype, 13, 37);
    Matrix actual = Matrix.zeros(dtype, 13, 37);
    SCALAR.sigmoid(z, expected);
    VECTOR.sigmoid(z, actual);
    assertEquals(expected, actual);
    SCALAR.tanh(z, expected);
    VECTOR.tanh(z, actual);
    assertEquals(expected, actual);
    SCALAR.softmaxRows(z, expected);
    VECTOR.softmaxRows(z, actual);
    assertEquals(expected, actual);
    Matrix dA = RandomMatrix.normal(dtype, 13, 37, new Random(4));
    SCALAR.reluBackward(z, dA, expected);
    VECTOR.reluBackward(z, dA, actual);
    assertEquals(expected, actual);
    Matrix row = RandomMatrix.normal(dtype, 1, 37, new Random(5));
    Matrix sums = Matrix.zeros(dtype, 1, 37);
    SCALAR.columnSums(z, row);
    VECTOR.columnSums(z, sums);
    assertEquals(row, sums);
    SCALAR.addRow(expected, row);
    VECTOR.addRow(actual, row);
    assertEquals(expected, actual);
  }

  /**
   * Where a difference or its quotient is subnormal, overflows or is not a number: one a vector.
   */
  @ParameterizedTest
  @EnumSource
  void residualsAtTheEdgesOfTheFormat(DType dtype) {
    double smallest = dtype == DType.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
    double normal = dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double largest = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] special = {
      smallest,
      -5 * smallest,
      normal - smallest,
      3 * normal + smallest,
      64 * normal,
      largest,
      -largest,
      Double.POSITIVE_INFINITY,
      Double.NaN,
      -0.0,
      0,
      1 + 0x1p-23,
      0x1p-30
    };
    Matrix values = RandomMatrix.normal(dtype, special.length, 67, new Random(14));
    double[] p = values.toArray();
    double[] y = new double[p.length];
    for (int i = 0; i < special.length; i++) {
      p[i * 67 + 3 * i] = special[i];
      y[i * 67 + 3 * i + 1] = special[i];
      y[i * 67 + 3 * i] = i % 2 == 0 ? 0 : -special[i];
    }
    // A 64th of it lies above the middle of two numbers; of the difference rounded before, on it.
    p[100] = (0x1p23 + 1) * 0x1p-144;
    y[100] = -0x1p-149;
    Matrix left = Matrix.of(dtype, special.length, 67, p);
    Matrix right = Matrix.of(dtype, special.length, 67, y);
    for (int divisor : new int[] {1, 64, 1 << 30}) {
      assertSameSweep(left, (k, out) -> k.scaledResiduals(left, right, divisor, out));
    }
  }

  /**
   * Matrices large enough to be shared, in parts that begin within a vector and within a row, where
   * a product before them was shared.
   */
  @ParameterizedTest
  @EnumSource
  void sweepsOnThreads(DType dtype) {
    Random random = new Random(13);
    Matrix large = RandomMatrix.normal(dtype, 130, 130, random);
    THREADS.multiply(large, large, Matrix.zeros(dtype, 130, 130));
    Matrix x = RandomMatrix.normal(dtype, 263, 131, random);
    Matrix y = RandomMatrix.normal(dtype, 263, 131, random);
    Matrix row = RandomMatrix.normal(dtype, 1, 131, random);
    Matrix squares = Matrix.zeros(dtype, 263, 131);
    SCALAR.hadamard(y, y, squares);
    assertSameSweep(x, (k, out) -> k.relu(out, out));
    assertSameSweep(x, (k, out) -> k.reluBackward(x, y, out));
    assertSameSweep(x, (k, out) -> k.sigmoid(out, out));
    assertSameSweep(x, (k, out) -> k.sigmoidBackward(x, y, out));
    assertSameSweep(x, (k, out) -> k.tanh(out, out));
    assertSameSweep(x, (k, out) -> k.tanhBackward(x, y, out));
    assertSameSweep(x, (k, out) -> k.softmaxRows(out, out));
    assertSameSweep(x, (k, out) -> k.softmaxBackward(x, y, out));
    assertSameSweep(x, (k, out) -> k.addRow(out, row));
    assertSameSweep(row, (k, out) -> k.columnSums(x, out));
    assertSameSweep(x, (k, out) -> k.addScaled(-0.1, y, out));
    assertSameSweep(x, (k, out) -> k.crossEntropyTerms(squares, y, out));
    assertSameSweep(x, (k, out) -> k.scaledResiduals(x, y, 3, out));
    assertSameSweep(x, (k, out) -> k.scaledResiduals(x, y, 64, out));
    assertSameSweep(x, (k, out) -> k.nesterovs(out, x, y.copy(), 0.1, 0.9));
    assertSameSweep(y, (k, out) -> k.nesterovs(x.copy(), x, out, 0.1, 0.9));
    assertSameSweep(x, (k, out) -> k.adam(out, x, y.copy(), squares.copy(), 0.1, 0.9, 0.99, 1e-8));
    assertSameSweep(y, (k, out) -> k.adam(x.copy(), x, out, squares.copy(), 0.1, 0.9, 0.99, 1e-8));
    assertSameSweep(squares, (k, out) -> k.adam(x.copy(), x, y.copy(), out, 0.1, 0.9, 0.99, 1e-8));
  }

  private static void assertSameSweep(Matrix start, BiConsumer<Kernels, Matrix> sweep) {
    Matrix expected = start.copy();
    sweep.accept(SCALAR, expected);
    assertNotEquals(start, expected);
    for (Kernels kernels : List.of(VECTOR, THREADS)) {
      Matrix actual = start.copy();
      sweep.accept(kernels, actual);
      assertEquals(expected, actual, kernels.description());
    }
  }

  /** Callers on several threads at once: whoever finds the helpers busy does without. */
  @Test
  void manyCallersAtOnce() {
    Random random = new Random(11);
    Matrix x = RandomMatrix.normal(DType.FLOAT32, 130, 130, random);
    Matrix expected = Matrix.zeros(DType.FLOAT32, 130, 130);
    SCALAR.multiply(x, x, expected);
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            round -> {
              Matrix actual = Matrix.zeros(DType.FLOAT32, 130, 130);
              THREADS.multiply(x, x, actual);
              assertEquals(expected, actual);
            });
  }

  /** No silent fallback: a suite that tested the loops against themselves would prove nothing. */
  @Test
  void theWidthIsTheOneThatTheBuildAskedFor() {
    Integer forced = Integer.getInteger(VectorWidth.PROPERTY);
    String width = forced == null ? "\\d+" : forced.toString();
    String description = VECTOR.description();
    assertEquals(
        true, description.matches("vector, " + width + " bits, up to 1 threads"), description);
  }
}
