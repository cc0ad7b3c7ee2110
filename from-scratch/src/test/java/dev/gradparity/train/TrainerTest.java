package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.Mlp;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.nn.Workspace;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

  private static final int EXAMPLES = 30;

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.fastest(1));
  }

  private static NetworkSpec classifier(DType dtype, UpdaterSpec updater) {
    return new NetworkSpec(
        "blobs",
        dtype,
        Shape.of(2),
        List.of(new LayerSpec(5, ActivationKind.TANH), new LayerSpec(2, ActivationKind.SOFTMAX)),
        LossKind.MCXENT,
        Reduction.MEAN,
        updater,
        0,
        42);
  }

  /** Two clouds around (2, 1) and (-2, -1), each within a circle of radius 1: a line parts them. */
  private static Minibatch blobs(DType dtype) {
    Random random = new Random(1);
    Matrix x = Matrix.zeros(dtype, EXAMPLES, 2);
    Matrix y = Matrix.zeros(dtype, EXAMPLES, 2);
    for (int i = 0; i < EXAMPLES; i++) {
      int side = i % 2;
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = random.nextDouble();
      x.set(i, 0, (side == 0 ? 2 : -2) + radius * Math.cos(angle));
      x.set(i, 1, (side == 0 ? 1 : -1) + radius * Math.sin(angle));
      y.set(i, side, 1);
    }
    return new Minibatch(x, y);
  }

  private static Trainer trainer(NetworkSpec spec) {
    return new Trainer(spec, Kernels.scalar(), WeightInitialiser.initialise(spec), EXAMPLES);
  }

  private static Minibatches minibatches(DType dtype, int batchSize) {
    Minibatch all = blobs(dtype);
    return new Minibatches(all.x(), all.y(), batchSize, 42);
  }

  static Stream<Arguments> updatersInEachFormat() {
    return Stream.of(
            new UpdaterSpec.Sgd(0.5),
            new UpdaterSpec.Nesterovs(0.1, 0.9),
            new UpdaterSpec.Adam(0.05, 0.9, 0.999, 1e-8))
        .flatMap(updater -> Stream.of(DType.values()).map(dtype -> Arguments.of(updater, dtype)));
  }

  @ParameterizedTest
  @MethodSource("updatersInEachFormat")
  void lossFallsToATenthOnSeparableData(UpdaterSpec updater, DType dtype) {
    Trainer trainer = trainer(classifier(dtype, updater));
    Minibatch all = blobs(dtype);
    double before = trainer.step(all);
    trainer.fit(minibatches(dtype, 7), 100, (t, batch, loss, self) -> {});
    double after = trainer.step(all);
    assertTrue(after < before / 10, () -> before + " to " + after);
  }

  @ParameterizedTest
  @MethodSource("updatersInEachFormat")
  void sameSeedGivesTheSameBits(UpdaterSpec updater, DType dtype) {
    NetworkSpec spec = classifier(dtype, updater);
    Trainer one = trainer(spec);
    Trainer two = trainer(spec);
    one.fit(minibatches(dtype, 7), 23, (t, batch, loss, self) -> {});
    two.fit(minibatches(dtype, 7), 23, (t, batch, loss, self) -> {});
    assertEquals(one.parameters(), two.parameters());
    assertEquals(one.gradients(), two.gradients());
    assertNotEquals(WeightInitialiser.initialise(spec), one.parameters());
  }

  /** theta - rate g, computed aside from a forward and a backward pass of one's own. */
  @ParameterizedTest
  @MethodSource("kernels")
  void stepIsTheGradientTimesTheRate(Kernels kernels) {
    NetworkSpec spec = classifier(DType.FLOAT64, new UpdaterSpec.Sgd(0.25));
    Minibatch all = blobs(DType.FLOAT64);
    Parameters expected = WeightInitialiser.initialise(spec);
    Mlp mlp = new Mlp(spec, Kernels.scalar());
    Workspace scratch = new Workspace(spec, EXAMPLES);
    Gradients gradients = Gradients.zeros(expected);
    mlp.forward(expected, all.x(), scratch);
    double loss = mlp.loss(expected, all.y(), scratch);
    mlp.backward(expected, all.x(), all.y(), scratch, gradients);
    for (int k = 0; k < expected.matrices().size(); k++) {
      Kernels.scalar().addScaled(-0.25, gradients.matrices().get(k), expected.matrices().get(k));
    }

    Parameters parameters = WeightInitialiser.initialise(spec);
    Trainer trainer = new Trainer(spec, kernels, parameters, EXAMPLES);
    assertEquals(Gradients.zeros(parameters), trainer.gradients(), "before the first step");
    assertEquals(loss, trainer.step(all));
    assertEquals(gradients, trainer.gradients(), "before the updater, unscaled");
    assertEquals(expected, trainer.parameters());
    assertSame(parameters, trainer.parameters());
  }

  /** Adam's corrections depend on t, and so betray a step that is not counted. */
  @Test
  void updaterHearsTheNumberOfEachStepFromOne() {
    UpdaterSpec adam = new UpdaterSpec.Adam(0.05, 0.9, 0.999, 1e-8);
    NetworkSpec spec = classifier(DType.FLOAT64, adam);
    Updater updater = Updater.of(adam);
    Parameters expected = WeightInitialiser.initialise(spec);
    List<ParameterState> states =
        expected.matrices().stream().map(theta -> ParameterState.start(updater, theta)).toList();
    Trainer trainer = trainer(spec);
    for (int t = 1; t <= 4; t++) {
      trainer.step(blobs(DType.FLOAT64));
      List<Matrix> gradients = trainer.gradients().matrices();
      for (int k = 0; k < gradients.size(); k++) {
        StepIndex now = new StepIndex(t - 1, 0);
        updater.step(Kernels.scalar(), states.get(k), gradients.get(k), now);
      }
      assertEquals(expected, trainer.parameters(), "after step " + t);
    }
  }

  /** A step by hand between two fits counts as well. */
  @Test
  void stepsAreCountedAcrossCalls() {
    NetworkSpec spec = classifier(DType.FLOAT64, new UpdaterSpec.Adam(0.05, 0.9, 0.999, 1e-8));
    Trainer atOnce = trainer(spec);
    atOnce.fit(minibatches(DType.FLOAT64, 7), 10, (t, batch, loss, self) -> {});
    Trainer inParts = trainer(spec);
    Minibatches minibatches = minibatches(DType.FLOAT64, 7);
    inParts.fit(minibatches, 3, (t, batch, loss, self) -> {});
    IntStream.range(0, 5).forEach(k -> inParts.step(minibatches.next()));
    List<Integer> heard = new ArrayList<>();
    inParts.fit(minibatches, 2, (t, batch, loss, self) -> heard.add(t));
    assertEquals(List.of(9, 10), heard);
    assertEquals(atOnce.parameters(), inParts.parameters());
  }

  @Test
  void listenerSeesEveryStep() {
    NetworkSpec spec = classifier(DType.FLOAT64, new UpdaterSpec.Sgd(0.5));
    Trainer trainer = trainer(spec);
    Trainer shadow = trainer(spec);
    List<Integer> steps = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    trainer.fit(
        minibatches(DType.FLOAT64, 20),
        5,
        (t, batch, loss, self) -> {
          steps.add(t);
          sizes.add(batch.size());
          assertSame(trainer, self);
          assertEquals(shadow.step(batch), loss, "the loss before the step");
          assertEquals(shadow.parameters(), self.parameters(), "the parameters after it");
          assertEquals(shadow.gradients(), self.gradients());
        });
    assertEquals(List.of(1, 2, 3, 4, 5), steps);
    assertEquals(List.of(20, 10, 20, 10, 20), sizes);
  }

  /** The rows that a longer minibatch left in the scratch space are not seen. */
  @Test
  void shortMinibatchAfterALongOneGivesTheBitsOfAFreshTrainer() {
    NetworkSpec spec = classifier(DType.FLOAT64, new UpdaterSpec.Sgd(0.5));
    Minibatch all = blobs(DType.FLOAT64);
    Minibatch three = new Minibatch(all.x().topRows(3), all.y().topRows(3));
    Trainer trainer = trainer(spec);
    trainer.step(all);
    List<Matrix> copies = trainer.parameters().matrices().stream().map(Matrix::copy).toList();
    Parameters same = Parameters.zeros(spec);
    for (int k = 0; k < copies.size(); k++) {
      same.matrices().get(k).setAll(copies.get(k));
    }
    Trainer fresh = new Trainer(spec, Kernels.scalar(), same, 3);
    assertEquals(fresh.step(three), trainer.step(three));
    assertEquals(fresh.gradients(), trainer.gradients());
    assertEquals(fresh.parameters(), trainer.parameters());
  }

  @Test
  void minibatchAboveTheLargestIsRefused() {
    NetworkSpec spec = classifier(DType.FLOAT64, new UpdaterSpec.Sgd(0.5));
    Parameters parameters = WeightInitialiser.initialise(spec);
    Trainer small = new Trainer(spec, Kernels.scalar(), parameters, 3);
    double[] before = parameters.matrices().get(0).toArray();
    assertThrows(IllegalArgumentException.class, () -> small.step(blobs(DType.FLOAT64)));
    assertArrayEquals(before, parameters.matrices().get(0).toArray());
  }
}
