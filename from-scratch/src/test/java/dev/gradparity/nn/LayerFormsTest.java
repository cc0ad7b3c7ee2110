package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.DropoutMask;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that are not dense, by hand and by central differences. */
class LayerFormsTest {

  private static LayerSpec activation(int units, ActivationKind kind) {
    return LayerSpec.of(new LayerForm.Activation(), units, ActivationSpec.of(kind));
  }

  private static LayerSpec dropout(int units, double p) {
    return LayerSpec.of(
        new LayerForm.Dropout(p), units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static LayerSpec rectifier(int units, LayerForm.PRelu form) {
    return LayerSpec.of(form, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static LayerSpec batchNorm(int units, LayerForm.BatchNorm form) {
    return LayerSpec.of(form, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  /**
   * Of 1, 3, 5, 7 the mean is 4 and the population variance 5, and with eps = 4 the root is 3;
   * gamma = 6 makes 2 (x - 4), beta = 1. For dz = 1, 0, 0, 0 the gradient by gamma is (1 - 4) / 3 =
   * -1, by beta 1, and by x, 6 / 3 (dz - 1 / 4 - (x - 4) / 3 (-1 / 4)) = 2 (1 - 1/4 - 1/4), ...
   */
  @Test
  void batchNormByHand() {
    DType dtype = DType.FLOAT64;
    LayerForm.BatchNorm form = new LayerForm.BatchNorm(0.75, 4, 1, 0, false);
    BatchNorm norm =
        new BatchNorm(
            form,
            Matrix.of(dtype, 1, 1, 6),
            Matrix.of(dtype, 1, 1, 1),
            Matrix.of(dtype, 1, 1, 8),
            Matrix.of(dtype, 1, 1, 9));
    Matrix x = Matrix.of(dtype, 4, 1, 1, 3, 5, 7);
    Matrix z = Matrix.zeros(dtype, 4, 1);
    norm.forward(Kernels.scalar(), x, z);
    assertArrayEquals(new double[] {-5, -1, 3, 7}, z.toArray(), 1e-14);
    Matrix dZ = Matrix.of(dtype, 4, 1, 1, 0, 0, 0);
    LayerGradient gradient = norm.zeroGradient();
    norm.backward(Kernels.scalar(), x, dZ, gradient);
    assertEquals(-1, gradient.of(ParameterKind.GAMMA).get(0, 0), 1e-15);
    assertEquals(1, gradient.of(ParameterKind.BETA).get(0, 0));
    // A quarter of what is left to the batch's: (8 - 4) / 4 and (9 - 5) / 4.
    assertEquals(1, gradient.of(ParameterKind.MEAN).get(0, 0));
    assertEquals(1, gradient.of(ParameterKind.VARIANCE).get(0, 0));
    Matrix dX = Matrix.zeros(dtype, 4, 1);
    norm.backwardInput(Kernels.scalar(), x, dZ, dX);
    assertArrayEquals(new double[] {1, -2.0 / 3, -1.0 / 3, 0}, dX.toArray(), 1e-14);
    assertEquals(Matrix.of(dtype, 1, 1, 8), norm.parameter(ParameterKind.MEAN));
  }

  /** With the running mean 8 and variance 9, and eps = 7, the root is 4. */
  @Test
  void inferenceTakesTheRunningStatisticsAndDropsNothingOut() {
    DType dtype = DType.FLOAT64;
    NetworkSpec spec =
        Problem.spec(
            dtype,
            1,
            List.of(
                dropout(1, 0.5),
                batchNorm(1, new LayerForm.BatchNorm(0.9, 7, 1, 0, false)),
                new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.MSE,
            Reduction.MEAN,
            0);
    Parameters parameters = Parameters.zeros(spec);
    parameters.of(2, ParameterKind.GAMMA).setAll(2);
    parameters.of(2, ParameterKind.BETA).setAll(1);
    parameters.of(2, ParameterKind.MEAN).setAll(8);
    parameters.of(2, ParameterKind.VARIANCE).setAll(9);
    parameters.of(3, ParameterKind.WEIGHTS).setAll(10);
    Mlp mlp = new Mlp(spec, Kernels.scalar());
    Workspace scratch = new Workspace(spec, 3);
    mlp.infer(parameters, Matrix.of(dtype, 3, 1, 8, 12, 0), scratch);
    assertEquals(Matrix.of(dtype, 3, 1, 10, 30, -30), scratch.a(3));
  }

  /** What is retained is doubled, forward and back; the rest is zero. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void dropoutByHand(DType dtype) {
    NetworkSpec spec =
        Problem.spec(
            dtype,
            4,
            List.of(dropout(4, 0.5), new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.SUM,
            0);
    Matrix w = Matrix.of(dtype, 4, 1, 1, 1, 1, 1);
    Parameters parameters =
        new Parameters(List.of(PassThrough.INSTANCE, new Affine(w, Matrix.zeros(dtype, 1, 1))));
    Matrix x = Matrix.of(dtype, 2, 4, 1, 2, 3, 4, 5, 6, 7, 8);
    Problem problem = Problem.of(spec, parameters, x, Matrix.zeros(dtype, 2, 1));
    Workspace scratch = new Workspace(spec, 2);
    Gradients gradients = Gradients.zeros(parameters);
    for (int step = 0; step < 3; step++) {
      scratch.setStep(step);
      problem.mlp().forward(parameters, x, scratch);
      problem.mlp().backward(parameters, x, problem.y(), scratch, gradients);
      problem.mlp().backwardInput(parameters, x, scratch);
      boolean[] retained = DropoutMask.retained(spec, 1, step, 2);
      for (int i = 0; i < 2; i++) {
        double sum = 0;
        for (int j = 0; j < 4; j++) {
          double expected = retained[i * 4 + j] ? 2 * x.get(i, j) : 0;
          assertEquals(expected, scratch.a(1).get(i, j));
          sum += expected;
        }
        assertEquals(sum, scratch.z(2).get(i, 0));
        for (int j = 0; j < 4; j++) {
          assertEquals(retained[i * 4 + j] ? 2 * sum : 0, scratch.dX().get(i, j));
        }
      }
    }
  }

  /** Rows 1, 0 and 1 of W, and b; row 1 of dW is the sum of two of dZ. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void embeddingByHand(DType dtype) {
    NetworkSpec spec =
        Problem.spec(
            dtype,
            1,
            List.of(
                LayerSpec.of(new LayerForm.Embedding(3), 2, ActivationSpec.of(ActivationKind.TANH)),
                new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.SUM,
            0);
    Parameters parameters = Parameters.zeros(spec);
    Matrix w = parameters.of(1, ParameterKind.WEIGHTS);
    w.setAll(1, 2, 3, 4, 5, 6);
    parameters.of(1, ParameterKind.BIAS).setAll(10, 20);
    PreActivation embedding = parameters.preActivation(1);
    Matrix x = Matrix.of(dtype, 3, 1, 1, 0, 1);
    Matrix z = Matrix.zeros(dtype, 3, 2);
    embedding.forward(Kernels.scalar(), x, z);
    assertEquals(Matrix.of(dtype, 3, 2, 13, 24, 11, 22, 13, 24), z);
    LayerGradient gradient = embedding.zeroGradient();
    gradient.of(ParameterKind.WEIGHTS).setAll(9, 9, 9, 9, 9, 9);
    embedding.backward(Kernels.scalar(), x, Matrix.of(dtype, 3, 2, 1, 2, 3, 4, 5, 6), gradient);
    assertEquals(Matrix.of(dtype, 3, 2, 3, 4, 6, 8, 0, 0), gradient.of(ParameterKind.WEIGHTS));
    assertEquals(Matrix.of(dtype, 1, 2, 9, 12), gradient.of(ParameterKind.BIAS));
    Matrix outside = Matrix.of(dtype, 3, 1, 1, 3, 0);
    assertEquals(
        "an embedding of 3 rows needs their numbers, from 0 to 2, got 3.0",
        assertThrows(
                IllegalArgumentException.class,
                () -> embedding.forward(Kernels.scalar(), outside, z))
            .getMessage());
  }

  /** Slopes 3 and -2; at 0, from either side, the slope is 1. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void parametricRectifierByHand(DType dtype) {
    PRelu rectifier = new PRelu(Matrix.of(dtype, 1, 2, 3, -2));
    Matrix x = Matrix.of(dtype, 3, 2, -1, 5, 0, -4, -2, -0.0);
    Matrix z = Matrix.zeros(dtype, 3, 2);
    rectifier.forward(Kernels.scalar(), x, z);
    assertEquals(Matrix.of(dtype, 3, 2, -3, 5, 0, 8, -6, -0.0), z);
    Matrix dZ = Matrix.of(dtype, 3, 2, 1, 2, 4, 8, 16, 32);
    Matrix dX = Matrix.zeros(dtype, 3, 2);
    rectifier.backwardInput(Kernels.scalar(), x, dZ, dX);
    assertEquals(Matrix.of(dtype, 3, 2, 3, 2, 4, -16, 48, 32), dX);
    LayerGradient gradient = rectifier.zeroGradient();
    rectifier.backward(Kernels.scalar(), x, dZ, gradient);
    // -1 . 1 - 2 . 16, and -4 . 8.
    assertEquals(Matrix.of(dtype, 1, 2, -33, -32), gradient.of(ParameterKind.WEIGHTS));
    assertThrows(IllegalArgumentException.class, () -> rectifier.parameter(ParameterKind.BIAS));
  }

  /** One slope of all columns has the sum of all columns' gradients. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void oneSlopeOfAllColumnsByHand(DType dtype) {
    PRelu rectifier = new PRelu(Matrix.of(dtype, 1, 1, 0.5));
    Matrix x = Matrix.of(dtype, 2, 2, -1, 5, -3, -4);
    Matrix z = Matrix.zeros(dtype, 2, 2);
    rectifier.forward(Kernels.scalar(), x, z);
    assertEquals(Matrix.of(dtype, 2, 2, -0.5, 5, -1.5, -2), z);
    LayerGradient gradient = rectifier.zeroGradient();
    rectifier.backward(Kernels.scalar(), x, Matrix.of(dtype, 2, 2, 1, 2, 4, 8), gradient);
    assertEquals(Matrix.of(dtype, 1, 1, -45), gradient.of(ParameterKind.WEIGHTS));
  }

  /** NaN is on no side of the kink. */
  @Test
  void aRectifierOfNaNIsNaNForwardAndBack() {
    PRelu rectifier = new PRelu(Matrix.of(DType.FLOAT64, 1, 1, 0.5));
    Matrix x = Matrix.of(DType.FLOAT64, 1, 1, Double.NaN);
    Matrix one = Matrix.of(DType.FLOAT64, 1, 1, 1);
    Matrix out = Matrix.zeros(DType.FLOAT64, 1, 1);
    rectifier.forward(Kernels.scalar(), x, out);
    assertEquals(Double.NaN, out.get(0, 0));
    rectifier.backwardInput(Kernels.scalar(), x, one, out);
    assertEquals(Double.NaN, out.get(0, 0));
    LayerGradient gradient = rectifier.zeroGradient();
    rectifier.backward(Kernels.scalar(), x, one, gradient);
    assertEquals(Double.NaN, gradient.of(ParameterKind.WEIGHTS).get(0, 0));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void elementwiseMultiplicationByHand(DType dtype) {
    ElementwiseMultiplication layer =
        new ElementwiseMultiplication(
            Matrix.of(dtype, 1, 2, 3, -2), Matrix.of(dtype, 1, 2, 100, 200));
    Matrix x = Matrix.of(dtype, 2, 2, 1, 2, 3, 4);
    Matrix z = Matrix.zeros(dtype, 2, 2);
    layer.forward(Kernels.scalar(), x, z);
    assertEquals(Matrix.of(dtype, 2, 2, 103, 196, 109, 192), z);
    Matrix dZ = Matrix.of(dtype, 2, 2, 1, 10, 100, 1000);
    Matrix dX = Matrix.zeros(dtype, 2, 2);
    layer.backwardInput(Kernels.scalar(), x, dZ, dX);
    assertEquals(Matrix.of(dtype, 2, 2, 3, -20, 300, -2000), dX);
    LayerGradient gradient = layer.zeroGradient();
    layer.backward(Kernels.scalar(), x, dZ, gradient);
    assertEquals(Matrix.of(dtype, 1, 2, 301, 4020), gradient.of(ParameterKind.WEIGHTS));
    assertEquals(Matrix.of(dtype, 1, 2, 101, 1010), gradient.of(ParameterKind.BIAS));
  }

  /** Its weights have as many inputs as there are columns, though each has but one. */
  @Test
  void firstWeightsOfAnElementwiseMultiplicationGoByTheWidth() {
    int width = 10_000;
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            width,
            List.of(
                LayerSpec.of(
                    new LayerForm.ElementwiseMultiplication(),
                    width,
                    ActivationSpec.of(ActivationKind.TANH)),
                new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.MSE,
            Reduction.MEAN,
            0);
    double squares = 0;
    for (double w : WeightInitialiser.initialise(spec).of(1, ParameterKind.WEIGHTS).toArray()) {
      squares += w * w;
    }
    // Xavier's variance 2 / (width + width), of which the mean square scatters by 1.4 %.
    assertEquals(1, squares, 0.07);
  }

  /**
   * a1 = relu(1, -2) = (1, 0), z2 = 2 . 1 + 3 . 0 + 1 = 3; the loss (3 - 1)^2 / 2 = 2 has the slope
   * 2, so that da1 = 2 (2, 3), of which relu lets the first pass.
   */
  @ParameterizedTest
  @EnumSource(DType.class)
  void activationLayerByHand(DType dtype) {
    NetworkSpec spec =
        Problem.spec(
            dtype,
            2,
            List.of(activation(2, ActivationKind.RELU), new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            Reduction.MEAN,
            0);
    Parameters parameters =
        new Parameters(
            List.of(
                PassThrough.INSTANCE,
                new Affine(Matrix.of(dtype, 2, 1, 2, 3), Matrix.of(dtype, 1, 1, 1))));
    Problem problem =
        Problem.of(spec, parameters, Matrix.of(dtype, 1, 2, 1, -2), Matrix.of(dtype, 1, 1, 1));
    Workspace scratch = problem.forward();
    assertEquals(Matrix.of(dtype, 1, 2, 1, -2), scratch.z(1));
    assertEquals(Matrix.of(dtype, 1, 2, 1, 0), scratch.a(1));
    assertEquals(2, problem.loss());
    Gradients gradients = problem.gradients(scratch);
    assertEquals(Matrix.of(dtype, 2, 1, 2, 0), gradients.layer(2).dW());
    assertEquals(Matrix.of(dtype, 1, 1, 2), gradients.layer(2).db());
    assertEquals(Matrix.of(dtype, 1, 2, 4, 6), scratch.dA(1));
    assertEquals(Matrix.of(dtype, 1, 2, 4, 0), scratch.dX());
    assertEquals(2, gradients.matrices().size());
  }

  private static Map<String, List<LayerSpec>> networks() {
    Map<String, List<LayerSpec>> all = new LinkedHashMap<>();
    LayerSpec hidden = new LayerSpec(4, ActivationKind.TANH);
    LayerSpec output = new LayerSpec(3, ActivationKind.SOFTMAX);
    all.put("activation", List.of(hidden, activation(4, ActivationKind.SWISH), output));
    all.put("activation first", List.of(activation(3, ActivationKind.SIGMOID), hidden, output));
    all.put("softmax within", List.of(hidden, activation(4, ActivationKind.SOFTMAX), output));
    LayerSpec loss =
        LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(ActivationKind.SOFTMAX));
    all.put("loss", List.of(hidden, new LayerSpec(3, ActivationKind.IDENTITY), loss));
    LayerForm.BatchNorm preset = LayerForm.BatchNorm.PRESET;
    all.put("batch norm", List.of(hidden, batchNorm(4, preset), output));
    all.put("batch norm first", List.of(batchNorm(3, preset), hidden, output));
    all.put(
        "locked batch norm",
        List.of(hidden, batchNorm(4, new LayerForm.BatchNorm(0.9, 0.1, 2, -1, true)), output));
    all.put("rectifier", List.of(hidden, rectifier(4, LayerForm.PRelu.PLAIN), output));
    all.put("rectifier first", List.of(rectifier(3, LayerForm.PRelu.SHARED), hidden, output));
    all.put(
        "elementwise multiplication",
        List.of(
            hidden,
            LayerSpec.of(
                new LayerForm.ElementwiseMultiplication(),
                4,
                ActivationSpec.of(ActivationKind.SOFTSIGN)),
            output));
    all.put("dropout", List.of(hidden, dropout(4, 0.5), output));
    all.put("dropout first", List.of(dropout(3, 0.5), hidden, output));
    all.put(
        "dense that drops out",
        List.of(
            hidden,
            LayerSpec.of(new LayerForm.Dense(0.75), 3, ActivationSpec.of(ActivationKind.SOFTMAX))));
    return all;
  }

  static Stream<Arguments> cases() {
    return networks().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  /** A difference across a rectifier's kink is no derivative. */
  private static void moveOffZero(Matrix x) {
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        if (Math.abs(x.get(i, j)) < 4 * CentralDifference.STEP) {
          x.set(i, j, 8 * CentralDifference.STEP);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void gradientsAreCentralDifferences(String name, List<LayerSpec> layers) {
    NetworkSpec spec = Problem.spec(DType.FLOAT64, 3, layers, LossKind.MCXENT, Reduction.MEAN, 0.1);
    Problem problem = Problem.random(spec, 6, 1);
    moveOffZero(problem.x());
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    CentralDifference.assertGradient(scratch.dX(), problem.x(), problem::loss, "dX");
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        if (!kind.isLearnt()) {
          continue;
        }
        CentralDifference.assertGradient(
            gradients.of(l, kind),
            problem.parameters().of(l, kind),
            problem::loss,
            "d" + kind.symbol() + l);
      }
    }
  }

  @Test
  void layerWithoutParametersSaysSo() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(activation(2, ActivationKind.RELU), new LayerSpec(1, ActivationKind.IDENTITY)),
            LossKind.MSE,
            Reduction.MEAN,
            0);
    Parameters parameters = Parameters.zeros(spec);
    assertEquals(
        "layer 1 is not dense",
        assertThrows(IllegalArgumentException.class, () -> parameters.layer(1)).getMessage());
    assertEquals(
        "a layer without parameters has no W",
        assertThrows(IllegalArgumentException.class, () -> parameters.of(1, ParameterKind.WEIGHTS))
            .getMessage());
    assertEquals(2, parameters.matrices().size());
  }
}
