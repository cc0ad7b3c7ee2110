package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingWalkTest {

  private static final TensorName BATCH = TensorName.of(Quantity.BATCH_SIZE);
  private static final TensorName LOSS = TensorName.of(Quantity.LOSS);
  private static final TensorName W1 = TensorName.of(Quantity.WEIGHTS, 1);
  private static final TensorName B1 = TensorName.of(Quantity.BIAS, 1);
  private static final TensorName B2 = TensorName.of(Quantity.BIAS, 2);

  static Stream<UpdaterSpec> updaters() {
    return Stream.of(
        new UpdaterSpec.Sgd(0.05),
        new UpdaterSpec.Nesterovs(0.02, 0.9),
        new UpdaterSpec.Adam(0.005, 0.9, 0.999, 1e-8));
  }

  /** 23 examples in minibatches of 5: the fifth of every epoch is short. */
  private static Case.Training task(UpdaterSpec updater) {
    NetworkSpec spec =
        Samples.network(
                DType.FLOAT64,
                4,
                LossKind.MCXENT,
                layer(6, ActivationKind.TANH),
                layer(3, ActivationKind.SOFTMAX))
            .withUpdater(updater);
    return Samples.training(spec, 23, 5, 20);
  }

  /** The walk is another float64 computation: both are within the bound of the exact result. */
  @ParameterizedTest
  @MethodSource("updaters")
  void float64FollowsTheWalk(UpdaterSpec updater) {
    Case.Training task = task(updater);
    Observation observed = Samples.fromScratch().observe(task);
    Map<TensorName, Bounded> walk = Replay.tensors(task, Replay.observed(observed));

    assertEquals(20 * (2 + 4 * (1 + updater.stateNames().size())), observed.tensors().size());
    assertEquals(walk.size(), observed.tensors().size());
    for (ObservedTensor tensor : observed.tensors()) {
      Bounded expected = walk.get(tensor.name());
      for (int k = 0; k < expected.size(); k++) {
        double error = Math.abs(tensor.values()[k] - expected.value()[k]);
        assertTrue(error <= 2 * expected.error(Level.CERTAIN, k), tensor.name()::toString);
      }
    }
    assertEquals(5, walk.get(BATCH.atStep(4)).value()[0]);
    assertEquals(3, walk.get(BATCH.atStep(5)).value()[0]);
    assertEquals(3, walk.get(BATCH.atStep(20)).value()[0]);
  }

  /** One step's roundings: it starts from the parameters, and from the state, that are shown. */
  @ParameterizedTest
  @MethodSource("updaters")
  void theBoundsOfAFollowedTrainingStayAtTheRoundingsOfAStep(UpdaterSpec updater) {
    Case.Training task = task(updater);
    Observation observed = Samples.fromScratch().observe(task);
    double[] bound = Replay.of(task, observed).find(W1.atStep(20)).orElseThrow().certain();

    for (double b : bound) {
      assertTrue(b > 0 && b < 1e-13, () -> "bound " + b);
    }
  }

  @Test
  void theBoundsOfATrainingThatIsNotFollowedGrowFromStepToStep() {
    Bounds bounds = CaseBounds.of(task(new UpdaterSpec.Sgd(0.05)));

    for (int t = 2; t <= 20; t++) {
      assertTrue(
          bounds.of(W1.atStep(t)).smallest(0) > 1.01 * bounds.of(W1.atStep(t - 1)).smallest(0));
    }
  }

  /** x = 0 and b = 0: the first step of every unit is taken at its kink. */
  private static Case.Training kinked(double bias) {
    NetworkSpec spec =
        Samples.network(
            DType.FLOAT64,
            2,
            LossKind.HALF_L2,
            layer(2, ActivationKind.RELU),
            layer(1, ActivationKind.IDENTITY));
    ParameterValues parameters =
        new ParameterValues(
            List.of(new double[] {1, 2, 3, 4}, new double[] {1, 2}),
            List.of(new double[] {bias, bias}, new double[] {0.5}));
    double[] x = {0, 0, 0, 0, 0, 0};
    Examples examples = new Examples(3, x, new double[] {1, 2, 3});
    return new Case.Training("kinked", spec, parameters, examples, 2, 4);
  }

  private static Comparison compare(Observation left, Observation right) {
    Case task = kinked(0);
    return Comparator.compare(task, left, right, CaseBounds.of(task, left, right));
  }

  /** Some other observation than the one from scratch, on its right-hand side. */
  private static Comparison altered(TensorName name, DoubleUnaryOperator alteration) {
    Observation observed = Samples.fromScratch().observe(kinked(0));
    return compare(observed, Samples.altered(observed, name, 0, alteration));
  }

  /** A bias too small for any step to keep: each unit takes the slope above zero. */
  private static Comparison withTheOtherSlope() {
    return compare(
        Samples.fromScratch().observe(kinked(0)), Samples.fromScratch().observe(kinked(1e-300)));
  }

  private static Verdict verdict(Comparison comparison, TensorName name) {
    return comparison.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void afterAKinkTwoTrainingsMayPart() {
    Comparison comparison = withTheOtherSlope();

    assertEquals(Verdict.UNDECIDED, comparison.verdict());
    for (int t = 1; t <= 4; t++) {
      assertEquals(Verdict.UNDECIDED, verdict(comparison, B1.atStep(t)));
    }
    assertEquals(Verdict.MATCH, verdict(comparison, LOSS.atStep(1)));
    assertEquals(Verdict.UNDECIDED, verdict(comparison, LOSS.atStep(2)));
    assertEquals(Verdict.MATCH, verdict(comparison, B2.atStep(1)));
    assertEquals(Verdict.UNDECIDED, verdict(comparison, B2.atStep(2)));
  }

  /** Each still has to step as its own parameters say. */
  @Test
  void howeverFarTheyPartAWrongStepIsFound() {
    Observation left = Samples.fromScratch().observe(kinked(0));
    Observation right = Samples.fromScratch().observe(kinked(1e-300));

    for (int t = 1; t <= 4; t++) {
      Observation wrong = Samples.altered(right, B1.atStep(t), 0, v -> v + 1);
      assertEquals(Verdict.MISMATCH, verdict(compare(left, wrong), B1.atStep(t)));
      assertEquals(Verdict.MISMATCH, altered(W1.atStep(t), v -> v + 1).verdict());
      assertEquals(Verdict.MISMATCH, altered(B2.atStep(t), v -> -1e300).verdict());
    }
    assertEquals(Verdict.MISMATCH, altered(LOSS.atStep(2), v -> v + 1).verdict());
  }

  @Test
  void theLossBeforeTheKinksStepMayNot() {
    assertEquals(Verdict.MISMATCH, altered(LOSS.atStep(1), v -> v + 1e-12).verdict());
  }

  @Test
  void afterAKinkNaNIsStillWrong() {
    assertEquals(Verdict.MISMATCH, altered(W1.atStep(4), v -> Double.NaN).verdict());
    assertEquals(Verdict.MISMATCH, altered(W1.atStep(4), v -> Double.NEGATIVE_INFINITY).verdict());
  }

  @Test
  void afterAKinkAMinibatchStillHasItsSize() {
    assertEquals(Verdict.MISMATCH, altered(BATCH.atStep(2), v -> 2).verdict());
  }

  /** 1e7 - 1e7 + b: of the gradient not even the sign is known, of the update the largest size. */
  @Test
  void adamMovesNoFartherThanItCanWhateverTheGradient() {
    double rate = 0.01;
    NetworkSpec spec =
        Samples.network(DType.FLOAT32, 2, LossKind.HALF_L2, layer(1, ActivationKind.IDENTITY))
            .withUpdater(new UpdaterSpec.Adam(rate, 0.9, 0.999, 1e-8));
    ParameterValues parameters =
        new ParameterValues(List.of(new double[] {1, 1}), List.of(new double[] {0.25}));
    Examples examples = new Examples(1, new double[] {1e7, -1e7}, new double[] {0.5});
    Case task = new Case.Training("cancellation", spec, parameters, examples, 1, 1);

    double bound = CaseBounds.of(task).of(B1.atStep(1)).smallest(0);

    assertTrue(bound >= 2 * rate && bound < 4.1 * rate, () -> "bound " + bound);
  }
}
