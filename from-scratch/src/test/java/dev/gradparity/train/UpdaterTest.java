package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdaterTest {

  /** Gradients of three steps for a parameter of 1 x 2 that starts at (1, -2). */
  private static final double[][] GRADIENTS = {{4, -1}, {-2, 3}, {1, 0}};

  /** The parameter after each step. */
  private static List<double[]> path(UpdaterSpec spec, DType dtype) {
    Updater updater = Updater.of(spec);
    Matrix theta = Matrix.of(dtype, 1, 2, 1, -2);
    List<Matrix> state = new ArrayList<>();
    for (int k = 0; k < updater.stateCount(); k++) {
      state.add(Matrix.zeros(dtype, 1, 2));
    }
    List<double[]> path = new ArrayList<>();
    for (int t = 1; t <= GRADIENTS.length; t++) {
      Matrix g = Matrix.of(dtype, 1, 2, GRADIENTS[t - 1]);
      updater.step(Kernels.scalar(), theta, g, state, t);
      assertEquals(Matrix.of(dtype, 1, 2, GRADIENTS[t - 1]), g, "the gradient is read only");
      path.add(theta.toArray());
    }
    return path;
  }

  private static void assertPath(List<double[]> path, double tolerance, double[]... expected) {
    for (int t = 1; t <= expected.length; t++) {
      assertArrayEquals(expected[t - 1], path.get(t - 1), tolerance, "step " + t);
    }
  }

  /** (1, -2) - (1, -0.25), - (-0.5, 0.75), - (0.25, 0): powers of two, which are exact. */
  @ParameterizedTest
  @EnumSource
  void sgdByHand(DType dtype) {
    assertPath(
        path(new UpdaterSpec.Sgd(0.25), dtype),
        0,
        new double[] {0, -1.75},
        new double[] {0.5, -2.5},
        new double[] {0.25, -2.5});
  }

  /**
   * With momentum 1/2 and rate 1/4, v is (-1, 1/4), (0, -5/8), (-1/4, -5/16), and theta moves by
   * 3/2 v' - v/2: (-3/2, 3/8), (1/2, -17/16), (-3/8, -5/32). All exact.
   */
  @ParameterizedTest
  @EnumSource
  void nesterovsByHand(DType dtype) {
    assertPath(
        path(new UpdaterSpec.Nesterovs(0.25, 0.5), dtype),
        0,
        new double[] {-0.5, -1.625},
        new double[] {0, -2.6875},
        new double[] {-0.375, -2.84375});
  }

  /**
   * With beta1 = 1/2, beta2 = 3/4, rate 1/8 and epsilon 1/2, by t:
   *
   * <pre>
   * m      (2, -1/2)    (0, 5/4)                 (1/2, 5/8)
   * v      (4, 1/4)     (4, 39/16)               (13/4, 117/64)
   * alpha  1/8          sqrt(7/16) / 6           sqrt(37/64) / 7
   * </pre>
   *
   * <p>The first step is exact: 1/8 of 2 / (2 + 1/2) and of -1/2 / (1/2 + 1/2). Had epsilon been
   * inside the root, or been corrected with the bias, or t started at 0, it would not be 1/10.
   */
  @ParameterizedTest
  @EnumSource
  void adamByHand(DType dtype) {
    double first = 1 - 0.1;
    double second = -2 + 0.0625;
    double alpha2 = Math.sqrt(7.0 / 16) / 6;
    double alpha3 = Math.sqrt(37.0 / 64) / 7;
    double second2 = second - alpha2 * 1.25 / (Math.sqrt(39.0 / 16) + 0.5);
    double first3 = first - alpha3 * 0.5 / (Math.sqrt(13.0 / 4) + 0.5);
    double second3 = second2 - alpha3 * 0.625 / (Math.sqrt(117.0 / 64) + 0.5);
    // Fewer than ten roundings a step, each of u on numbers of at most 2.
    double tolerance = 3 * 10 * 2 * dtype.unitRoundoff();
    assertPath(
        path(new UpdaterSpec.Adam(0.125, 0.5, 0.75, 0.5), dtype),
        tolerance,
        new double[] {first, second},
        new double[] {first, second2},
        new double[] {first3, second3});
  }

  /**
   * At t = 1 the corrections cancel (1 - beta) but for alpha = rate sqrt(1 - beta2) / (1 - beta1):
   * a step of rate |g| sqrt(1 - beta2) / (|g| sqrt(1 - beta2) + epsilon), whatever beta1.
   */
  @Test
  void adamsFirstStepIsTheRateOnceTheGradientOutweighsEpsilon() {
    double[] theta = path(new UpdaterSpec.Adam(0.001, 0.9, 0.999, 1e-8), DType.FLOAT64).get(0);
    double root = Math.sqrt(0.001);
    assertEquals(1 - 0.001 * 4 * root / (4 * root + 1e-8), theta[0], 1e-15);
    assertEquals(-2 + 0.001 * root / (root + 1e-8), theta[1], 1e-15);
  }

  @Test
  void eachUpdaterAsksForItsMoments() {
    assertEquals(0, Updater.of(new UpdaterSpec.Sgd(0.1)).stateCount());
    assertEquals(1, Updater.of(new UpdaterSpec.Nesterovs(0.1, 0.9)).stateCount());
    assertEquals(2, Updater.of(new UpdaterSpec.Adam(0.1, 0.9, 0.999, 1e-8)).stateCount());
  }

  /** Without momentum, Nesterov's step is the plain one: 1 v' - 0 v. */
  @Test
  void nesterovsWithoutMomentumIsSgd() {
    assertPath(
        path(new UpdaterSpec.Nesterovs(0.3, 0), DType.FLOAT64),
        4 * DType.FLOAT64.unitRoundoff(),
        path(new UpdaterSpec.Sgd(0.3), DType.FLOAT64).toArray(double[][]::new));
  }

  @ParameterizedTest
  @EnumSource
  void stateStartsAtZeroInTheParametersShapesAndCountsFromOne(DType dtype) {
    Affine layer = new Affine(Matrix.of(dtype, 2, 1, 5, 6), Matrix.of(dtype, 1, 1, 7));
    UpdaterState state =
        new UpdaterState(
            Updater.of(new UpdaterSpec.Adam(0.1, 0.9, 0.999, 1e-8)),
            new Parameters(List.of(layer)).matrices());
    assertEquals(List.of(Matrix.zeros(dtype, 2, 1), Matrix.zeros(dtype, 2, 1)), state.of(0));
    assertEquals(List.of(Matrix.zeros(dtype, 1, 1), Matrix.zeros(dtype, 1, 1)), state.of(1));
    assertEquals(1, state.nextStep());
    assertEquals(2, state.nextStep());
  }
}
