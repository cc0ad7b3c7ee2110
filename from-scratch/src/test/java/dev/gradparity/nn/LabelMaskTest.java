package dev.gradparity.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Reduction;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Minibatches;
import dev.gradparity.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelMaskTest {

  private static final Matrix OF_EXAMPLES = Matrix.ofRows(new double[][] {{1}, {0}, {1}, {0}});

  private static final Matrix OF_OUTPUTS =
      Matrix.ofRows(new double[][] {{1, 0, 1}, {0, 0, 0}, {1, 1, 1}, {0, 1, 0}});

  private static Problem problem(LossSpec loss, ActivationKind output, Reduction reduction) {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(new LayerSpec(4, ActivationKind.TANH), new LayerSpec(3, output)),
            loss.kind(),
            reduction,
            0.01);
    return Problem.random(spec.withLoss(loss), 4, 11);
  }

  private static Workspace forward(Problem problem, LabelMask mask) {
    Workspace scratch = problem.forward();
    scratch.setLabelMask(mask);
    return scratch;
  }

  private static double loss(Problem problem, LabelMask mask) {
    return problem.mlp().loss(problem.parameters(), problem.y(), forward(problem, mask));
  }

  private static List<Matrix> gradients(Problem problem, LabelMask mask) {
    return problem.gradients(forward(problem, mask)).matrices();
  }

  /** Residuals (1, -2) and (3, 1), their squares 1, 4, 9 and 1. */
  @Test
  void squaresThatDoNotCountAreLeftOutOfTheSumAndNotOfTheMean() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(new LayerSpec(2, ActivationKind.IDENTITY)),
            LossKind.L2,
            Reduction.MEAN,
            0);
    Parameters same = Parameters.zeros(spec);
    same.layer(1).weights().setAll(new double[] {1, 0, 0, 1});
    Matrix x = Matrix.ofRows(new double[] {1, 2}, new double[] {5, 3});
    Matrix y = Matrix.ofRows(new double[] {0, 4}, new double[] {2, 2});
    Problem problem = Problem.of(spec, same, x, y);

    LabelMask first = LabelMask.of(Matrix.ofRows(new double[] {1}, new double[] {0}));
    assertEquals((1 + 4) / 2.0, loss(problem, first));
    Workspace scratch = forward(problem, first);
    problem.gradients(scratch);
    assertArrayEquals(new double[] {1, -2, 0, 0}, scratch.dZ(1).toArray());

    LabelMask three = LabelMask.of(Matrix.ofRows(new double[] {1, 0}, new double[] {1, 1}));
    assertEquals((1 + 9 + 1) / 2.0, loss(problem, three));
    scratch = forward(problem, three);
    problem.gradients(scratch);
    assertArrayEquals(new double[] {1, 0, 3, 1}, scratch.dZ(1).toArray());
  }

  /**
   * z = 0, p = (1/2, 1/2), L = (p_2 - 1)^2: what p_1 gains p_2 loses, though p_1 does not count.
   */
  @Test
  void anOutputThatDoesNotCountStaysAPartOfTheSoftmax() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            1,
            List.of(new LayerSpec(2, ActivationKind.SOFTMAX)),
            LossKind.L2,
            Reduction.MEAN,
            0);
    Matrix x = Matrix.ofRows(new double[] {1});
    Matrix y = Matrix.ofRows(new double[] {0, 1});
    Problem problem = Problem.of(spec, Parameters.zeros(spec), x, y);

    Workspace scratch = forward(problem, LabelMask.of(Matrix.ofRows(new double[] {0, 1})));
    problem.gradients(scratch);
    assertArrayEquals(new double[] {0.25, -0.25}, scratch.dZ(1).toArray());
  }

  @ParameterizedTest
  @EnumSource
  void gradientUnderAMaskIsTheCentralDifference(LossKind kind) {
    for (ActivationKind output : kind.activations()) {
      for (Reduction reduction : Reduction.values()) {
        assertCentralDifference(LossSpec.of(kind), output, reduction);
      }
      if (kind.takesWeights()) {
        LossSpec weighted = new LossSpec(kind, List.of(0.5, 3.0, 1.25), 0);
        assertCentralDifference(weighted, output, Reduction.MEAN);
      }
    }
  }

  private static void assertCentralDifference(
      LossSpec loss, ActivationKind output, Reduction reduction) {
    Problem problem = problem(loss, output, reduction);
    for (Matrix mask : List.of(OF_EXAMPLES, OF_OUTPUTS)) {
      if (mask.columns() > 1 && !loss.kind().takesMaskOfOutputs()) {
        continue;
      }
      LabelMask labelMask = LabelMask.of(mask);
      List<Matrix> gradients = gradients(problem, labelMask);
      List<Matrix> parameters = problem.parameters().matrices();
      for (int k = 0; k < parameters.size(); k++) {
        CentralDifference.assertGradient(
            gradients.get(k),
            parameters.get(k),
            () -> loss(problem, labelMask),
            loss.specName() + " of " + output.specName());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskOfOnesChangesNoBit(LossKind kind) {
    Problem problem = problem(LossSpec.of(kind), kind.activations().get(0), Reduction.MEAN);
    LabelMask ones = LabelMask.of(Matrix.ofRows(new double[][] {{1}, {1}, {1}, {1}}));
    assertEquals(problem.loss(), loss(problem, ones));
    assertEquals(gradients(problem, LabelMask.NONE), gradients(problem, ones));
  }

  @ParameterizedTest
  @EnumSource
  void labelsThatDoNotCountMayBeAnything(LossKind kind) {
    Problem problem = problem(LossSpec.of(kind), kind.activations().get(0), Reduction.MEAN);
    LabelMask mask = LabelMask.of(OF_EXAMPLES);
    double loss = loss(problem, mask);
    List<Matrix> gradients = gradients(problem, mask);

    Matrix other = problem.y().copy();
    for (int j = 0; j < 3; j++) {
      other.set(1, j, j == 0 ? 0 : 1e10);
      other.set(3, j, 1e300);
    }
    Problem changed = new Problem(problem.mlp(), problem.parameters(), problem.x(), other);
    assertEquals(loss, loss(changed, mask));
    assertEquals(gradients, gradients(changed, mask));
    assertNotEquals(problem.loss(), loss(changed, LabelMask.NONE));
  }

  /** The penalty stays: 0.01 W. */
  @Test
  void whereNothingCountsThePenaltyIsLeft() {
    Problem problem = problem(LossSpec.of(LossKind.MCXENT), ActivationKind.SOFTMAX, Reduction.MEAN);
    LabelMask none = LabelMask.of(Matrix.zeros(DType.FLOAT64, 4, 1));
    Parameters parameters = problem.parameters();
    double squares =
        Stream.of(1, 2)
            .flatMapToDouble(l -> Arrays.stream(parameters.of(l, ParameterKind.WEIGHTS).toArray()))
            .map(w -> w * w)
            .sum();
    assertEquals(0.01 / 2 * squares, loss(problem, none), 1e-15);
    for (double db : gradients(problem, none).get(1).toArray()) {
      assertEquals(0, db);
    }
  }

  /** A training of examples, half of which do not count: labels of theirs may be anything. */
  @Test
  void everyExampleKeepsItsMaskInEveryEpoch() {
    NetworkSpec spec =
        Problem.spec(
            DType.FLOAT64,
            2,
            List.of(new LayerSpec(3, ActivationKind.IDENTITY)),
            LossKind.L2,
            Reduction.MEAN,
            0);
    Problem problem = Problem.random(spec, 4, 3);
    Matrix other = problem.y().copy();
    other.set(1, 0, 1e6);
    other.set(3, 2, -1e6);

    assertEquals(trained(problem, problem.y(), OF_EXAMPLES), trained(problem, other, OF_EXAMPLES));
    Matrix ones = Matrix.ofRows(new double[][] {{1}, {1}, {1}, {1}});
    assertNotEquals(trained(problem, problem.y(), ones), trained(problem, other, ones));
  }

  private static List<Matrix> trained(Problem problem, Matrix y, Matrix mask) {
    Minibatches minibatches =
        new Minibatches(
            problem.x(),
            y,
            LabelMask.of(mask),
            3,
            epoch -> epoch % 2 == 0 ? new int[] {2, 0, 3, 1} : new int[] {1, 3, 0, 2});
    NetworkSpec spec = problem.mlp().spec();
    Parameters start = Problem.random(spec, 4, 3).parameters();
    Trainer trainer = new Trainer(spec, problem.mlp().kernels(), start, 3);
    for (int step = 0; step < 7; step++) {
      trainer.step(minibatches.next());
    }
    return trainer.parameters().matrices();
  }

  @Test
  void whatIsNoMaskIsRefused() {
    String half =
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelMask.of(Matrix.ofRows(new double[] {1, 0.5})))
            .getMessage();
    assertEquals("a label mask is of 1 and 0, got 0.5 at [0, 1]", half);
    Matrix rows = Matrix.zeros(DType.FLOAT64, 4, 3);
    LabelMask two = LabelMask.of(Matrix.zeros(DType.FLOAT64, 4, 2));
    String shape =
        assertThrows(IllegalArgumentException.class, () -> new Minibatch(rows, rows, two, 0))
            .getMessage();
    assertTrue(shape.contains("(4, 1) or (4, 3), got (4, 2)"), shape);
  }
}
