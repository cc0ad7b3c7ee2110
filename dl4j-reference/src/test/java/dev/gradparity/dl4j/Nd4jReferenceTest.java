package dev.gradparity.dl4j;

import static dev.gradparity.dl4j.HandNetwork.EXAMPLES;
import static dev.gradparity.dl4j.HandNetwork.scaled;
import static dev.gradparity.dl4j.HandNetwork.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The two networks on ND4J without Deeplearning4j's layers, on numbers worked by hand. */
class Nd4jReferenceTest {

  private static final double L2 = 0.5;

  /** How a reference is made of a specification. */
  private enum Kind {
    SAMEDIFF,
    RAW;

    Nd4jReference of(NetworkSpec spec) {
      Nd4jReference network =
          switch (this) {
            case SAMEDIFF -> new SameDiffNetwork(spec, false);
            case RAW -> new Nd4jNetwork(spec);
          };
      network.setParameters(
          new ParameterValues(
              List.of(HandNetwork.W1, HandNetwork.W2), List.of(HandNetwork.B1, HandNetwork.B2)));
      return network;
    }
  }

  private static Stream<Arguments> kinds() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(DType.values()).map(dtype -> Arguments.of(kind, dtype)));
  }

  private static NetworkSpec spec(DType dtype, LossKind loss, Reduction reduction, double l2) {
    return HandNetwork.spec(dtype, loss, reduction, new UpdaterSpec.Sgd(0.5), l2);
  }

  /** A negative number times zero is -0. */
  private static double[] positive(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyTensorOfAPassIsTheOneWorkedByHand(Kind kind, DType dtype) {
    Nd4jGradients pass =
        kind.of(spec(dtype, LossKind.L2, Reduction.SUM, 0))
            .gradients(new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y));

    assertArrayEquals(new double[] {10, 10, -6, 8, 1, 6, -1, 6, -3, 5, 7, -3}, pass.z().get(0));
    assertArrayEquals(HandNetwork.A1, pass.a().get(0));
    assertArrayEquals(HandNetwork.A2, pass.a().get(1));
    assertEquals(HandNetwork.SUM_OF_SQUARES, pass.loss());
    assertArrayEquals(new double[] {2, 4, 2, -4, -2, 0, 6, 6}, pass.dZ().get(1));
    assertArrayEquals(HandNetwork.DA1, pass.dA().get(0));
    assertArrayEquals(
        new double[] {10, -4, 0, -6, 4, 2, 0, 0, 0, 18, -6, 0}, positive(pass.dZ().get(0)));
    assertArrayEquals(HandNetwork.DW1, pass.dW().get(0));
    assertArrayEquals(HandNetwork.DB1, pass.db().get(0));
    assertArrayEquals(HandNetwork.DW2, pass.dW().get(1));
    assertArrayEquals(HandNetwork.DB2, pass.db().get(1));
    assertArrayEquals(HandNetwork.DX, pass.dx());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void meanAndPenaltyAreInLossAndGradientAlike(Kind kind, DType dtype) {
    Nd4jGradients pass =
        kind.of(spec(dtype, LossKind.L2, Reduction.MEAN, L2))
            .gradients(new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y));

    assertEquals(
        HandNetwork.SUM_OF_SQUARES / EXAMPLES + L2 / 2 * HandNetwork.SQUARED_WEIGHTS, pass.loss());
    assertArrayEquals(
        sum(scaled(0.25, HandNetwork.DW1), scaled(L2, HandNetwork.W1)), pass.dW().get(0));
    assertArrayEquals(scaled(0.25, HandNetwork.DB1), pass.db().get(0));
    assertArrayEquals(scaled(0.25, HandNetwork.DX), pass.dx());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void lossesDifferByTheirFactors(Kind kind, DType dtype) {
    for (LossKind loss : List.of(LossKind.MSE, LossKind.HALF_L2)) {
      // Two outputs: the mean over them is half of the sum.
      Nd4jGradients pass =
          kind.of(spec(dtype, loss, Reduction.SUM, 0))
              .gradients(new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y));

      assertEquals(HandNetwork.SUM_OF_SQUARES / 2, pass.loss());
      assertArrayEquals(scaled(0.5, HandNetwork.DW1), pass.dW().get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStepSubtractsTheRateTimesTheGradientAndShowsTheLossBefore(Kind kind, DType dtype) {
    List<Dl4jStep> steps = new ArrayList<>();
    kind.of(spec(dtype, LossKind.L2, Reduction.MEAN, L2))
        .train(
            new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y),
            EXAMPLES,
            List.of(new int[] {3, 1, 0, 2}),
            1,
            steps::add);

    double[] gradient = sum(scaled(0.25, HandNetwork.DW1), scaled(L2, HandNetwork.W1));
    assertEquals(1, steps.size());
    assertEquals(EXAMPLES, steps.get(0).examples());
    assertEquals(
        HandNetwork.SUM_OF_SQUARES / EXAMPLES + L2 / 2 * HandNetwork.SQUARED_WEIGHTS,
        steps.get(0).loss());
    assertArrayEquals(
        sum(HandNetwork.W1, scaled(-0.5, gradient)), steps.get(0).parameters().weights().get(0));
    assertArrayEquals(
        sum(HandNetwork.B2, scaled(-0.125, HandNetwork.DB2)),
        steps.get(0).parameters().biases().get(1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEpochEndsWithAShortMinibatch(Kind kind, DType dtype) {
    List<Integer> sizes = new ArrayList<>();
    kind.of(spec(dtype, LossKind.L2, Reduction.MEAN, 0))
        .train(
            new Dl4jExamples(EXAMPLES, HandNetwork.X, HandNetwork.Y),
            3,
            List.of(new int[] {0, 1, 2, 3}, new int[] {3, 2, 1, 0}),
            3,
            step -> sizes.add(step.examples()));

    assertEquals(List.of(3, 1, 3), sizes);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatDoesNotFitIsRefusedAtTheDoor(Kind kind, DType dtype) {
    Nd4jReference network = kind.of(spec(dtype, LossKind.L2, Reduction.MEAN, 0));

    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> network.gradients(new Dl4jExamples(EXAMPLES, new double[3], HandNetwork.Y)))
            .getMessage()
            .contains("8 values are needed"));
  }

  /** Why the loss of logarithms takes them of copies. */
  @Test
  void theLibrarysLog1pChangesItsArgument() {
    INDArray x = Nd4j.createFromArray(0.0, 1.0);
    assertSame(x, Nd4j.math().log1p(x));
    assertEquals(Math.log(2), x.getDouble(1), 1e-15);
  }

  /** An infinite number on one side is not multiplied by 0 on the other; NaN is on neither. */
  @Test
  void aParametricRectifierSelects() {
    double inf = Double.POSITIVE_INFINITY;
    INDArray slope = HandNetwork.matrix(new double[] {0.5}, 1);
    Nd4jForm rectifier = new Nd4jRowForms.PRelu(Map.of(ParameterKind.WEIGHTS, slope));
    INDArray x = HandNetwork.matrix(new double[] {inf, -inf, -2, 0, 3, Double.NaN}, 6);
    INDArray dZ = HandNetwork.matrix(new double[] {1, 2, 3, 4, inf, 6}, 6);

    assertArrayEquals(
        new double[] {inf, -inf, -1, 0, 3, Double.NaN}, Dl4jArrays.rowMajor(rectifier.forward(x)));
    assertArrayEquals(
        new double[] {1, 1, 1.5, 4, inf, Double.NaN},
        Dl4jArrays.rowMajor(rectifier.inputGradient(x, dZ)));
    INDArray rows = HandNetwork.matrix(new double[] {inf, -2, 3}, 3);
    INDArray gradients = HandNetwork.matrix(new double[] {1, 3, inf}, 3);
    assertEquals(-6, rectifier.gradients(rows, gradients).get(ParameterKind.WEIGHTS).getDouble(0));
  }

  /** Why the rectifier of plain operations calls the operation by its name. */
  @Test
  void theLibrarysWhereDoesNotChooseBetweenItsArguments() {
    INDArray isFirst = Nd4j.createFromArray(-1.0, 1, -2, 2).lt(0);
    INDArray first = Nd4j.createFromArray(1.0, 2, 3, 4);
    INDArray second = Nd4j.createFromArray(5.0, 6, 7, 8);
    double[] chosen = {1, 6, 3, 8};
    assertFalse(Arrays.equals(chosen, Nd4j.where(isFirst, first, second)[0].toDoubleVector()));
    assertArrayEquals(
        chosen,
        Nd4j.exec(DynamicCustomOp.builder("select").addInputs(isFirst, first, second).build())[0]
            .toDoubleVector());
  }

  /** The library prints a line for each operation that it differentiates. */
  @Test
  void aGraphLeavesStandardOutputToOthers() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Kind.SAMEDIFF.of(spec(DType.FLOAT64, LossKind.L2, Reduction.SUM, 0));
      System.out.println("a result");
    } finally {
      System.setOut(before);
    }

    assertEquals("a result", bytes.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void whatIsMissingIsNamedWithItsReason() {
    assertEquals(
        "SameDiff has no operation for the activation rrelu: it draws its slope at random",
        new NoSuchOperationException(
                "SameDiff", "activation", "rrelu", "it draws its slope at random")
            .getMessage());
  }
}
