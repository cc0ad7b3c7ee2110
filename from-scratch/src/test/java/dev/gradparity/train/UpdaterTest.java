package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
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
    ParameterState state = ParameterState.start(updater, theta);
    List<double[]> path = new ArrayList<>();
    for (int t = 1; t <= GRADIENTS.length; t++) {
      Matrix g = Matrix.of(dtype, 1, 2, GRADIENTS[t - 1]);
      updater.step(Kernels.scalar(), state, g, new StepIndex(t - 1, 0));
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

  /** Without momentum, Nesterov's step is the plain one: 1 v' - 0 v. */
  @Test
  void nesterovsWithoutMomentumIsSgd() {
    assertPath(
        path(new UpdaterSpec.Nesterovs(0.3, 0), DType.FLOAT64),
        4 * DType.FLOAT64.unitRoundoff(),
        path(new UpdaterSpec.Sgd(0.3), DType.FLOAT64).toArray(double[][]::new));
  }

  /**
   * With beta1 = 1/2, beta2 = 3/4 and rate 1/8, m is (2, -1/2), (0, 5/4), (1/2, 5/8) and u is (4,
   * 1), (3, 3), (9/4, 9/4); the rate is divided by 1/2, 3/4, 7/8. The floor is far below a
   * rounding.
   */
  @ParameterizedTest
  @EnumSource
  void adaMaxByHand(DType dtype) {
    double second2 = -2 + 0.125 - 1.25 / 18;
    assertPath(
        path(new UpdaterSpec.AdaMax(0.125, 0.5, 0.75), dtype),
        tolerance(dtype),
        new double[] {1 - 0.125, -2 + 0.125},
        new double[] {1 - 0.125, second2},
        new double[] {1 - 0.125 - 0.5 / 7 / 2.25, second2 - 0.625 / 7 / 2.25});
  }

  /**
   * With Adam's numbers below, m and v are the same; ahead is m/2 + g/2: (3, -3/4), (-1, 17/8),
   * (3/4, 5/16), times 1/8 over 1/2, 3/4, 7/8.
   */
  @ParameterizedTest
  @EnumSource
  void nadamByHand(DType dtype) {
    double first = 1 - 0.75 / 2.5;
    double second = -2 + 0.1875;
    double first2 = first + 1 / 6.0 / 2.5;
    double second2 = second - 17 / 48.0 / (Math.sqrt(39.0 / 16) + 0.5);
    assertPath(
        path(new UpdaterSpec.Nadam(0.125, 0.5, 0.75, 0.5), dtype),
        tolerance(dtype),
        new double[] {first, second},
        new double[] {first2, second2},
        new double[] {
          first2 - 0.75 / 7 / (Math.sqrt(13.0 / 4) + 0.5),
          second2 - 0.3125 / 7 / (Math.sqrt(117.0 / 64) + 0.5)
        });
  }

  /** As Adam's, but the third step divides by the roots of the largest v, 4 and 39/16. */
  @ParameterizedTest
  @EnumSource
  void amsGradByHand(DType dtype) {
    double alpha2 = Math.sqrt(7.0 / 16) / 6;
    double alpha3 = Math.sqrt(37.0 / 64) / 7;
    double root = Math.sqrt(39.0 / 16) + 0.5;
    double second2 = -2 + 0.0625 - alpha2 * 1.25 / root;
    assertPath(
        path(new UpdaterSpec.AmsGrad(0.125, 0.5, 0.75, 0.5), dtype),
        tolerance(dtype),
        new double[] {0.9, -2 + 0.0625},
        new double[] {0.9, second2},
        new double[] {0.9 - alpha3 * 0.5 / 2.5, second2 - alpha3 * 0.625 / root});
  }

  /** g - m is (2, -1/2), (-2, 7/4), (1/2, -5/8); s is 1/4 of its square and 1/2, and so on. */
  @ParameterizedTest
  @EnumSource
  void adaBeliefByHand(DType dtype) {
    double[] s1 = {1.5, 0.0625 + 0.5};
    double[] s2 = {0.75 * s1[0] + 1.5, 0.75 * s1[1] + 49.0 / 64 + 0.5};
    double alpha2 = Math.sqrt(7.0 / 16) / 6;
    double first = 1 - 0.25 / (Math.sqrt(1.5) + 0.5) * 0.5 * 2;
    double second = -2 + 0.125 * 0.5 / (Math.sqrt(s1[1]) + 0.5);
    assertPath(
        path(new UpdaterSpec.AdaBelief(0.125, 0.5, 0.75, 0.5), dtype),
        tolerance(dtype),
        new double[] {first, second},
        new double[] {first, second - alpha2 * 1.25 / (Math.sqrt(s2[1]) + 0.5)});
  }

  /** h is 1e-6 and the sum of squares: (16, 1), (20, 10), (21, 10). */
  @ParameterizedTest
  @EnumSource
  void adaGradByHand(DType dtype) {
    double h = UpdaterSpec.AdaGrad.START;
    double first = 1 - 1 / (Math.sqrt(16 + h) + 0.5);
    double first2 = first + 0.5 / (Math.sqrt(20 + h) + 0.5);
    double second = -2 + 0.25 / (Math.sqrt(1 + h) + 0.5);
    double second2 = second - 0.75 / (Math.sqrt(10 + h) + 0.5);
    assertPath(
        path(new UpdaterSpec.AdaGrad(0.25, 0.5), dtype),
        tolerance(dtype),
        new double[] {first, second},
        new double[] {first2, second2},
        new double[] {first2 - 0.25 / (Math.sqrt(21 + h) + 0.5), second2});
  }

  /** r starts at 1/2: 3/4 r + 1/4 g^2 is (35/8, 5/8), (137/32, 87/32). */
  @ParameterizedTest
  @EnumSource
  void rmsPropByHand(DType dtype) {
    double first = 1 - 1 / (Math.sqrt(35.0 / 8) + 0.5);
    double second = -2 + 0.25 / (Math.sqrt(5.0 / 8) + 0.5);
    assertPath(
        path(new UpdaterSpec.RmsProp(0.25, 0.75, 0.5), dtype),
        tolerance(dtype),
        new double[] {first, second},
        new double[] {
          first + 0.5 / (Math.sqrt(137.0 / 32) + 0.5), second - 0.75 / (Math.sqrt(87.0 / 32) + 0.5)
        });
  }

  /** msg is (4, 1/4) and then (4, 39/16); the first update is sqrt(1/2 / (msg + 1/2)) g. */
  @ParameterizedTest
  @EnumSource
  void adaDeltaByHand(DType dtype) {
    double d1 = 4 * Math.sqrt(0.5 / 4.5);
    double e1 = -Math.sqrt(0.5 / 0.75);
    double d2 = -2 * Math.sqrt((d1 * d1 / 4 + 0.5) / 4.5);
    double e2 = 3 * Math.sqrt((e1 * e1 / 4 + 0.5) / (39.0 / 16 + 0.5));
    assertPath(
        path(new UpdaterSpec.AdaDelta(0.75, 0.5), dtype),
        tolerance(dtype),
        new double[] {1 - d1, -2 - e1},
        new double[] {1 - d1 - d2, -2 - e1 - e2});
  }

  @ParameterizedTest
  @EnumSource
  void noOpSubtractsTheGradient(DType dtype) {
    assertPath(
        path(new UpdaterSpec.NoOp(), dtype),
        0,
        new double[] {-3, -1},
        new double[] {-1, -4},
        new double[] {-2, -4});
  }

  /** Three steps of fewer than ten roundings, each of u on numbers of at most 4. */
  private static double tolerance(DType dtype) {
    return 3 * 10 * 4 * dtype.unitRoundoff();
  }

  @ParameterizedTest
  @EnumSource
  void noUpdaterMovesAParameterWithoutGradient(DType dtype) {
    for (UpdaterSpec spec : UpdaterSpec.defaults()) {
      Updater updater = Updater.of(spec);
      ParameterState state = ParameterState.start(updater, Matrix.of(dtype, 2, 1, 5, 6));
      for (int t = 1; t <= 3; t++) {
        Matrix g = Matrix.zeros(dtype, 2, 1);
        updater.step(Kernels.scalar(), state, g, new StepIndex(t - 1, 0));
      }
      assertEquals(Matrix.of(dtype, 2, 1, 5, 6), state.theta(), spec.specName());
    }
  }

  @Test
  void stateHasTheParametersShape() {
    for (UpdaterSpec spec : UpdaterSpec.defaults()) {
      ParameterState state =
          ParameterState.start(Updater.of(spec), Matrix.of(DType.FLOAT64, 2, 1, 5, 6));
      assertEquals(spec.stateNames().size(), state.state().size());
      for (Matrix moment : state.state()) {
        assertEquals(2, moment.rows());
        assertEquals(1, moment.columns());
      }
    }
  }

  @Test
  void aRateThatChangesIsReadAtEveryStep() {
    Schedule halves = new Schedule.Exponential(ScheduleType.ITERATION, 0.5, 0.5);
    assertPath(
        path(new UpdaterSpec.Sgd(halves), DType.FLOAT64),
        0,
        new double[] {-1, -1.5},
        new double[] {-0.5, -2.25},
        new double[] {-0.625, -2.25});
  }
}
