package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Affine;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.Target;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.GradientNormalisation.Kind;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of one layer of two inputs and two units, on numbers worked by hand. */
class LayerStepTest {

  private static final double RATE = 0.5;

  private static final StepIndex FIRST = new StepIndex(0, 0);

  /** |dW| = 5, |db| = 12, and 13 for both. */
  private static final double[] DW = {3, 0, 4, 0};

  private static final double[] DB = {0, 12};

  /** Columns of norms 5 and 0.5; rows of norms 3 and sqrt(16.25); all of sqrt(25.25). */
  private static final double[] W = {3, 0, 4, 0.5};

  private static final double[] B = {0.6, -0.8};

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;

  private final Matrix w = matrix(2, W);
  private final Matrix b = matrix(1, B);
  private final Matrix dW = matrix(2, DW);
  private final Matrix db = matrix(1, DB);

  private static Matrix matrix(int rows, double... values) {
    return Matrix.of(DType.FLOAT64, rows, 2, values);
  }

  private LayerStep step(LayerSettings settings) {
    NetworkSpec spec =
        new NetworkSpec(
            "hand",
            DType.FLOAT64,
            Shape.of(2),
            List.of(new LayerSpec(2, ActivationKind.IDENTITY).with(settings)),
            LossKind.MSE,
            Reduction.SUM,
            new UpdaterSpec.Sgd(RATE),
            0,
            1);
    return new LayerStep(spec, 1, Kernels.scalar(), new Affine(w, b), new AffineGradient(dW, db));
  }

  private void assertGradient(double[] expectedDW, double[] expectedDb) {
    assertArrayEquals(expectedDW, dW.toArray(), 1e-15);
    assertArrayEquals(expectedDb, db.toArray(), 1e-15);
  }

