package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MlpTest {

  /** 2-3-2 with ReLU, worked out by hand on integers, which neither format ever rounds. */
  private static Problem byHand(DType dtype, Reduction reduction, double l2) {
    NetworkSpec spec =
        Problem.spec(
            dtype,
            2,
            List.of(
                new LayerSpec(3, ActivationKind.RELU), new LayerSpec(2, ActivationKind.IDENTITY)),
            LossKind.HALF_L2,
            reduction,
            l2);
    Affine first =
        new Affine(Matrix.of(dtype, 2, 3, 1, -2, 3, 2, 1, -1), Matrix.of(dtype, 1, 3, 1, 3, 2));
    Affine second =
        new Affine(Matrix.of(dtype, 3, 2, 1, 2, -1, 3, 2, -1), Matrix.of(dtype, 1, 2, -3, 1));
    return Problem.of(
        spec,
        new Parameters(List.of(first, second)),
        Matrix.of(dtype, 2, 2, 1, 2, 3, -1),
        Matrix.of(dtype, 2, 2, 4, 20, 20, -5));
  }

  @ParameterizedTest
  @EnumSource
  void forwardPassByHand(DType dtype) {
    Workspace scratch = byHand(dtype, Reduction.SUM, 0).forward();
    assertEquals(Matrix.of(dtype, 2, 3, 6, 3, 3, 2, -4, 12), scratch.z(1));
    assertEquals(Matrix.of(dtype, 2, 3, 6, 3, 3, 2, 0, 12), scratch.a(1));
    assertEquals(Matrix.of(dtype, 2, 2, 6, 19, 23, -7), scratch.z(2));
    assertEquals(scratch.z(2), scratch.a(2));
  }

  @ParameterizedTest
  @EnumSource
  void backwardPassByHand(DType dtype) {
    Problem problem = byHand(dtype, Reduction.SUM, 0);
    assertEquals(9, problem.loss());
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    assertEquals(Matrix.of(dtype, 2, 2, 2, -1, 3, -2), scratch.dZ(2));
    assertEquals(Matrix.of(dtype, 3, 2, 18, -10, 6, -3, 42, -27), gradients.layer(2).dW());
    assertEquals(Matrix.of(dtype, 1, 2, 5, -3), gradients.layer(2).db());
    assertEquals(Matrix.of(dtype, 2, 3, 0, -5, 5, -1, -9, 8), scratch.dA(1));
    assertEquals(Matrix.of(dtype, 2, 3, 0, -5, 5, -1, 0, 8), scratch.dZ(1));
    assertEquals(Matrix.of(dtype, 2, 3, -3, -5, 29, 1, -10, 2), gradients.layer(1).dW());
    assertEquals(Matrix.of(dtype, 1, 3, -1, -5, 13), gradients.layer(1).db());
    assertEquals(Matrix.of(dtype, 2, 2, 25, -10, 23, -10), scratch.dX());
  }

  /** Each W has 20 for its sum of squares: the penalty is 10, and dW gains W / 2; db gains none. */
  @ParameterizedTest
  @EnumSource
  void penaltyByHand(DType dtype) {
    Problem problem = byHand(dtype, Reduction.SUM, 0.5);
    assertEquals(19, problem.loss());
    Gradients gradients = problem.gradients(problem.forward());
    assertEquals(Matrix.of(dtype, 3, 2, 18.5, -9, 5.5, -1.5, 43, -27.5), gradients.layer(2).dW());
    assertEquals(Matrix.of(dtype, 2, 3, -2.5, -6, 30.5, 2, -9.5, 1.5), gradients.layer(1).dW());
    assertEquals(Matrix.of(dtype, 1, 2, 5, -3), gradients.layer(2).db());
    assertEquals(Matrix.of(dtype, 1, 3, -1, -5, 13), gradients.layer(1).db());
  }

  /** The mean halves what the two examples contribute, and not the penalty. */
  @ParameterizedTest
  @EnumSource
  void meanByHand(DType dtype) {
    Problem problem = byHand(dtype, Reduction.MEAN, 0.5);
    assertEquals(14.5, problem.loss());
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    assertEquals(Matrix.of(dtype, 3, 2, 9.5, -4, 2.5, 0, 22, -14), gradients.layer(2).dW());
    assertEquals(Matrix.of(dtype, 2, 3, -1, -3.5, 16, 1.5, -4.5, 0.5), gradients.layer(1).dW());
    assertEquals(Matrix.of(dtype, 1, 3, -0.5, -2.5, 6.5), gradients.layer(1).db());
    assertEquals(Matrix.of(dtype, 2, 2, 12.5, -5, 11.5, -5), scratch.dX());
  }

  /** Row S7: n0 (1 x 2), 3 units, 2 outputs, L = (n2 - y)(n2 - y)^T, in the document's notation. */
  @Test
  void twoLayersOnARowVectorFollowDocument002() {
    double[] n0 = {0.5, -1.5};
    double[][] w1 = {{0.2, -0.7, 1.1}, {0.4, 0.3, -0.6}};
    double[] b1 = {0.1, -0.2, 0.3};
    double[][] w2 = {{0.9, -0.4}, {-0.8, 0.6}, {0.5, 1.3}};
    double[] b2 = {-0.3, 0.7};
    double[] y = {0.25, -0.75};

    double[] n1 = new double[3];
    double[] slope1 = new double[3];
    for (int j = 0; j < 3; j++) {
      n1[j] = 1 / (1 + Math.exp(-(n0[0] * w1[0][j] + n0[1] * w1[1][j] + b1[j])));
      slope1[j] = n1[j] * (1 - n1[j]);
    }
    double loss = 0;
    double[] d2 = new double[2];
    for (int k = 0; k < 2; k++) {
      double n2 = Math.tanh(n1[0] * w2[0][k] + n1[1] * w2[1][k] + n1[2] * w2[2][k] + b2[k]);
      loss += (n2 - y[k]) * (n2 - y[k]);
      d2[k] = (1 - n2 * n2) * 2 * (n2 - y[k]);
    }

    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(
                new LayerSpec(3, ActivationKind.SIGMOID), new LayerSpec(2, ActivationKind.TANH)),
            LossKind.L2,
            Reduction.SUM,
            0);
    Parameters parameters =
        new Parameters(
            List.of(
                new Affine(Matrix.ofRows(w1), Matrix.ofRows(b1)),
                new Affine(Matrix.ofRows(w2), Matrix.ofRows(b2))));
    Problem problem = Problem.of(spec, parameters, Matrix.ofRows(n0), Matrix.ofRows(y));
    Gradients gradients = problem.gradients(problem.forward());

    // Some ten operations on numbers below 8: a hundred u.
    double tolerance = 100 * DType.FLOAT64.unitRoundoff();
    assertEquals(loss, problem.loss(), tolerance);
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 2; k++) {
        assertEquals(n1[j] * d2[k], gradients.layer(2).dW().get(j, k), tolerance);
      }
      double d1 = slope1[j] * (w2[j][0] * d2[0] + w2[j][1] * d2[1]);
      for (int i = 0; i < 2; i++) {
        assertEquals(n0[i] * d1, gradients.layer(1).dW().get(i, j), tolerance);
      }
    }
  }

  private static final Set<LossKind> COMMON_LOSSES =
      EnumSet.of(LossKind.MSE, LossKind.L2, LossKind.HALF_L2, LossKind.XENT, LossKind.MCXENT);

  private static final Set<ActivationKind> COMMON_ACTIVATIONS =
      EnumSet.of(
          ActivationKind.IDENTITY,
          ActivationKind.RELU,
          ActivationKind.SIGMOID,
          ActivationKind.TANH,
          ActivationKind.SOFTMAX);

  /** Rare losses meet common activations: of two rare ones, differences are rarely exact enough. */
  private static boolean meet(LossKind loss, ActivationKind activation) {
    return COMMON_LOSSES.contains(loss) || COMMON_ACTIVATIONS.contains(activation);
  }

  static Stream<Arguments> everyCombination() {
    return Arrays.stream(LossKind.values())
        .flatMap(
            loss ->
                outputsOf(loss)
                    .flatMap(
                        output ->
                            hiddenBelow(output)
                                .filter(hidden -> meet(loss, hidden))
                                .flatMap(
                                    hidden ->
                                        Stream.of(
                                            Arguments.of(loss, output, hidden, Reduction.MEAN, 0),
                                            Arguments.of(loss, output, hidden, Reduction.SUM, 0),
                                            Arguments.of(loss, output, hidden, Reduction.MEAN, 0.3),
                                            Arguments.of(
                                                loss, output, hidden, Reduction.SUM, 0.3)))));
  }

  /**
   * Of cubes of cubes, the fifth derivative outgrows the difference; of cubes of large numbers, the
   * loss's roundings do.
   */
  private static Stream<ActivationKind> hiddenBelow(ActivationKind output) {
    return output == ActivationKind.CUBE
        ? Stream.of(ActivationKind.TANH)
        : Arrays.stream(ActivationKind.values()).filter(kind -> kind != ActivationKind.CUBE);
  }

  private static Stream<ActivationKind> outputsOf(LossKind loss) {
    return loss.activations().stream().filter(output -> meet(loss, output));
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void gradientsAreCentralDifferences(
      LossKind loss, ActivationKind output, ActivationKind hidden, Reduction reduction, double l2) {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            3,
            List.of(new LayerSpec(5, hidden), new LayerSpec(4, hidden), new LayerSpec(2, output)),
            loss,
            reduction,
            l2);
    Problem problem =
        IntStream.range(0, 1000)
            .mapToObj(seed -> Problem.random(spec, 6, seed))
            .filter(MlpTest::hasADerivativeWorthChecking)
            .findFirst()
            .orElseThrow();
    Workspace scratch = problem.forward();
    Gradients gradients = problem.gradients(scratch);
    CentralDifference.assertGradient(scratch.dX(), problem.x(), problem::loss, "dX");
    for (int l = 1; l <= spec.depth(); l++) {
      Affine layer = problem.parameters().layer(l);
      AffineGradient gradient = gradients.layer(l);
      CentralDifference.assertGradient(gradient.dW(), layer.weights(), problem::loss, "dW" + l);
      CentralDifference.assertGradient(gradient.db(), layer.bias(), problem::loss, "db" + l);
    }
  }

  /**
   * Far enough from every kink of an activation: a move of 2h in one number moves a z of these
   * small networks by less than 16h. And no gradient all zeros, against which any bug would pass.
   */
  private static boolean hasADerivativeWorthChecking(Problem problem) {
    Workspace scratch = problem.forward();
    List<LayerSpec> layers = problem.mlp().spec().layers();
    boolean smooth =
        IntStream.rangeClosed(1, layers.size())
            .mapToObj(scratch::z)
            .flatMapToDouble(z -> Arrays.stream(z.toArray()))
            .allMatch(
                z ->
                    DoubleStream.of(0, 1, 2.5, 6)
                        .allMatch(
                            kink -> Math.abs(Math.abs(z) - kink) > 16 * CentralDifference.STEP));
    return smooth
        && problem.gradients(scratch).matrices().stream()
            .allMatch(gradient -> Kernels.scalar().sumOfSquares(gradient) > 1e-6);
  }

  private static NetworkSpec softmaxClassifier(DType dtype) {
    return Problem.spec(
        dtype,
        5,
        List.of(new LayerSpec(17, ActivationKind.TANH), new LayerSpec(3, ActivationKind.SOFTMAX)),
        LossKind.MCXENT,
        Reduction.MEAN,
        0.01);
  }

  /** The larger workspace is full of NaN, above and below the rows in use. */
  @ParameterizedTest
  @EnumSource
  void largerWorkspaceAndStaleScratchGiveTheSameBits(DType dtype) {
    Problem problem = Problem.random(softmaxClassifier(dtype), 7, 1);
    Workspace exact = problem.forward();
    double loss = problem.mlp().loss(problem.parameters(), problem.y(), exact);
    Gradients expected = problem.gradients(exact);

    Workspace full = new Workspace(problem.mlp().spec(), 11);
    for (int l = 1; l <= 2; l++) {
      for (Matrix matrix : List.of(full.z(l), full.a(l), full.dZ(l), full.dA(l), full.dX())) {
        fillWithNan(matrix);
      }
    }
    Workspace larger = full.forExamples(7);
    assertEquals(7, larger.capacity());
    Gradients gradients = Gradients.zeros(problem.parameters());
    gradients.matrices().forEach(MlpTest::fillWithNan);
    problem.mlp().forward(problem.parameters(), problem.x(), larger);
    assertEquals(loss, problem.mlp().loss(problem.parameters(), problem.y(), larger));
    problem.mlp().backward(problem.parameters(), problem.x(), problem.y(), larger, gradients);
    problem.mlp().backwardInput(problem.parameters(), problem.x(), larger);

    assertEquals(expected, gradients);
    assertEquals(exact.dX(), larger.dX());
    for (int l = 1; l <= 2; l++) {
      assertEquals(exact.z(l), larger.z(l));
      assertEquals(exact.a(l), larger.a(l));
      assertEquals(exact.dZ(l), larger.dZ(l));
      assertEquals(exact.z(l), full.z(l).topRows(7), "the same storage");
      assertEquals(exact.a(l), full.a(l).topRows(7), "the same storage");
      assertEquals(exact.dZ(l), full.dZ(l).topRows(7), "the same storage");
    }
  }

  private static void fillWithNan(Matrix matrix) {
    double[] values = new double[matrix.size()];
    Arrays.fill(values, Double.NaN);
    matrix.setAll(values);
  }

  /** The loss is scratch-free for backward's purposes: asking for it changes no gradient. */
  @Test
  void gradientsDoNotDependOnWhetherTheLossWasAskedFor() {
    Problem problem = Problem.random(softmaxClassifier(DType.FLOAT64), 4, 2);
    Gradients without = problem.gradients(problem.forward());
    Workspace scratch = problem.forward();
    problem.mlp().loss(problem.parameters(), problem.y(), scratch);
    assertEquals(without, problem.gradients(scratch));
  }

  @Test
  void passesLeaveParametersAndDataAlone() {
    Problem problem = Problem.random(softmaxClassifier(DType.FLOAT64), 4, 3);
    Problem untouched = Problem.random(softmaxClassifier(DType.FLOAT64), 4, 3);
    problem.loss();
    problem.gradients(problem.forward());
    assertEquals(untouched.parameters(), problem.parameters());
    assertEquals(untouched.x(), problem.x());
    assertEquals(untouched.y(), problem.y());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Problem problem = Problem.random(softmaxClassifier(DType.FLOAT64), 4, 4);
    Mlp mlp = problem.mlp();
    Workspace scratch = new Workspace(mlp.spec(), 4);
    assertThrows(IllegalArgumentException.class, () -> scratch.forExamples(5));
    assertThrows(IllegalArgumentException.class, () -> scratch.forExamples(0));
    Matrix fiveRows = RandomMatrix.normal(DType.FLOAT64, 5, 5, new Random(0));
    assertThrows(
        IllegalArgumentException.class, () -> mlp.forward(problem.parameters(), fiveRows, scratch));
    Matrix fiveLabels = Matrix.zeros(DType.FLOAT64, 5, 3);
    assertThrows(
        IllegalArgumentException.class, () -> mlp.loss(problem.parameters(), fiveLabels, scratch));
    Parameters otherFormat = problem.in(DType.FLOAT32).parameters();
    assertThrows(
        IllegalArgumentException.class, () -> mlp.forward(otherFormat, problem.x(), scratch));
  }

  @Test
  void parametersOfAnotherDepthAreRefused() {
    Problem problem = byHand(DType.FLOAT64, Reduction.SUM, 0);
    Parameters oneLayer = new Parameters(problem.parameters().layers().subList(0, 1));
    Workspace scratch = problem.forward();
    Mlp mlp = new Mlp(problem.mlp().spec(), Kernels.scalar());
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> mlp.forward(oneLayer, problem.x(), scratch));
    assertEquals(
        "the network has 2 layers, the parameters or gradients have 1", thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            mlp.backward(
                problem.parameters(),
                problem.x(),
                problem.y(),
                scratch,
                Gradients.zeros(oneLayer)));
  }
}
