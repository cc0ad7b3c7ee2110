package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that stops and one that goes on from there. */
class TrainingStateTest {

  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(0.1, 0.9, 0.99, 1e-8);

  private static NetworkSpec spec(DType dtype, int hidden, UpdaterSpec updater) {
    return new NetworkSpec(
        "state",
        dtype,
        Shape.of(2),
        List.of(
            new LayerSpec(hidden, ActivationKind.TANH), new LayerSpec(1, ActivationKind.IDENTITY)),
        LossKind.MSE,
        Reduction.MEAN,
        updater,
        0,
        42);
  }

  /** Seven examples in minibatches of three: the third of every epoch has one. */
  private static Minibatches minibatches() {
    double[] values = new Random(1).doubles(21, -1, 1).toArray();
    Matrix x = Matrix.zeros(DType.FLOAT64, 7, 2);
    Matrix y = Matrix.zeros(DType.FLOAT64, 7, 1);
    for (int i = 0; i < 7; i++) {
      x.set(i, 0, values[3 * i]);
      x.set(i, 1, values[3 * i + 1]);
      y.set(i, 0, values[3 * i + 2]);
    }
    return new Minibatches(x, y, 3, 42);
  }

  private static Trainer trainer(NetworkSpec spec, Parameters parameters) {
    return new Trainer(spec, Kernels.scalar(), parameters, 3);
  }

  private static Trainer trainer(NetworkSpec spec) {
    return trainer(spec, WeightInitialiser.initialise(spec));
  }

  static Stream<UpdaterSpec> updaters() {
    Schedule falls = new Schedule.Exponential(ScheduleType.ITERATION, 0.1, 0.5);
    Schedule fallsByEpoch = new Schedule.Exponential(ScheduleType.EPOCH, 0.1, 0.5);
    return Stream.concat(
        UpdaterSpec.defaults().stream(),
        Stream.of(new UpdaterSpec.Sgd(falls), new UpdaterSpec.Sgd(fallsByEpoch)));
  }

  /** The state handed out is a copy: the first trainer goes on before the second starts. */
  @ParameterizedTest
  @MethodSource("updaters")
  void aTrainingThatGoesOnGivesTheBitsOfOneThatNeverStopped(UpdaterSpec updater) {
    NetworkSpec spec = spec(DType.FLOAT64, 3, updater);
    Trainer unstopped = trainer(spec);
    Minibatches all = minibatches();
    unstopped.fit(all, 5, (t, batch, loss, trainer) -> {});
    Parameters then = Parameters.zeros(spec);
    for (int k = 0; k < then.matrices().size(); k++) {
      then.matrices().get(k).setAll(unstopped.parameters().matrices().get(k));
    }
    TrainingState state = unstopped.state();
    unstopped.fit(all, 6, (t, batch, loss, trainer) -> {});
    Trainer resumed = trainer(spec, then);
    Minibatches rest = minibatches();
    resumed.resume(state);
    rest.skip(state.steps());
    resumed.fit(rest, 6, (t, batch, loss, trainer) -> {});

    assertEquals(unstopped.parameters(), resumed.parameters());
    assertEquals(unstopped.state(), resumed.state());
    assertEquals(11, resumed.state().steps());
  }

  @Test
  void onlyEpochsThatHaveEndedCount() {
    Minibatches minibatches = minibatches();
    int[] expected = {0, 0, 0, 1, 1, 1, 2};
    for (int epochs : expected) {
      assertEquals(epochs, minibatches.epochs());
      minibatches.next();
    }
    Minibatches skipping = minibatches();
    skipping.skip(6);

    assertEquals(2, skipping.epochs());
    assertEquals(2, skipping.next().epoch());
  }

  @Test
  void aStateThatDoesNotFitIsRefusedWithBothShapes() {
    Trainer trainer = trainer(spec(DType.FLOAT64, 3, ADAM));

    assertRefused(
        trainer,
        trainer(spec(DType.FLOAT64, 4, ADAM)).state(),
        "the updater remembers a matrix of float64 2 x 3 for W1,"
            + " the state has one of float64 2 x 4");
    assertRefused(
        trainer,
        trainer(spec(DType.FLOAT32, 3, ADAM)).state(),
        "the updater remembers a matrix of float64 2 x 3 for W1,"
            + " the state has one of float32 2 x 3");
    assertRefused(
        trainer,
        trainer(spec(DType.FLOAT64, 3, new UpdaterSpec.AdaGrad(0.1, 1e-6))).state(),
        "the updater remembers 2 matrices of W1, the state has 1");
    assertRefused(
        trainer,
        new TrainingState(trainer.state().moments().subList(0, 2), 1),
        "a state of 2 parameters cannot continue a training of 4");
  }

  private static void assertRefused(Trainer trainer, TrainingState state, String message) {
    TrainingState before = trainer.state();

    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> trainer.resume(state)).getMessage());
    assertEquals(before, trainer.state());
  }

  @Test
  void aNegativeNumberOfStepsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TrainingState(List.of(), -1));
  }
}