  private static double[] scaled(double factor, double... values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 1, 1, 1",
    "RENORMALIZE_L2_PER_LAYER, 1, 0.07692307692307693, 0.07692307692307693",
    "RENORMALIZE_L2_PER_PARAM_TYPE, 1, 0.2, 0.08333333333333333",
    "CLIP_L2_PER_LAYER, 6.5, 0.5, 0.5",
    "CLIP_L2_PER_LAYER, 13, 1, 1",
    "CLIP_L2_PER_PARAM_TYPE, 6, 1, 0.5",
    "CLIP_L2_PER_PARAM_TYPE, 2.5, 0.5, 0.20833333333333334"
  })
  void gradientIsScaledByItsNorm(Kind kind, double threshold, double ofW, double ofB) {
    step(PLAIN.with(new GradientNormalisation(kind, threshold))).normaliseGradient();
    assertGradient(scaled(ofW, DW), scaled(ofB, DB));
  }

  @Test
  void gradientIsClippedElementByElement() {
    Kind kind = Kind.CLIP_ELEMENT_WISE_ABSOLUTE_VALUE;
    dW.set(0, 1, -7);
    step(PLAIN.with(new GradientNormalisation(kind, 3.5))).normaliseGradient();
    assertGradient(new double[] {3, -3.5, 3.5, 0}, new double[] {0, 3.5});
  }

  /** Squares of 1e-200 underflow, and those of 1e200 overflow. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e200})
  void normsHoldWhereSquaresDoNot(double scale) {
    dW.setAll(scaled(scale, DW));
    db.setAll(scaled(scale, DB));
    step(PLAIN.with(GradientNormalisation.of(Kind.RENORMALIZE_L2_PER_PARAM_TYPE)))
        .normaliseGradient();
    assertGradient(new double[] {0.6, 0, 0.8, 0}, new double[] {0, 1});
    double[] w = scaled(scale, W);
    this.w.setAll(w);
    assertArrayEquals(
        new double[] {0.6, 0, 0.8, 1},
        constrained(Constraint.onWeights(new Constraint.UnitNorm())),
        1e-15);
  }

  @ParameterizedTest
  @EnumSource
  void zeroGradientStaysZero(Kind kind) {
    dW.setAll(0, 0, 0, 0);
    db.setAll(0, 0);
    step(PLAIN.with(GradientNormalisation.of(kind))).normaliseGradient();
    assertGradient(new double[4], new double[2]);
  }

  @Test
  void biasThatALayerHasNotIsNoPartOfItsNorm() {
    step(PLAIN.withoutBias().with(GradientNormalisation.of(Kind.RENORMALIZE_L2_PER_LAYER)))
        .normaliseGradient();
    assertArrayEquals(scaled(0.2, DW), dW.toArray(), 1e-15);
  }

  /** At the third step the rate is 0.5 / 4. */
  @Test
  void decayFollowsTheScheduleOfTheRate() {
    Schedule halves = new Schedule.Exponential(ScheduleType.ITERATION, RATE, 0.5);
    LayerSettings settings =
        PLAIN
            .with(new Regularisation(new Terms(0, 0, 0.2, true), Terms.NONE))
            .withUpdater(new UpdaterSpec.Sgd(halves));
    step(settings).step(new StepIndex(2, 0));
    assertArrayEquals(
        new double[] {0.975 * 3 - 0.375, 0, 0.975 * 4 - 0.5, 0.975 * 0.5}, w.toArray(), 1e-15);
  }

  @Test
  void biasThatALayerHasNotDoesNotMove() {
    step(PLAIN.withoutBias()).step(FIRST);
    assertArrayEquals(B, b.toArray());
    assertArrayEquals(new double[] {1.5, 0, 2, 0.5}, w.toArray());
  }

  @Test
  void frozenParametersStayWhateverElseIsSaid() {
    Terms decay = new Terms(0, 0, 0.5, true);
    step(PLAIN
            .asFrozen()
            .with(new Regularisation(decay, decay))
            .with(Constraint.onWeights(new Constraint.UnitNorm()).on(Target.ALL)))
        .step(FIRST);
    assertArrayEquals(W, w.toArray());
    assertArrayEquals(B, b.toArray());
  }

  /** 0.2 of theta, or 0.2 times the rate of 0.5, beside the step. */
  @ParameterizedTest
  @CsvSource({"true, 0.9", "false, 0.8"})
  void decayTakesAShareOffTheParameterBeforeTheStep(boolean applyLearningRate, double kept) {
    Terms decay = new Terms(0, 0, 0.2, applyLearningRate);
    step(PLAIN.with(new Regularisation(decay, Terms.NONE))).step(FIRST);
    assertArrayEquals(
        new double[] {kept * 3 - 1.5, 0, kept * 4 - 2, kept * 0.5}, w.toArray(), 1e-15);
    assertArrayEquals(new double[] {0.6, -6.8}, b.toArray(), 1e-15);
  }

  @Test
  void weightsAndBiasesHaveUpdatersOfTheirOwn() {
    step(PLAIN.withUpdater(new UpdaterSpec.Sgd(1)).withBiasUpdater(new UpdaterSpec.Sgd(0.25)))
        .step(FIRST);
    assertArrayEquals(new double[] {0, 0, 0, 0.5}, w.toArray());
    assertArrayEquals(new double[] {0.6, -3.8}, b.toArray(), 1e-15);
  }

  @Test
  void biasHasTheLayersUpdaterUnlessItHasItsOwn() {
    step(PLAIN.withUpdater(new UpdaterSpec.Sgd(0.25))).step(FIRST);
    assertArrayEquals(new double[] {0.6, -3.8}, b.toArray(), 1e-15);
  }

  private double[] constrained(Constraint... constraints) {
    dW.setAll(0, 0, 0, 0);
    db.setAll(0, 0);
    step(PLAIN.with(constraints)).step(FIRST);
    return w.toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "INPUTS, 1.5, 0, 2, 0.5",
    "UNITS, 2.5, 0, 2.4806946917841693, 0.31008683647302116",
    "BOTH, 1.4925557853149838, 0, 1.990074380419978, 0.24875929755249728"
  })
  void maxNormShrinksLargerNormsAlongItsAxis(
      Axis axis, double w11, double w12, double w21, double w22) {
    double[] expected = {w11, w12, w21, w22};
    Constraint.Rule rule = new Constraint.MaxNorm(2.5);
    assertArrayEquals(expected, constrained(Constraint.onWeights(rule).over(axis)), 1e-15);
    assertArrayEquals(B, b.toArray());
  }

  @ParameterizedTest
  @MethodSource
  void nanSpreadsToAllThatShareItsNorm(Constraint.Rule rule) {
    w.set(0, 0, Double.NaN);
    double[] actual = constrained(Constraint.onWeights(rule).over(Axis.INPUTS));
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, new double[] {actual[0], actual[2]});
    assertTrue(Double.isFinite(actual[1]) && Double.isFinite(actual[3]));
  }

  static List<Constraint.Rule> nanSpreadsToAllThatShareItsNorm() {
    return List.of(
        new Constraint.MaxNorm(2.5),
        new Constraint.MinMaxNorm(1, 3, 0.5),
        new Constraint.UnitNorm());
  }

  /** Half of the way from 5 to 3 and from 0.5 to 1. */
  @Test
  void minMaxNormGoesItsShareOfTheWayToTheInterval() {
    double[] actual = constrained(Constraint.onWeights(new Constraint.MinMaxNorm(1, 3, 0.5)));
    assertArrayEquals(new double[] {2.4, 0, 3.2, 0.75}, actual, 1e-15);
  }

  @Test
  void unitNormLeavesZeroAtZero() {
    w.set(1, 1, 0);
    double[] actual = constrained(Constraint.onWeights(new Constraint.UnitNorm()));
    assertArrayEquals(new double[] {0.6, 0, 0.8, 0}, actual, 1e-15);
  }

  @Test
  void nonNegativeBiasesAreCutOffAtZero() {
    constrained(Constraint.onWeights(new Constraint.NonNegative()).on(Target.BIAS));
    assertArrayEquals(new double[] {0.6, 0}, b.toArray());
    assertArrayEquals(W, w.toArray());
  }

  /** The norm of a bias is that of all of it, whatever the axis. */
  @Test
  void biasHasOneNorm() {
    b.setAll(3, -4);
    constrained(Constraint.onWeights(new Constraint.UnitNorm()).on(Target.BIAS));
    assertArrayEquals(new double[] {0.6, -0.8}, b.toArray(), 1e-15);
  }

  @Test
  void constraintsApplyInTheirOrder() {
    w.set(0, 1, -3);
    w.set(1, 1, 4);
    double[] actual =
        constrained(
            Constraint.onWeights(new Constraint.NonNegative()),
            Constraint.onWeights(new Constraint.UnitNorm()));
    assertArrayEquals(new double[] {0.6, 0, 0.8, 1}, actual, 1e-15);
  }
}
