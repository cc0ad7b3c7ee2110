package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.Moved.Direction;
import dev.gradparity.dl4j.Dl4jModel;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A training that moves through Deeplearning4j's model file, in the middle of its third epoch, is
 * judged step by step like one that stays: before the move and after it.
 */
class MovedTrainingTest {

  private static final int BEFORE = 12;
  private static final int STEPS = 22;
  private static final UpdaterSpec BY_ITERATION =
      new UpdaterSpec.Sgd(new Schedule.Exponential(ScheduleType.ITERATION, 0.1, 0.9));
  private static final UpdaterSpec BY_EPOCH =
      new UpdaterSpec.Nesterovs(
          new Schedule.Step(ScheduleType.EPOCH, 0.1, 0.5, 1), Schedule.fixed(0.9));

  @TempDir private Path directory;

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
        STEPS);
  }

  private Comparison compare(
      Direction direction, Case task, Subject unmoved, UnaryOperator<Dl4jModel> fault) {
    Path file = directory.resolve("model.zip");
    return new Trial(unmoved, new Moved(direction, BEFORE, file, fault), task).judge();
  }

  private static Stream<Arguments> everywhere(List<UpdaterSpec> updaters) {
    return Arrays.stream(Direction.values())
        .flatMap(
            direction ->
                Arrays.stream(DType.values())
                    .flatMap(
                        dtype ->
                            updaters.stream()
                                .map(updater -> Arguments.of(direction, updater, dtype))));
  }

  static Stream<Arguments> updaters() {
    return everywhere(
        Stream.concat(UpdaterSpec.defaults().stream(), Stream.of(BY_ITERATION, BY_EPOCH)).toList());
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void aTrainingThatMovesMatchesOnesThatStay(
      Direction direction, UpdaterSpec updater, DType dtype) {
    Case.Training task = task(updater, dtype);
    for (Subject unmoved : List.of(Samples.fromScratch(), new Dl4jSubject())) {
      Comparison comparison = compare(direction, task, unmoved, model -> model);

      assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
      int perParameter = 1 + updater.stateNames().size();
      assertEquals(STEPS * (2 + 4 * perParameter), comparison.tensors().size());
    }
  }

  private static LayerSpec form(LayerForm form, int units, ActivationKind activation) {
    return LayerSpec.of(form, units, ActivationSpec.of(activation));
  }

  static Stream<Arguments> forms() {
    List<LayerSpec> dropping =
        List.of(
            form(new LayerForm.Dense(0.8), 6, ActivationKind.TANH),
            form(LayerForm.BatchNorm.PRESET, 6, ActivationKind.IDENTITY),
            form(new LayerForm.Activation(), 6, ActivationKind.SIGMOID),
            form(new LayerForm.Dropout(0.7), 6, ActivationKind.IDENTITY),
            layer(3, ActivationKind.IDENTITY),
            form(new LayerForm.Loss(), 3, ActivationKind.SOFTMAX));
    List<LayerSpec> embedding =
        List.of(
            form(new LayerForm.Embedding(5), 6, ActivationKind.TANH),
            form(new LayerForm.BatchNorm(0.5, 1e-3, 1, 0, true), 6, ActivationKind.IDENTITY),
            layer(3, ActivationKind.SOFTMAX));
    return Arrays.stream(Direction.values())
        .flatMap(
            direction ->
                Arrays.stream(DType.values())
                    .flatMap(
                        dtype ->
                            Stream.of(
                                Arguments.of(direction, dtype, 4, dropping),
                                Arguments.of(direction, dtype, 1, embedding))));
  }

  /** Masks go on where they were, and so do running statistics, of which no updater knows. */
  @ParameterizedTest
  @MethodSource("forms")
  void layersOfOtherFormsMove(
      Direction direction, DType dtype, int inputs, List<LayerSpec> layers) {
    NetworkSpec spec =
        Samples.network(dtype, inputs, LossKind.MCXENT, layers.toArray(LayerSpec[]::new))
            .withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8));
    Case.Training task = Samples.training(spec, 23, 5, STEPS);
    for (Subject unmoved : List.of(Samples.fromScratch(), new Dl4jSubject())) {
      Comparison comparison = compare(direction, task, unmoved, model -> model);
      assertEquals(Verdict.MATCH, comparison.verdict(), () -> comparison.tensors().toString());
    }
  }

  /** All but those that remember nothing. */
  static Stream<Arguments> updatersWithState() {
    return everywhere(
        UpdaterSpec.defaults().stream().filter(u -> !u.stateNames().isEmpty()).toList());
  }

  @ParameterizedTest
  @MethodSource("updatersWithState")
  void aStateThatIsLostIsFoundAtTheFirstStepAfterTheMove(
      Direction direction, UpdaterSpec updater, DType dtype) {
    assertFound(direction, task(updater, dtype), MovedTrainingTest::withoutState);
  }

  private static Dl4jModel withoutState(Dl4jModel model) {
    return new Dl4jModel(
        model.parameters(),
        model.state().stream().map(MovedTrainingTest::zeros).toList(),
        model.iterations(),
        model.epochs());
  }

  private static ParameterValues zeros(ParameterValues values) {
    return new ParameterValues(zeros(values.weights()), zeros(values.biases()));
  }

  private static List<double[]> zeros(List<double[]> arrays) {
    return arrays.stream().map(array -> new double[array.length]).toList();
  }

  /** Those that count steps: by a schedule or by a bias correction. */
  static Stream<Arguments> updatersThatCount() {
    return everywhere(
        List.of(
            BY_ITERATION,
            new UpdaterSpec.Adam(0.001, 0.9, 0.999, 1e-8),
            new UpdaterSpec.AdaMax(0.001, 0.9, 0.999),
            new UpdaterSpec.Nadam(0.001, 0.9, 0.999, 1e-8),
            new UpdaterSpec.AmsGrad(0.001, 0.9, 0.999, 1e-8),
            new UpdaterSpec.AdaBelief(0.001, 0.9, 0.999, 1e-14)));
  }

  @ParameterizedTest
  @MethodSource("updatersThatCount")
  void aCountThatStartsAgainIsFoundAtTheFirstStepAfterTheMove(
      Direction direction, UpdaterSpec updater, DType dtype) {
    assertFound(
        direction,
        task(updater, dtype),
        model -> new Dl4jModel(model.parameters(), model.state(), 0, model.epochs()));
  }

  /** From Deeplearning4j, the minibatches say which epoch it is, and not the file. */
  @ParameterizedTest
  @EnumSource
  void aCountOfEpochsThatStartsAgainIsFoundAtTheFirstStepAfterTheMove(DType dtype) {
    assertFound(
        Direction.TO_DL4J,
        task(BY_EPOCH, dtype),
        model -> new Dl4jModel(model.parameters(), model.state(), model.iterations(), 0));
  }

  private void assertFound(Direction direction, Case task, UnaryOperator<Dl4jModel> fault) {
    Path file = directory.resolve("model.zip");
    Subject moved = new Moved(direction, BEFORE, file, fault);
    Comparison comparison = new Trial(Samples.fromScratch(), moved, task).compare();

    assertEquals(
        BEFORE + 1, comparison.firstMismatch().orElseThrow().name().step(), task.spec()::toString);
  }
}
