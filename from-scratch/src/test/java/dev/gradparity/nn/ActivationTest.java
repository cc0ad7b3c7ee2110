package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ActivationTest {

  private static final Kernels KERNELS = Kernels.scalar();

  private static double[] forward(ActivationKind kind, DType dtype, double... z) {
    Matrix a = Matrix.zeros(dtype, 1, z.length);
    Activation.of(kind).forward(KERNELS, Matrix.of(dtype, 1, z.length, z), a);
    return a.toArray();
  }

  private static double[] backward(ActivationKind kind, double[] z, double[] dA) {
    Matrix zRow = Matrix.of(DType.FLOAT64, 1, z.length, z);
    Matrix a = Matrix.of(DType.FLOAT64, 1, z.length, forward(kind, DType.FLOAT64, z));
    Matrix dZ = Matrix.zeros(DType.FLOAT64, 1, z.length);
    Activation.of(kind).backward(KERNELS, zRow, a, Matrix.of(DType.FLOAT64, 1, z.length, dA), dZ);
    return dZ.toArray();
  }

  private static double slope(ActivationKind kind, double z) {
    return backward(kind, new double[] {z}, new double[] {1})[0];
  }

  /** Away from 0, where ReLU has no derivative. */
  private static DoubleStream grid() {
    return IntStream.range(-20, 20).mapToDouble(i -> (i + 0.5) / 4);
  }

  /** Reference values to 17 digits; the functions promise 2 ulp in either format. */
  @ParameterizedTest
  @CsvSource({
    "IDENTITY, -2.5,  -2.5",
    "RELU,     -2.5,   0",
    "RELU,      2.5,   2.5",
    "SIGMOID,   0,     0.5",
    "SIGMOID,   1,     0.73105857863000488",
    "SIGMOID,  -1,     0.26894142136999512",
    "SIGMOID,  -30,    9.3576229688392990e-14",
    "TANH,      0.5,   0.46211715726000975",
    "TANH,     -2,    -0.96402758007581688"
  })
  void valuesAreTheKnownOnes(ActivationKind kind, double z, double expected) {
    double a = forward(kind, DType.FLOAT64, z)[0];
    assertEquals(expected, a, 2 * Math.ulp(expected));
    float rounded = (float) forward(kind, DType.FLOAT32, z)[0];
    assertEquals((float) expected, rounded, 2 * Math.ulp((float) expected));
  }

  /** Each side has errors of a few u relative to values of at most 1. */
  @Test
  void sigmoidAndTanhKeepTheirIdentities() {
    double tolerance = 8 * DType.FLOAT64.unitRoundoff();
    grid()
        .forEach(
            z -> {
              double a = forward(ActivationKind.SIGMOID, DType.FLOAT64, z)[0];
              double mirrored = forward(ActivationKind.SIGMOID, DType.FLOAT64, -z)[0];
              double tanh = forward(ActivationKind.TANH, DType.FLOAT64, z / 2)[0];
              assertEquals(1 - a, mirrored, tolerance);
              assertEquals(2 * a - 1, tanh, tolerance);
            });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SOFTMAX")
  void derivativeIsTheCentralDifference(ActivationKind kind) {
    grid()
        .forEach(
            z -> {
              double difference = CentralDifference.of(x -> forward(kind, DType.FLOAT64, x)[0], z);
              assertEquals(difference, slope(kind, z), 1e-10, () -> "at " + z);
            });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SOFTMAX")
  void gradientIsTheHadamardProductWithTheDerivative(ActivationKind kind) {
    double[] z = grid().toArray();
    double[] dA = grid().map(x -> 3 - x * x).toArray();
    double[] expected =
        IntStream.range(0, z.length).mapToDouble(i -> dA[i] * slope(kind, z[i])).toArray();
    assertArrayEquals(withOneZero(expected), withOneZero(backward(kind, z, dA)));
  }

  /** -0 is 0: where the slope is 0, the sign of a zero says nothing. */
  private static double[] withOneZero(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }

  @Test
  void reluIsFlatAtItsKinkAndSteepRightAfter() {
    assertEquals(0, slope(ActivationKind.RELU, 0.0));
    assertEquals(0, slope(ActivationKind.RELU, -0.0));
    assertEquals(1, slope(ActivationKind.RELU, Double.MIN_VALUE));
    assertEquals(0, slope(ActivationKind.RELU, -Double.MIN_VALUE));
    assertEquals(0.0, forward(ActivationKind.RELU, DType.FLOAT64, -0.0)[0]);
  }

  @Test
  void sigmoidAndTanhSaturateWithoutOverflow() {
    double[] far = {-Double.MAX_VALUE, -800, 800, Double.POSITIVE_INFINITY};
    assertArrayEquals(
        new double[] {0, 0, 1, 1}, forward(ActivationKind.SIGMOID, DType.FLOAT64, far));
    assertArrayEquals(
        new double[] {-1, -1, 1, 1}, forward(ActivationKind.TANH, DType.FLOAT64, far));
    for (double z : far) {
      assertEquals(0, slope(ActivationKind.SIGMOID, z));
      assertEquals(0, slope(ActivationKind.TANH, z));
    }
  }

  /** Left of 0 the sigmoid is exp(z) to within exp(2z): 1 - sigmoid(-z) would give 0 there. */
  @Test
  void sigmoidKeepsItsRelativeAccuracyInTheLeftTail() {
    for (double z : new double[] {-40, -300, -700}) {
      double expected = StrictMath.exp(z);
      double a = forward(ActivationKind.SIGMOID, DType.FLOAT64, z)[0];
      assertEquals(expected, a, 2 * Math.ulp(expected));
      assertEquals(expected, slope(ActivationKind.SIGMOID, z), 3 * Math.ulp(expected));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanGoesThrough(ActivationKind kind) {
    assertTrue(Double.isNaN(forward(kind, DType.FLOAT64, Double.NaN)[0]));
    assertTrue(Double.isNaN(forward(kind, DType.FLOAT32, Double.NaN)[0]));
  }

  @ParameterizedTest
  @EnumSource
  void nanInTheIncomingGradientGoesThroughButForReluWhereItIsFlat(ActivationKind kind) {
    for (double z : new double[] {-1, 1}) {
      double[] dZ = backward(kind, new double[] {z, z}, new double[] {Double.NaN, 1});
      boolean stopsThere = kind == ActivationKind.RELU && z < 0;
      assertEquals(stopsThere ? 0 : Double.NaN, dZ[0], () -> kind + " at " + z);
    }
  }

  @Test
  void softmaxOfOneTwoThree() {
    double[] expected = {0.09003057317038046, 0.24472847105479764, 0.6652409557748219};
    double[] a = forward(ActivationKind.SOFTMAX, DType.FLOAT64, 1, 2, 3);
    for (int j = 0; j < 3; j++) {
      assertEquals(expected[j], a[j], 3 * Math.ulp(expected[j]));
    }
  }

  /**
   * The sum of m quotients has an error of at most (m + 2) u; a shift by a power of two has none.
   */
  @ParameterizedTest
  @EnumSource
  void softmaxSumsToOneAndIgnoresShifts(DType dtype) {
    int m = 37;
    double[] z = RandomMatrix.integers(dtype, 1, m, new Random(3)).toArray();
    double[] a = forward(ActivationKind.SOFTMAX, dtype, z);
    assertEquals(1, Arrays.stream(a).sum(), (m + 2) * dtype.unitRoundoff());
    double[] shifted = Arrays.stream(z).map(x -> x + 1024).toArray();
    assertArrayEquals(a, forward(ActivationKind.SOFTMAX, dtype, shifted));
  }

  @ParameterizedTest
  @EnumSource
  void softmaxOfLargeInputsDoesNotOverflow(DType dtype) {
    assertArrayEquals(
        new double[] {0, 1, 0}, forward(ActivationKind.SOFTMAX, dtype, -1e30, 1e30, 0));
    assertArrayEquals(new double[] {0.5, 0.5}, forward(ActivationKind.SOFTMAX, dtype, 1e30, 1e30));
    assertArrayEquals(
        new double[] {0.5, 0.5}, forward(ActivationKind.SOFTMAX, dtype, -1e30, -1e30));
    assertArrayEquals(new double[] {1}, forward(ActivationKind.SOFTMAX, dtype, -5));
  }

  /** dZ = J^T dA for J = diag(a) - a^T a, and that J is the derivative of the forward pass. */
  @Test
  void softmaxGradientIsItsTransposedJacobianTimesDa() {
    double[] z = {0.3, -1.2, 2.1, 0.7};
    double[] dA = {1, -2, 0.5, 3};
    double[] a = forward(ActivationKind.SOFTMAX, DType.FLOAT64, z);
    double[] dZ = backward(ActivationKind.SOFTMAX, z, dA);
    for (int j = 0; j < z.length; j++) {
      double expected = 0;
      for (int k = 0; k < z.length; k++) {
        double entry = (j == k ? a[j] : 0) - a[k] * a[j];
        expected += entry * dA[k];
        assertEquals(softmaxDifference(z, k, j), entry, 1e-10);
      }
      assertEquals(expected, dZ[j], 8 * DType.FLOAT64.unitRoundoff() * 6.5);
    }
    assertEquals(0, Arrays.stream(dZ).sum(), 8 * DType.FLOAT64.unitRoundoff() * 6.5);
  }

  private static double softmaxDifference(double[] z, int output, int input) {
    return CentralDifference.of(
        x -> {
          double[] moved = z.clone();
          moved[input] = x;
          return forward(ActivationKind.SOFTMAX, DType.FLOAT64, moved)[output];
        },
        z[input]);
  }
}
