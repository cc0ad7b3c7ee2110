package dev.gradparity.testkit;

import static dev.gradparity.testkit.GradientAssert.assertThatGradientsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientAssertTest {

  private static final NetworkSpec SPEC =
      new NetworkSpec(
          "3-4-2",
          DType.FLOAT64,
          Shape.of(3),
          List.of(new LayerSpec(4, ActivationKind.TANH), new LayerSpec(2, ActivationKind.SOFTMAX)),
          LossKind.MCXENT,
          Reduction.MEAN,
          new UpdaterSpec.Sgd(0.1),
          0,
          7);
  private static final double[][] X = {{1, -2, 0.5}, {0.3, 0.1, -1}, {2, 1, 0}, {-1, 0.4, 0.7}};
  private static final double[][] Y = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};

  /** What from-scratch computes, with one thing done otherwise. */
  private static HandWritten right(double lossFactor, double dWFactor, boolean transposed) {
    return given -> {
      Observation observed = observed(given);
      double[][] dW2 = Rows.of(values(observed, "dW2"), 4);
      for (double[] row : dW2) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= dWFactor;
        }
      }
      double[] flat = Rows.flat("dW2", dW2, 4, 2);
      if (transposed) {
        double[] columnMajor = new double[8];
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 2; j++) {
            columnMajor[j * 4 + i] = flat[i * 2 + j];
          }
        }
        flat = columnMajor;
      }
      return new Computed()
          .loss(lossFactor * values(observed, "loss")[0])
          .a(1, Rows.of(values(observed, "a1"), 4))
          .dW(2, Rows.of(flat, 4))
          .db(1, values(observed, "db1"))
          .dx(Rows.of(values(observed, "dx"), 4));
    };
  }

  private static double[] values(Observation observed, String name) {
    return observed.tensors().stream()
        .filter(tensor -> tensor.name().toString().equals(name))
        .findFirst()
        .map(ObservedTensor::values)
        .orElseThrow();
  }

  private static Observation observed(Given given) {
    return observed(given, new double[0]);
  }

  private static Observation observed(Given given, double[] mask) {
    ParameterValues parameters =
        new ParameterValues(
            List.of(
                Rows.flat("W1", given.weights(1), 3, 4), Rows.flat("W2", given.weights(2), 4, 2)),
            List.of(given.bias(1), given.bias(2)));
    Examples batch =
        new Examples(4, Rows.flat("x", given.x(), 4, 3), Rows.flat("y", given.y(), 4, 2), mask);
    return new FromScratchSubject(Kernels.scalar())
        .observe(new Case.Gradient("as given", given.spec(), parameters, batch));
  }

  private static String messageOf(HandWritten network) {
    return assertThrows(
            AssertionError.class, () -> assertThatGradientsOf(network).on(SPEC, X, Y).matchDl4j())
        .getMessage();
  }

  @Test
  void aRightNetworkMatchesBothReferences() {
    assertThatGradientsOf(right(1, 1, false)).on(SPEC, X, Y).matchDl4j().matchFromScratch();
  }

  @Test
  void aSumOverTheMinibatchIsExplained() {
    String message = messageOf(right(1, 4, false));
    assertTrue(message.contains("first wrong: dW2 [4, 2]"), message);
    assertTrue(message.contains("convention: dW2: all is 4 times"), message);
    assertTrue(message.contains("fix: "), message);
  }

  @Test
  void columnMajorOrderIsExplained() {
    assertTrue(messageOf(right(1, 1, true)).contains("column-major"), "no explanation");
  }

  @Test
  void aWrongLossIsFoundBesideRightGradients() {
    String message = messageOf(right(1 + 1e-9, 1, false));
    assertTrue(message.contains("first wrong: loss"), message);
    assertTrue(message.contains("1 of 5 tensors are wrong"), message);
  }

  @Test
  void parametersOfOnesOwnAreUsed() {
    double[][] w1 = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
    double[][] w2 = {{1, 0}, {0, 1}, {1, 1}, {0, 0}};
    assertThatGradientsOf(
            given -> {
              assertEquals(7, given.weights(1)[1][2]);
              assertEquals(0.5, given.bias(2)[1]);
              return right(1, 1, false).compute(given);
            })
        .on(SPEC, X, Y)
        .from(List.of(w1, w2), List.of(new double[4], new double[] {0, 0.5}))
        .matchFromScratch();
  }

  /** What from-scratch computes under the mask that is given, or without it. */
  private static HandWritten masked(boolean minds) {
    return given -> {
      double[][] rows = given.labelMask();
      double[] mask =
          minds ? Rows.flat("labelMask", rows, rows.length, rows[0].length) : new double[0];
      Observation observed = observed(given, mask);
      return new Computed()
          .loss(values(observed, "loss")[0])
          .dW(2, Rows.of(values(observed, "dW2"), 4))
          .dx(Rows.of(values(observed, "dx"), 4));
    };
  }

  @Test
  void aMaskLeavesLabelsOutOnBothSides() {
    double[][] ofExamples = {{1}, {0}, {1}, {1}};
    double[][] ofOutputs = {{1, 0}, {0, 1}, {1, 1}, {0, 0}};
    NetworkSpec rates = SPEC.withLoss(LossSpec.of(LossKind.MSE));
    rates = rates.withLayers(List.of(SPEC.layer(1), new LayerSpec(2, ActivationKind.SIGMOID)));

    assertThatGradientsOf(masked(true)).on(SPEC, X, Y, ofExamples).matchDl4j().matchFromScratch();
    assertThatGradientsOf(masked(true)).on(rates, X, Y, ofOutputs).matchDl4j().matchFromScratch();
    CaseAssert forgotten = assertThatGradientsOf(masked(false)).on(SPEC, X, Y, ofExamples);
    assertThrows(AssertionError.class, forgotten::matchDl4j);
    assertThrows(AssertionError.class, forgotten::matchFromScratch);
  }

  @Test
  void aMaskThatDoesNotFitIsRefused() {
    GradientAssert network = assertThatGradientsOf(masked(true));

    assertThrows(
        IllegalArgumentException.class, () -> network.on(SPEC, X, Y, new double[][] {{1}, {0}}));
    assertThrows(IllegalArgumentException.class, () -> network.on(SPEC, X, Y, new double[][] {}));
    assertThrows(
        InvalidInputException.class,
        () -> network.on(SPEC, X, Y, new double[][] {{1}, {0.5}, {1}, {0}}));
  }

  /** A gain is not W, nor has a layer that does without a bias anything to give for it. */
  @Test
  void listsOfWeightsAndBiasesAreOfLayersThatHaveNothingElse() {
    LayerSettings bare = LayerSettings.DEFAULT.withoutBias();
    NetworkSpec withoutBias = SPEC.withLayers(List.of(SPEC.layer(1).with(bare), SPEC.layer(2)));
    LayerForm form = new LayerForm.Dense(1, true);
    NetworkSpec normalised =
        SPEC.withInput(Shape.of(1))
            .withLayers(
                List.of(
                    LayerSpec.of(form, 4, ActivationSpec.of(ActivationKind.TANH)), SPEC.layer(2)));
    double[][] column = {{1}, {2}, {3}, {4}};
    List<double[][]> weights = List.of(new double[][] {{1, 2, 3, 4}}, new double[4][2]);
    List<double[]> biases = List.of(new double[4], new double[2]);
    HandWritten loss = given -> new Computed().loss(1);

    assertThatGradientsOf(loss)
        .on(withoutBias, X, Y)
        .from(List.of(new double[3][4], new double[4][2]), List.of(new double[0], new double[2]));
    CaseAssert gained = assertThatGradientsOf(loss).on(normalised, column, Y);
    String message =
        assertThrows(IllegalArgumentException.class, () -> gained.from(weights, biases))
            .getMessage();
    assertEquals("layer 1 has g1 beside W and b: give all parameters by their names", message);
  }

  @Test
  void parametersAfterStepsAreJudged() {
    HandWritten oneStep =
        given -> {
          Observation observed = observed(given);
          double[][] w = given.weights(2);
          double[][] dW = Rows.of(values(observed, "dW2"), 4);
          for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
              w[i][j] -= 0.1 * dW[i][j];
            }
          }
          return new Computed().weightsAfter(1, 2, w);
        };
    assertThatGradientsOf(oneStep).on(SPEC, X, Y).matchDl4j();
  }

  /** After one step m = (1 - beta1) g. */
  private static HandWritten firstMoment(String array, double factor) {
    return given -> {
      double[][] m = Rows.of(values(observed(given), "dW2"), 4);
      for (double[] row : m) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= factor;
        }
      }
      return new Computed().stateAfter(1, array, m);
    };
  }

  @Test
  void whatAnUpdaterRemembersIsJudged() {
    NetworkSpec adam = SPEC.withUpdater(new UpdaterSpec.Adam(0.1, 0.75, 0.5, 1e-8));

    assertThatGradientsOf(firstMoment("W2.m", 0.25)).on(adam, X, Y).matchDl4j();

    CaseAssert undamped = assertThatGradientsOf(firstMoment("W2.m", 1)).on(adam, X, Y);
    String wrong = assertThrows(AssertionError.class, undamped::matchFromScratch).getMessage();
    assertTrue(wrong.contains("first wrong: W2.m@1 [4, 2]"), wrong);

    CaseAssert unknown = assertThatGradientsOf(firstMoment("W2.u", 1)).on(adam, X, Y);
    String hint =
        assertThrows(IllegalArgumentException.class, unknown::matchFromScratch).getMessage();
    assertEquals("from-scratch does not show W2.u@1: leave it out", hint);

    Computed computed = new Computed();
    for (String array : List.of("W2", "q2.m", "W.m", "W0.m")) {
      assertThrows(
          IllegalArgumentException.class, () -> computed.stateAfter(1, array, new double[4][2]));
    }
  }

  @Test
  void arraysThatDoNotFitAreRefusedWithBothShapes() {
    String x =
        assertThrows(
                IllegalArgumentException.class,
                () -> assertThatGradientsOf(given -> null).on(SPEC, new double[][] {{1, 2}}, Y))
            .getMessage();
    assertEquals(
        "x has 1 rows of 2, but the spec needs 1 of 3; an example is a row, and W is (fan-in,"
            + " fan-out)",
        x);
    String dW =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    assertThatGradientsOf(given -> new Computed().dW(1, new double[4][3]))
                        .on(SPEC, X, Y)
                        .matchFromScratch())
            .getMessage();
    assertTrue(dW.startsWith("dW1 has 4 rows of 3, but the spec needs 3 of 4"), dW);
  }

  @Test
  void layersCountFromOne() {
    for (int layer : new int[] {0, 3}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      assertThatGradientsOf(given -> new Computed().db(layer, new double[4]))
                          .on(SPEC, X, Y)
                          .matchFromScratch())
              .getMessage();
      assertEquals("db%d: the spec has the layers 1 to 2".formatted(layer), message);
    }
  }

  @Test
  void nothingComputedIsNoPass() {
    assertThrows(
        IllegalArgumentException.class,
        () -> assertThatGradientsOf(given -> new Computed()).on(SPEC, X, Y).matchFromScratch());
  }
}
