package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerNormTest {

  private static final Kernels KERNELS = Kernels.scalar();

  private static LayerSpec normalised(int units, ActivationKind activation) {
    return new LayerSpec(
        new LayerForm.Dense(1, true),
        units,
        ActivationSpec.of(activation),
        WeightInit.XAVIER,
        LayerSettings.DEFAULT);
  }

  /** W is the identity, so that u is x. */
  private static NormalisedAffine layer(DType dtype, double[] bias, double... gain) {
    int m = gain.length;
    Matrix weights = Matrix.zeros(dtype, m, m);
    for (int j = 0; j < m; j++) {
      weights.set(j, j, 1);
    }
    return new NormalisedAffine(
        new Affine(weights, Matrix.of(dtype, 1, m, bias)), Matrix.of(dtype, 1, m, gain));
  }

  private static double[] forward(NormalisedAffine layer, double... u) {
    DType dtype = layer.gain().dtype();
    Matrix z = Matrix.zeros(dtype, 1, u.length);
    layer.forward(KERNELS, Matrix.of(dtype, 1, u.length, u), z);
    return z.toArray();
  }

  /** The mean of (1, 3, 3, 1) is 2 and its deviation 1: n = (-1, 1, 1, -1). */
  @ParameterizedTest
  @EnumSource(DType.class)
  void forwardByHand(DType dtype) {
    NormalisedAffine layer = layer(dtype, new double[] {0, 1, 0, 0}, 2, 3, 4, 5);
    assertArrayEquals(new double[] {-2, 4, 4, -5}, forward(layer, 1, 3, 3, 1));
  }

  /**
   * dn = g dz = (2, 0, 4, 0), its mean 3/2, the mean of dn n (-2 + 4) / 4 = 1/2: du = dn - 3/2 - n
   * / 2 = (1, -2, 2, -1).
   */
  @ParameterizedTest
  @EnumSource(DType.class)
  void backwardByHand(DType dtype) {
    NormalisedAffine layer = layer(dtype, new double[4], 2, 3, 4, 5);
    Matrix x = Matrix.of(dtype, 1, 4, 1, 3, 3, 1);
    Matrix dZ = Matrix.of(dtype, 1, 4, 1, 0, 1, 0);
    LayerGradient gradient = layer.zeroGradient();
    layer.backward(KERNELS, x, dZ, gradient);
    Matrix dX = Matrix.zeros(dtype, 1, 4);
    layer.backwardInput(KERNELS, x, dZ, dX);
    assertEquals(Matrix.of(dtype, 1, 4, 1, -2, 2, -1), dX);
    assertEquals(Matrix.of(dtype, 1, 4, 1, 0, 1, 0), gradient.of(ParameterKind.BIAS));
    assertEquals(Matrix.of(dtype, 1, 4, -1, 0, 1, 0), gradient.of(ParameterKind.GAIN));
    assertEquals(
        Matrix.of(dtype, 4, 4, 1, -2, 2, -1, 3, -6, 6, -3, 3, -6, 6, -3, 1, -2, 2, -1),
        gradient.of(ParameterKind.WEIGHTS));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -3e-300, 1e300})
  void unitsThatAreAlikeGiveTheBiasAndNoGradient(double u) {
    NormalisedAffine layer = layer(DType.FLOAT64, new double[] {1, 2, 3}, 7, 8, 9);
    assertArrayEquals(new double[] {1, 2, 3}, forward(layer, u, u, u));
    Matrix dX = Matrix.of(DType.FLOAT64, 1, 3, 4, 4, 4);
    layer.backwardInput(
        KERNELS,
        Matrix.of(DType.FLOAT64, 1, 3, u, u, u),
        Matrix.of(DType.FLOAT64, 1, 3, 1, 2, 3),
        dX);
    assertEquals(Matrix.zeros(DType.FLOAT64, 1, 3), dX);
  }

  /** Of one unit the deviation is always 0. */
  @Test
  void oneUnitIsItsBias() {
    assertArrayEquals(new double[] {5}, forward(layer(DType.FLOAT64, new double[] {5}, 2), 123));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p-1000, 0x1p-300, 0x1p900})
  void noSquareOverflowsOrUnderflows(double scale) {
    NormalisedAffine layer = layer(DType.FLOAT64, new double[4], 2, 3, 4, 5);
    assertArrayEquals(
        new double[] {-2, 3, 4, -5}, forward(layer, scale, 3 * scale, 3 * scale, scale));
  }

  @Test
  void gradientsAreCentralDifferences() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            3,
            List.of(
                normalised(5, ActivationKind.TANH),
                normalised(4, ActivationKind.IDENTITY),
                new LayerSpec(3, ActivationKind.SOFTMAX)),
            LossKind.MCXENT,
            Reduction.MEAN,
            0.1);
    Problem problem = Problem.random(spec, 6, 1);
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    CentralDifference.assertGradient(scratch.dX(), problem.x(), problem::loss, "dX");
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        CentralDifference.assertGradient(
            gradients.of(l, kind),
            problem.parameters().of(l, kind),
            problem::loss,
            "d" + kind.symbol() + l);
      }
    }
  }

  @Test
  void gainsStartAtOne() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            3,
            List.of(normalised(2, ActivationKind.TANH)),
            LossKind.MSE,
            Reduction.MEAN,
            0);
    assertArrayEquals(
        new double[] {1, 1},
        WeightInitialiser.initialise(spec).of(1, ParameterKind.GAIN).toArray());
  }
}
