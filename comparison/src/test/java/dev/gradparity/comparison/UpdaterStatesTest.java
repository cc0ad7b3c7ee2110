package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What updaters remember is seen after every step, and judged like what it leads to. */
class UpdaterStatesTest {

  private static final int STEPS = 7;
  private static final int BEFORE = 6;
  private static final List<Subject> REFERENCES =
      List.of(new Dl4jSubject(), new RawNd4jSubject(), new SameDiffSubject());
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8);

  /** 11 examples in minibatches of 4: the third of every epoch has three. */
  private static Case.Training task(UpdaterSpec updater, DType dtype, LayerSpec hidden) {
    NetworkSpec spec =
        Samples.network(dtype, 4, LossKind.MCXENT, hidden, layer(3, ActivationKind.SOFTMAX));
    return Samples.training(spec.withUpdater(updater), 11, 4, STEPS);
  }

  private static Case.Training task(UpdaterSpec updater, DType dtype) {
    return task(updater, dtype, layer(6, ActivationKind.TANH));
  }

  static Stream<Arguments> updaters() {
    return Arrays.stream(DType.values())
        .flatMap(
            dtype -> UpdaterSpec.defaults().stream().map(updater -> Arguments.of(updater, dtype)));
  }

  /** The names of what was compared, all of which matches. */
  private static List<String> matching(Case.Training task, Subject reference) {
    Comparison comparison = new Trial(Samples.fromScratch(), reference, task).judge();
    assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
    assertEquals(List.of(), comparison.unpaired(), reference.name());
    return comparison.tensors().stream().map(tensor -> tensor.name().toString()).toList();
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void everyReferenceRemembersWhatFromScratchDoes(UpdaterSpec updater, DType dtype) {
    Case.Training task = task(updater, dtype);
    List<String> expected = new ArrayList<>();
    for (int t = 1; t <= STEPS; t++) {
      expected.addAll(List.of("batch@" + t, "loss@" + t));
      for (String parameter : List.of("W1", "b1", "W2", "b2")) {
        for (String state : updater.stateNames()) {
          expected.add(parameter + "." + state + "@" + t);
        }
        expected.add(parameter + "@" + t);
      }
    }
    for (Subject reference : REFERENCES) {
      assertEquals(expected, matching(task, reference), reference.name());
    }
  }

  /** Where a training of two epochs ends, as from-scratch leaves it, another begins. */
  private static Case.Training after(Case.Training task) {
    NetworkSpec spec = task.spec();
    Observation left = Samples.fromScratch().observe(task.upTo(BEFORE));
    PerParameter<List<double[]>> memory =
        PerParameter.of(
            spec,
            (l, kind) ->
                TensorName.states(spec, l, kind).stream().map(name -> last(left, name)).toList());
    return new Case.Training(
        "further",
        spec,
        ParameterValues.filled(spec, (l, kind) -> last(left, TensorName.of(Quantity.of(kind), l))),
        task.examples(),
        task.batchSize(),
        STEPS,
        Optional.of(new UpdaterState(memory, BEFORE, 2)));
  }

  private static double[] last(Observation observation, TensorName name) {
    return observation.find(name.atStep(BEFORE)).orElseThrow().values();
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void allFourGoOnAlikeFromWhatAnUpdaterRemembers(UpdaterSpec updater, DType dtype) {
    Case.Training further = after(task(updater, dtype));
    for (Subject reference : REFERENCES) {
      matching(further, reference);
    }
  }

  static Stream<UpdaterSpec> scheduled() {
    return Stream.of(ScheduleType.values())
        .map(type -> new Schedule.Step(type, 0.1, 0.5, 2))
        .flatMap(
            schedule ->
                Stream.of(
                    new UpdaterSpec.Sgd(schedule),
                    new UpdaterSpec.Nesterovs(schedule, Schedule.fixed(0.9)),
                    new UpdaterSpec.Adam(schedule, 0.9, 0.999, 1e-8)));
  }

  /** Statistics and dropout go on too, and so does a layer that has an updater of its own. */
  @ParameterizedTest
  @MethodSource("scheduled")
  void allFourGoOnCountingStepsAndEpochs(UpdaterSpec updater) {
    LayerSpec own = layer(6, ActivationKind.TANH).with(LayerSettings.DEFAULT.withUpdater(ADAM));
    LayerSpec dropping =
        LayerSpec.of(new LayerForm.Dense(0.8), 6, ActivationSpec.of(ActivationKind.TANH));
    LayerSpec normalising =
        LayerSpec.of(LayerForm.BatchNorm.PRESET, 4, ActivationSpec.of(ActivationKind.IDENTITY));
    for (LayerSpec hidden : List.of(own, dropping, normalising)) {
      Case.Training further = after(task(updater, DType.FLOAT64, hidden));
      for (Subject reference : REFERENCES) {
        matching(further, reference);
      }
    }
  }

  @Test
  void whoForgetsWhatTheUpdaterRememberedDiffersFromTheFirstStepOn() {
    Case.Training further = after(task(ADAM, DType.FLOAT64));
    Case.Training anew =
        new Case.Training(
            "anew", further.spec(), further.parameters(), further.examples(), 4, STEPS);
    Observation right = Samples.fromScratch().observe(further);
    for (Subject reference : REFERENCES) {
      Observation forgetful = reference.observe(anew);
      CaseBounds bounds = CaseBounds.of(further, right, forgetful);
      Comparison comparison = Comparator.compare(further, right, forgetful, bounds);

      assertEquals(1, comparison.firstMismatch().orElseThrow().name().step(), reference.name());
    }
  }

  /** By a percent, which no rounding is; in data-flow order it comes before the parameter. */
  @ParameterizedTest
  @MethodSource("updaters")
  void aStateThatIsOffIsTheFirstMismatch(UpdaterSpec updater, DType dtype) {
    Case.Training task = task(updater, dtype);
    Observation right = Samples.fromScratch().observe(task);
    for (String state : updater.stateNames()) {
      TensorName name = TensorName.ofState(ParameterKind.WEIGHTS, 1, state).atStep(3);
      Observation wrong = Samples.altered(right, name, 0, v -> 1.01 * v);
      CaseBounds bounds = CaseBounds.of(task, right, wrong);
      Comparison comparison = Comparator.compare(task, right, wrong, bounds);

      assertEquals(name, comparison.firstMismatch().orElseThrow().name());
    }
  }

  @Test
  void whatIsFrozenIsNotRemembered() {
    LayerSpec frozen = layer(6, ActivationKind.TANH).with(LayerSettings.DEFAULT.asFrozen());
    Case.Training task = task(ADAM, DType.FLOAT64, frozen);
    List<String> expected =
        List.of("batch@1", "loss@1", "W1@1", "b1@1", "W2.m@1", "W2.v@1", "W2@1");
    for (Subject reference : REFERENCES) {
      assertEquals(expected, matching(task, reference).subList(0, 7), reference.name());
    }
  }

  /** The library has them in one vector, block by block. */
  @Test
  void eachLayersOwnUpdaterHasItsOwnState() {
    LayerSpec own =
        layer(6, ActivationKind.TANH)
            .with(
                LayerSettings.DEFAULT
                    .withUpdater(new UpdaterSpec.AmsGrad(0.02, 0.7, 0.5, 1e-3))
                    .withBiasUpdater(new UpdaterSpec.Nesterovs(0.02, 0.9)));
    Case.Training task = task(ADAM, DType.FLOAT64, own);
    List<String> expected =
        List.of("W1.m@1", "W1.v@1", "W1.h@1", "W1@1", "b1.v@1", "b1@1", "W2.m@1");
    for (Subject reference : REFERENCES) {
      assertEquals(expected, matching(task, reference).subList(2, 9), reference.name());
    }
  }

  @Test
  void aStateHasTheNameOfItsParameterAndItsOwn() {
    TensorName name = TensorName.ofState(ParameterKind.GAMMA, 2, "msdx");

    assertEquals("gamma2.msdx", name.toString());
    assertEquals("gamma2.msdx@7", name.atStep(7).toString());
    assertEquals(ParameterKind.GAMMA, name.parameter().orElseThrow());
  }
}
