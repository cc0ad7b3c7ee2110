package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.arbiter.TrueTensor;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every updater and every schedule against Deeplearning4j and the arbiter, step by step. */
class UpdatersTest {

  private static final ScheduleType STEPS = ScheduleType.ITERATION;
  private static final ScheduleType EPOCHS = ScheduleType.EPOCH;

  /** 23 examples in minibatches of 5: the fifth step of every epoch has three. */
  private static Case.Training task(UpdaterSpec updater, DType dtype) {
    return Samples.training(
        Samples.network(
                dtype,
                4,
                LossKind.MCXENT,
                layer(6, ActivationKind.TANH),
                layer(3, ActivationKind.SOFTMAX))
            .withUpdater(updater),
        23,
        5,
        22);
  }

  private static Comparison compare(Case task) {
    return new Trial(new FromScratchSubject(Kernels.scalar()), new Dl4jSubject(), task).judge();
  }

  /** Deeplearning4j's defaults, and numbers that are not: no momentum, large epsilons. */
  static List<UpdaterSpec> specs() {
    List<UpdaterSpec> others =
        List.of(
            new UpdaterSpec.AdaMax(0.02, 0, 0.5),
            new UpdaterSpec.Nadam(0.02, 0.5, 0.9, 0.01),
            new UpdaterSpec.AmsGrad(0.02, 0.7, 0.5, 1e-3),
            new UpdaterSpec.AdaBelief(0.02, 0.5, 0.9, 1e-3),
            new UpdaterSpec.AdaGrad(0.02, 0.1),
            new UpdaterSpec.RmsProp(0.01, 0.5, 1e-3),
            new UpdaterSpec.AdaDelta(0.5, 1e-3),
            new UpdaterSpec.Nesterovs(
                new Schedule.Step(EPOCHS, 0.1, 0.5, 1),
                new Schedule.Table(STEPS, new TreeMap<>(Map.of(0, 0.5, 4, 0.9)))));
    return Stream.concat(UpdaterSpec.defaults().stream(), others.stream()).toList();
  }

  static Stream<Arguments> updaters() {
    return Arrays.stream(DType.values())
        .flatMap(dtype -> specs().stream().map(updater -> Arguments.of(updater, dtype)));
  }

  static Stream<Arguments> schedules() {
    Stream<Schedule> ofEpochs =
        Stream.of(
            new Schedule.Exponential(EPOCHS, 0.1, 0.5),
            new Schedule.Inverse(EPOCHS, 0.1, 1, 2),
            new Schedule.Sigmoid(EPOCHS, 0.1, -1, 2),
            new Schedule.Step(EPOCHS, 0.1, 0.5, 2),
            new Schedule.Table(EPOCHS, new TreeMap<>(Map.of(0, 0.1, 2, 0.01))),
            new Schedule.Cycle(EPOCHS, 0.02, 0.1, 4, 0, 0.5),
            new Schedule.Ramp(new Schedule.Step(EPOCHS, 0.1, 0.5, 1), 7));
    List<Schedule> all =
        Stream.concat(Schedule.examples().stream(), ofEpochs)
            .filter(schedule -> !(schedule instanceof Schedule.Poly))
            .toList();
    return Arrays.stream(DType.values())
        .flatMap(dtype -> all.stream().map(schedule -> Arguments.of(schedule, dtype)));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void everyUpdaterMatchesDl4j(UpdaterSpec updater, DType dtype) {
    Comparison comparison = compare(task(updater, dtype));

    assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyScheduleMatchesDl4j(Schedule schedule, DType dtype) {
    assertEquals(Verdict.MATCH, compare(task(new UpdaterSpec.Sgd(schedule), dtype)).verdict());
  }

  @ParameterizedTest
  @EnumSource
  void theSchedulesThatDl4jHasOtherwiseAreKnown(DType dtype) {
    List<Schedule> schedules =
        List.of(
            new Schedule.Poly(STEPS, 0.05, 2, 15),
            new Schedule.Poly(EPOCHS, 0.05, 1, 3),
            new Schedule.Cycle(STEPS, 0.02, 0.1, 8, 3, 0.5),
            new Schedule.Ramp(new Schedule.Poly(STEPS, 0.05, 1, 30), 4));
    for (Schedule schedule : schedules) {
      for (UpdaterSpec updater :
          List.of(
              new UpdaterSpec.Sgd(schedule),
              new UpdaterSpec.Nesterovs(schedule, Schedule.fixed(0.9)),
              new UpdaterSpec.RmsProp(schedule, 0.9, 1e-8))) {
        assertEquals(Verdict.KNOWN, compare(task(updater, dtype)).verdict(), updater::toString);
      }
    }
  }

  /** The bounds of two steps, which the walk takes alone, hold the arbiter's numbers as well. */
  @ParameterizedTest
  @MethodSource("updaters")
  void theFirstStepsAreTheArbiters(UpdaterSpec updater, DType dtype) {
    assertArbiterAgrees(task(updater, dtype));
  }

  @Test
  void theFirstScheduledStepsAreTheArbiters() {
    for (Schedule schedule : Schedule.examples()) {
      assertArbiterAgrees(task(new UpdaterSpec.Sgd(schedule), DType.FLOAT64));
    }
  }

  private static void assertArbiterAgrees(Case.Training all) {
    Case.Training task =
        new Case.Training(
            all.name(), all.spec(), all.parameters(), all.examples(), all.batchSize(), 2);
    Replay bounds = Replay.alone(task);
    for (TrueTensor tensor : new Arbiter().observe(task).tensors()) {
      Replay.Local local = bounds.find(tensor.name()).orElseThrow();
      for (int k = 0; k < local.value().length; k++) {
        double error = Math.abs(tensor.at(k).doubleValue() - local.value()[k]);
        double walks = 2e-16 * Math.abs(local.value()[k]);
        assertTrue(error <= local.certain()[k] + walks, tensor.name() + " off by " + error);
      }
    }
  }

  /** A step of a percent less is no rounding under any updater. */
  @ParameterizedTest
  @MethodSource("updaters")
  void aStepThatIsOffIsFound(UpdaterSpec updater, DType dtype) {
    Case.Training task = task(updater, dtype);
    Observation right = Samples.fromScratch().observe(task);
    TensorName name = TensorName.of(Quantity.WEIGHTS, 1).atStep(3);
    double before =
        right.find(TensorName.of(Quantity.WEIGHTS, 1).atStep(2)).orElseThrow().values()[0];
    Observation wrong = Samples.altered(right, name, 0, after -> after - 0.01 * (after - before));
    Replay.Local local = Replay.of(task, wrong).find(name).orElseThrow();
    double value = wrong.find(name).orElseThrow().values()[0];

    assertTrue(Math.abs(value - local.value()[0]) > local.allowed()[0]);
  }
}
