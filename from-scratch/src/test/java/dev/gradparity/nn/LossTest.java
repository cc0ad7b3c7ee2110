package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class LossTest {

  private static final Kernels KERNELS = Kernels.scalar();

  private static double value(LossKind kind, Matrix p, Matrix y, int divisor) {
    return value(LossSpec.of(kind), ActivationKind.IDENTITY, p, p, y, divisor);
  }

  private static double value(
      LossSpec loss, ActivationKind output, Matrix z, Matrix p, Matrix y, int divisor) {
    Matrix terms = Matrix.zeros(p.dtype(), p.rows(), p.columns());
    return Loss.of(loss).value(KERNELS, Activation.of(output), z, p, y, divisor, terms);
  }

  /** The loss of a cross entropy after its own activation. */
  private static double crossEntropy(LossKind kind, Matrix z, Matrix y, int divisor) {
    ActivationKind output = kind == LossKind.XENT ? ActivationKind.SIGMOID : ActivationKind.SOFTMAX;
    Matrix p = Matrix.zeros(z.dtype(), z.rows(), z.columns());
    Activation.of(output).forward(KERNELS, z, p);
    return value(LossSpec.of(kind), output, z, p, y, divisor);
  }

  private static Matrix gradient(
      LossKind kind, ActivationKind output, Matrix z, Matrix p, Matrix y, int divisor) {
    return gradient(LossSpec.of(kind), output, z, p, y, divisor);
  }

  private static Matrix gradient(
      LossSpec loss, ActivationKind output, Matrix z, Matrix p, Matrix y, int divisor) {
    Matrix dP = Matrix.zeros(p.dtype(), p.rows(), p.columns());
    Matrix dZ = Matrix.zeros(p.dtype(), p.rows(), p.columns());
    Loss.of(loss).backward(KERNELS, Activation.of(output), z, p, y, divisor, dP, dZ);
    return dZ;
  }

  /** Residuals (1, -2, 3) and (0, 4, -1): squares 14 and 17. */
  @ParameterizedTest
  @CsvSource({
    "MSE,     FLOAT64, 10.333333333333333",
    "L2,      FLOAT32, 31",
    "L2,      FLOAT64, 31",
    "HALF_L2, FLOAT32, 15.5",
    "HALF_L2, FLOAT64, 15.5"
  })
  void squaredLossesByHand(LossKind kind, DType dtype, double sum) {
    Matrix p = Matrix.of(dtype, 2, 3, 2, 3, 5, -1, 8, 6);
    Matrix y = Matrix.of(dtype, 2, 3, 1, 5, 2, -1, 4, 7);
    // MSE's thirds are rounded once each; the others are exact.
    double tolerance = 6 * DType.FLOAT64.unitRoundoff() * 31 / 3;
    assertEquals(sum, value(kind, p, y, 1), tolerance);
    assertEquals(sum / 2, value(kind, p, y, 2), tolerance);
  }

  /** 2 (p - y) / C, 2 (p - y) and p - y, on powers of two, which no format rounds. */
  @ParameterizedTest
  @CsvSource({"MSE, 1", "L2, 2", "HALF_L2, 1"})
  void squaredLossGradientsByHand(LossKind kind, double factor) {
    for (DType dtype : DType.values()) {
      Matrix p = Matrix.of(dtype, 2, 2, 2, 3, 5, -1);
      Matrix y = Matrix.of(dtype, 2, 2, 1, 5, 2, -1);
      Matrix sum = gradient(kind, ActivationKind.IDENTITY, p, p, y, 1);
      assertArrayEquals(
          new double[] {factor, -2 * factor, 3 * factor, 0}, sum.toArray(), dtype.specName());
      Matrix mean = gradient(kind, ActivationKind.IDENTITY, p, p, y, 2);
      assertArrayEquals(
          new double[] {factor / 2, -factor, 3 * factor / 2, 0}, mean.toArray(), dtype.specName());
    }
  }

  /** -ln(1/4) - ln(1 - 1/2) - (ln(1/2) + ln(1/2)) / 2 = 4 ln 2, the last label being 1/2. */
  @Test
  void binaryCrossEntropyByHand() {
    Matrix p = Matrix.ofRows(new double[] {0.25, 0.5, 0.5});
    Matrix y = Matrix.ofRows(new double[] {1, 0, 0.5});
    assertEquals(4 * Math.log(2), value(LossKind.XENT, p, y, 1), 1e-15);
    assertEquals(0.8 * Math.log(2), value(LossKind.XENT, p, y, 5), 1e-15);
  }

  /** Rows -ln(1/4) and -(ln(1/2) + 3 ln(1/8)) / 4: 2 ln 2 and 2.5 ln 2. */
  @Test
  void multiClassCrossEntropyByHand() {
    Matrix p = Matrix.ofRows(new double[] {0.25, 0.5, 0.25}, new double[] {0.5, 0.375, 0.125});
    Matrix y = Matrix.ofRows(new double[] {1, 0, 0}, new double[] {0.25, 0, 0.75});
    assertEquals(4.5 * Math.log(2), value(LossKind.MCXENT, p, y, 1), 2e-15);
    assertEquals(2.25 * Math.log(2), value(LossKind.MCXENT, p, y, 2), 2e-15);
  }

  /** Of p = (2, 3, 5) and y = (1, 5, 2): |p - y| = (1, 2, 3). */
  @ParameterizedTest
  @CsvSource({
    "SQUARED_LOSS,                   4.666666666666667",
    "L1,                             6",
    "MEAN_ABSOLUTE_ERROR,            2",
    "MEAN_ABSOLUTE_PERCENTAGE_ERROR, 96.66666666666667",
    "WASSERSTEIN,                    9",
    "COSINE_PROXIMITY,               -0.7996709849747745"
  })
  void lossesOfRealLabelsByHand(LossKind kind, double expected) {
    Matrix p = Matrix.ofRows(new double[] {2, 3, 5});
    Matrix y = Matrix.ofRows(new double[] {1, 5, 2});
    assertEquals(expected, value(kind, p, y, 1), 1e-15 * Math.abs(expected));
    assertEquals(expected / 2, value(kind, p, y, 2), 1e-15 * Math.abs(expected));
  }

  /** Of 1 + p = (2, 8) and 1 + y = (1, 16): (ln^2 2 + ln^2 2) / 2. */
  @Test
  void logarithmicErrorByHand() {
    Matrix p = Matrix.ofRows(new double[] {1, 7});
    Matrix y = Matrix.ofRows(new double[] {0, 15});
    double ln2 = Math.log(2);
    assertEquals(ln2 * ln2, value(LossKind.MEAN_SQUARED_LOGARITHMIC_ERROR, p, y, 1), 1e-15);
    assertEquals(ln2 / 2, derivative(LossKind.MEAN_SQUARED_LOGARITHMIC_ERROR, 1, 0) * 3 / 2, 1e-15);
  }

  /** Margins y p = (2, -3, 1/2): 1 - y p = (-1, 4, 1/2). */
  @Test
  void hingesByHand() {
    Matrix p = Matrix.ofRows(new double[] {2, 3, 0.5});
    Matrix y = Matrix.ofRows(new double[] {1, -1, 1});
    assertEquals(4.5, value(LossKind.HINGE, p, y, 1));
    assertEquals(16.25, value(LossKind.SQUARED_HINGE, p, y, 1));
    assertArrayEquals(
        new double[] {0, 1, -1},
        gradient(LossKind.HINGE, ActivationKind.IDENTITY, p, p, y, 1).toArray());
    assertArrayEquals(
        new double[] {0, 8, -1},
        gradient(LossKind.SQUARED_HINGE, ActivationKind.IDENTITY, p, p, y, 1).toArray());
  }

  /** (1/4 - 2 ln(1/4)) + (1/2 - 0) = 3/4 + 4 ln 2, and 1/2 ln 2 + 1/2 ln 1. */
  @Test
  void poissonAndKullbackLeiblerByHand() {
    Matrix p = Matrix.ofRows(new double[] {0.25, 0.5});
    assertEquals(
        0.75 + 4 * Math.log(2),
        value(LossKind.POISSON, p, Matrix.ofRows(new double[] {2, 0}), 1),
        1e-15);
    assertEquals(
        Math.log(2) / 2,
        value(LossKind.KL_DIVERGENCE, p, Matrix.ofRows(new double[] {0.5, 0.5}), 1),
        1e-15);
  }

  /** Labels 1 and 3 against label 2: (e^(0 - ln 2) + e^(0 - ln 4)) / 2 = 3/8; two pairs. */
  @Test
  void multiLabelByHand() {
    Matrix p = Matrix.ofRows(new double[] {Math.log(2), 0, Math.log(4)});
    Matrix y = Matrix.ofRows(new double[] {1, 0, 1});
    assertEquals(0.375, value(LossKind.MULTI_LABEL, p, y, 1), 1e-16);
    assertArrayEquals(
        new double[] {-0.25, 0.375, -0.125},
        gradient(LossKind.MULTI_LABEL, ActivationKind.IDENTITY, p, p, y, 1).toArray(),
        1e-16);
    Matrix all = Matrix.ofRows(new double[] {1, 1, 1});
    assertEquals(0, value(LossKind.MULTI_LABEL, p, all, 1));
  }

  /** At a kink the slope is 0; one unit in the last place away it is not. */
  @Test
  void slopesAtKinksAreZero() {
    assertEquals(0, derivative(LossKind.L1, 0.1, 0.1));
    assertEquals(1, derivative(LossKind.L1, Math.nextUp(0.1), 0.1));
    assertEquals(-1, derivative(LossKind.L1, 0, Double.MIN_VALUE));
    assertEquals(0, derivative(LossKind.MEAN_ABSOLUTE_ERROR, -2, -2));
    assertEquals(0, derivative(LossKind.MEAN_ABSOLUTE_PERCENTAGE_ERROR, -2, -2));
    assertEquals(0, derivative(LossKind.HINGE, -1, -1));
    assertEquals(-1, derivative(LossKind.HINGE, Math.nextDown(1.0), 1));
    assertEquals(0, derivative(LossKind.HINGE, Math.nextUp(1.0), 1));
    assertEquals(0, derivative(LossKind.SQUARED_HINGE, 1, 1));
  }

  @Test
  void aSlopeOfNanIsNan() {
    for (LossKind kind : List.of(LossKind.L1, LossKind.HINGE, LossKind.SQUARED_HINGE)) {
      assertEquals(Double.NaN, derivative(kind, Double.NaN, 1), kind.specName());
    }
  }

  @Test
  void cosineOfNoAngleIsZero() {
    Matrix zero = Matrix.ofRows(new double[] {0, 0});
    Matrix y = Matrix.ofRows(new double[] {3, 4});
    for (Matrix p : List.of(zero, y)) {
      Matrix label = p.equals(zero) ? y : zero;
      assertEquals(0, value(LossKind.COSINE_PROXIMITY, p, label, 1));
      assertArrayEquals(
          new double[2],
          gradient(LossKind.COSINE_PROXIMITY, ActivationKind.IDENTITY, p, p, label, 1).toArray());
    }
  }

  @Test
  void cosineKnowsNoLength() {
    Matrix p = Matrix.ofRows(new double[] {3e-200, 4e-200}, new double[] {3e200, 4e200});
    Matrix y = Matrix.ofRows(new double[] {4e180, 3e180}, new double[] {4e-300, 3e-300});
    assertEquals(-2 * 0.96, value(LossKind.COSINE_PROXIMITY, p, y, 1), 1e-15);
  }

  /** Weights 1/2, 0 and 2 of the terms 1, 4, 9 / 3; a weight of 0 leaves out an infinite term. */
  @Test
  void weightsScaleTheSharesOfTheOutputs() {
    LossSpec mse = new LossSpec(LossKind.MSE, List.of(0.5, 0.0, 2.0), 0);
    Matrix p = Matrix.ofRows(new double[] {2, 3, 5});
    Matrix y = Matrix.ofRows(new double[] {1, 5, 2});
    assertEquals(18.5 / 3, value(mse, ActivationKind.IDENTITY, p, p, y, 1), 1e-15);
    assertArrayEquals(
        new double[] {1 / 3.0, 0, 4},
        gradient(mse, ActivationKind.IDENTITY, p, p, y, 1).toArray(),
        1e-15);
    LossSpec mcxent = new LossSpec(LossKind.MCXENT, List.of(0.0, 2.0), 0);
    Matrix certain = Matrix.ofRows(new double[] {0, 1});
    Matrix half = Matrix.ofRows(new double[] {0.5, 0.5});
    assertEquals(0, value(mcxent, ActivationKind.IDENTITY, certain, certain, half, 1));
  }

  @ParameterizedTest
  @EnumSource
  void weightedGradientOfOneLayerIsTheCentralDifference(LossKind kind) {
    if (!kind.takesWeights()) {
      return;
    }
    LossSpec loss = new LossSpec(kind, List.of(0.5, 3.0, 1.25), 0);
    for (ActivationKind output : kind.activations()) {
      NetworkSpec plain =
          Problem.spec(
              DType.FLOAT64, 2, List.of(new LayerSpec(3, output)), kind, Reduction.MEAN, 0);
      Problem problem = Problem.random(plain.withLoss(loss), 1, 5);
      Workspace scratch = problem.forward();
      problem.gradients(scratch);
      CentralDifference.assertGradient(
          scratch.dZ(1), problem.parameters().layer(1).bias(), problem::loss, kind.specName());
    }
  }

  /** The loss is that of p = 1/8 instead of 0; the gradient is as ever. */
  @Test
  void clippingBoundsTheLossAndNotItsGradient() {
    Matrix z = Matrix.ofRows(new double[] {-1000, 1000});
    Matrix p = Matrix.ofRows(new double[] {0, 1});
    Matrix y = Matrix.ofRows(new double[] {1, 0});
    LossSpec mcxent = new LossSpec(LossKind.MCXENT, List.of(), 0.125);
    LossSpec xent = new LossSpec(LossKind.XENT, List.of(), 0.125);
    double ln8 = Math.log(8);
    assertEquals(ln8, value(mcxent, ActivationKind.SOFTMAX, z, p, y, 1), 1e-15);
    assertEquals(2 * ln8, value(xent, ActivationKind.SIGMOID, z, p, y, 1), 1e-15);
    for (LossSpec loss : List.of(mcxent, xent)) {
      ActivationKind output = loss.kind().activations().get(0);
      assertArrayEquals(new double[] {-1, 1}, gradient(loss, output, z, p, y, 1).toArray());
    }
  }

  /** Where p is 0 by rounding, the divergence is still -ln p = 2000. */
  @Test
  void divergencesAreFiniteWhereTheOutputIsSaturated() {
    Matrix z = Matrix.ofRows(new double[] {-1000, 1000});
    Matrix p = Matrix.ofRows(new double[] {0, 1});
    Matrix y = Matrix.ofRows(new double[] {1, 0});
    assertEquals(
        2000, value(LossSpec.of(LossKind.KL_DIVERGENCE), ActivationKind.SOFTMAX, z, p, y, 1));
    assertEquals(2001, value(LossSpec.of(LossKind.POISSON), ActivationKind.SOFTMAX, z, p, y, 1));
    assertArrayEquals(
        new double[] {-1, 1},
        gradient(LossKind.POISSON, ActivationKind.SOFTMAX, z, p, y, 1).toArray());
    assertArrayEquals(
        new double[] {-1, -0.0},
        gradient(LossKind.KL_DIVERGENCE, ActivationKind.SIGMOID, z, p, y, 1).toArray());
  }

  @Test
  void zeroTimesTheLogarithmOfZeroIsZero() {
    Matrix certain = Matrix.ofRows(new double[] {0, 1});
    assertEquals(0.0, value(LossKind.MCXENT, certain, certain, 1));
    assertEquals(0.0, value(LossKind.XENT, certain, certain, 1));
  }

  /** The loss of an example of three outputs. */
  private static double ofExample(LossFunction loss, double[] p, double[] y) {
    Matrix terms = Matrix.zeros(DType.FLOAT64, 1, 3);
    loss.terms(KERNELS, Matrix.ofRows(p), Matrix.ofRows(y), terms);
    return KERNELS.sum(terms);
  }

  private static double[] derivatives(LossFunction loss, double[] p, double[] y) {
    Matrix dP = Matrix.zeros(DType.FLOAT64, 1, 3);
    loss.derivatives(KERNELS, Matrix.ofRows(p), Matrix.ofRows(y), 1, dP);
    return dP.toArray();
  }

  /** The derivative of the term of one of three outputs. */
  private static double derivative(LossKind loss, double p, double y) {
    double[] ys = {y, y, y};
    return derivatives(LossFunction.of(loss), new double[] {p, p, p}, ys)[1];
  }

  /** The derivative of a term that does not depend on p is 0, whatever p. */
  @Test
  void derivativeIsFiniteWhereACertainOutputIsRight() {
    assertEquals(0.0, derivative(LossKind.MCXENT, 0, 0));
    assertEquals(-1.0, derivative(LossKind.MCXENT, 1, 1));
    assertEquals(1.0, derivative(LossKind.XENT, 0, 0));
    assertEquals(-1.0, derivative(LossKind.XENT, 1, 1));
  }

  /** Beyond the underflow of p, -ln p and -ln(1 - p) are the distances of the logits. */
  @ParameterizedTest
  @EnumSource
  void certainAndWrongCostsTheDistanceOfTheLogits(DType dtype) {
    Matrix z = Matrix.of(dtype, 2, 2, -1000, 1000, 3, 2003);
    Matrix y = Matrix.of(dtype, 2, 2, 1, 0, 0.25, 0.75);
    assertEquals(2500, crossEntropy(LossKind.MCXENT, z, y, 1));
    assertEquals(1250, crossEntropy(LossKind.MCXENT, z, y, 2));
    // Of the second row: softplus(3) - 3/4, and a quarter of softplus(2003).
    double sum = 2000 + 2.25 + Math.log1p(Math.exp(-3)) + 2003 / 4.0;
    double ulps = 8 * dtype.unitRoundoff() * sum;
    assertEquals(sum, crossEntropy(LossKind.XENT, z, y, 1), ulps);
    assertEquals(sum / 2, crossEntropy(LossKind.XENT, z, y, 2), ulps);
  }

  /** Of three outputs, whose logits are far below zero: ln(e^0 + e^-1 + e^-900) + 900. */
  @Test
  void logitsAreSharedOutAmongAllOutputs() {
    Matrix z = Matrix.ofRows(new double[] {-5000, -5001, -5900});
    Matrix y = Matrix.ofRows(new double[] {0, 0, 1});
    double loss = 900 + Math.log1p(Math.exp(-1));
    assertEquals(loss, crossEntropy(LossKind.MCXENT, z, y, 1), 2 * Math.ulp(loss));
  }

  /** The output alone does not say how wrong it is, and no other activation's argument does. */
  @Test
  void certainAndWrongCostsInfinityWithoutLogits() {
    Matrix p = Matrix.ofRows(new double[] {0, 1});
    Matrix y = Matrix.ofRows(new double[] {1, 0});
    assertEquals(Double.POSITIVE_INFINITY, value(LossKind.MCXENT, p, y, 1));
    assertEquals(Double.POSITIVE_INFINITY, value(LossKind.XENT, p, y, 1));
  }

  /** Where the outputs say what the loss is, the logits are not asked. */
  @ParameterizedTest
  @EnumSource(names = {"XENT", "MCXENT"})
  void aFiniteLossIsThatOfTheOutputs(LossKind kind) {
    ActivationKind output = kind == LossKind.XENT ? ActivationKind.SIGMOID : ActivationKind.SOFTMAX;
    Matrix p = Matrix.ofRows(new double[] {0.25, 0.75}, new double[] {0, 1});
    Matrix y = Matrix.ofRows(new double[] {0.5, 0.5}, new double[] {0, 1});
    Matrix unknown = Matrix.ofRows(new double[] {Double.NaN, 0}, new double[] {0, 0});
    assertEquals(value(kind, p, y, 2), value(LossSpec.of(kind), output, unknown, p, y, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"XENT", "MCXENT"})
  void anUndefinedLogitCostsNan(LossKind kind) {
    Matrix z = Matrix.ofRows(new double[] {Double.NaN, 0}, new double[] {-1000, 1000});
    Matrix y = Matrix.ofRows(new double[] {1, 0}, new double[] {1, 0});
    assertEquals(Double.NaN, crossEntropy(kind, z, y, 1));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MULTI_LABEL")
  void nanCostsNan(LossKind kind) {
    for (double label : new double[] {0.25, 1}) {
      Matrix y = Matrix.ofRows(new double[] {label});
      assertEquals(Double.NaN, value(kind, Matrix.ofRows(new double[] {Double.NaN}), y, 1));
      assertEquals(Double.NaN, value(kind, y, Matrix.ofRows(new double[] {Double.NaN}), 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void derivativeIsTheCentralDifferenceOfTheLoss(LossKind kind) {
    LossFunction loss = LossFunction.of(kind);
    // Not every label is one that the loss is meant for: as formulas they all hold but for 0 / 0.
    double lowest = kind == LossKind.MEAN_ABSOLUTE_PERCENTAGE_ERROR ? 0.25 : 0;
    for (double p = 0.125; p < 1; p += 0.125) {
      for (double y : new double[] {lowest, 0.3, 1}) {
        double[] ps = {p, 0.4, 0.7};
        double[] ys = {y, 1, lowest};
        double difference =
            CentralDifference.of(q -> ofExample(loss, new double[] {q, ps[1], ps[2]}, ys), p);
        // -ln p has the fifth derivative -24 / p^5: -8e5 at 1/8, and 1.5e-9 of truncation. The
        // percentages are up to 400 times a rounding of the loss.
        double tolerance = kind == LossKind.MEAN_ABSOLUTE_PERCENTAGE_ERROR ? 1e-8 : 2e-9;
        assertEquals(
            difference, derivatives(loss, ps, ys)[0], tolerance, "p = %s, y = %s".formatted(p, y));
      }
    }
  }

  /** dZ of a network of one layer is what its loss gains when the bias of one example moves. */
  @ParameterizedTest
  @EnumSource
  void gradientOfOneLayerIsTheCentralDifference(LossKind kind) {
    for (ActivationKind output : kind.activations()) {
      assertCentralDifference(kind, output);
    }
  }

  private static void assertCentralDifference(LossKind kind, ActivationKind output) {
    for (Reduction reduction : Reduction.values()) {
      Problem problem =
          Problem.random(
              Problem.spec(DType.FLOAT64, 2, List.of(new LayerSpec(3, output)), kind, reduction, 0),
              1,
              5);
      Workspace scratch = problem.forward();
      Gradients gradients = problem.gradients(scratch);
      Matrix dZ = scratch.dZ(1).copy();
      // A sum has no negative zero.
      KERNELS.map(dZ, v -> v + 0.0, dZ);
      assertEquals(gradients.layer(1).db(), dZ);
      CentralDifference.assertGradient(
          scratch.dZ(1), problem.parameters().layer(1).bias(), problem::loss, kind.specName());
    }
  }

  /**
   * Unfused, dP = (p - y) / (p (1 - p)) or -y / p, each with a few roundings, and p carries u
   * relative: in f'(z) dP their errors stay within 16 u of the sum of the magnitudes, at most 1 for
   * a label and 1 for the outputs.
   */
  @ParameterizedTest
  @EnumSource(names = {"XENT", "MCXENT"})
  void fusedGradientIsTheChainRuleWithinRounding(LossKind kind) {
    ActivationKind output = kind == LossKind.XENT ? ActivationKind.SIGMOID : ActivationKind.SOFTMAX;
    for (DType dtype : DType.values()) {
      Random random = new Random(8);
      Matrix z = RandomMatrix.normal(dtype, 7, 5, random);
      Matrix p = Matrix.zeros(dtype, 7, 5);
      Activation.of(output).forward(KERNELS, z, p);
      Matrix y = RandomMatrix.normal(dtype, 7, 5, random);
      Activation.of(output).forward(KERNELS, y, y);

      Matrix fused = gradient(kind, output, z, p, y, 7);
      Matrix dP = Matrix.zeros(dtype, 7, 5);
      LossFunction.of(kind).derivatives(KERNELS, p, y, 7, dP);
      Matrix unfused = Matrix.zeros(dtype, 7, 5);
      Activation.of(output).backward(KERNELS, z, p, dP, unfused);
      assertArrayEquals(
          unfused.toArray(), fused.toArray(), 16 * dtype.unitRoundoff() * 2 / 7, kind.specName());
    }
  }

  /** Where softmax underflows to 0 or the sigmoid reaches 1, the chain rule would give 0 * NaN. */
  @Test
  void fusedGradientIsRightWhereTheOutputIsSaturated() {
    Matrix z = Matrix.ofRows(new double[] {-1000, 1000});
    Matrix p = Matrix.ofRows(new double[] {0, 1});
    Matrix y = Matrix.ofRows(new double[] {1, 0});
    assertArrayEquals(
        new double[] {-1, 1},
        gradient(LossKind.MCXENT, ActivationKind.SOFTMAX, z, p, y, 1).toArray());
    assertArrayEquals(
        new double[] {-1, 1},
        gradient(LossKind.XENT, ActivationKind.SIGMOID, z, p, y, 1).toArray());
  }

  @ParameterizedTest
  @EnumSource(value = ActivationKind.class, mode = Mode.EXCLUDE, names = "SOFTMAX")
  void otherPairsFollowTheChainRule(ActivationKind output) {
    Matrix z = RandomMatrix.normal(DType.FLOAT64, 2, 3, new Random(9));
    Matrix p = Matrix.zeros(DType.FLOAT64, 2, 3);
    Activation.of(output).forward(KERNELS, z, p);
    Matrix y = RandomMatrix.normal(DType.FLOAT64, 2, 3, new Random(10));
    Matrix residual = Matrix.zeros(DType.FLOAT64, 2, 3);
    KERNELS.zip(p, y, (pi, yi) -> 2 * (pi - yi), residual);
    Matrix expected = Matrix.zeros(DType.FLOAT64, 2, 3);
    Activation.of(output).backward(KERNELS, z, p, residual, expected);
    assertEquals(expected, gradient(LossKind.L2, output, z, p, y, 1));
  }
}
