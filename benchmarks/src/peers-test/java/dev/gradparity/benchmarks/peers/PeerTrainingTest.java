package dev.gradparity.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.TrainingRunner;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.numerics.CaseBounds;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerTrainingTest {

  private static final int STEPS = 3;

  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);

  /** An epsilon that weighs as much as the root: its place in the formula shows. */
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-3);

  static Stream<Arguments> pyTorchCases() {
    return Stream.of(DType.values())
        .flatMap(
            dtype ->
                Stream.of(SGD, ADAM)
                    .flatMap(
                        updater ->
                            Stream.of(
                                    new int[] {4, 16, 3},
                                    new int[] {9, 5},
                                    new int[] {7, 6, 5, 4},
                                    new int[] {130, 70, 10})
                                .map(widths -> Arguments.of(network(dtype, updater, widths)))));
  }

  @ParameterizedTest
  @MethodSource("pyTorchCases")
  void pyTorchStepsAsTheSpecificationDoes(NetworkSpec spec) {
    for (int threads : new int[] {1, 2}) {
      for (int count : new int[] {1, 32}) {
        assertMatch(new PyTorchContender(), spec, count, threads);
      }
    }
  }

  static Stream<Arguments> smileCases() {
    return Stream.of(new int[] {4, 16, 3}, new int[] {7, 6, 5, 4}, new int[] {130, 70, 10})
        .map(widths -> Arguments.of(network(DType.FLOAT64, SGD, widths)));
  }

  @ParameterizedTest
  @MethodSource("smileCases")
  void smileStepsAsTheSpecificationDoes(NetworkSpec spec) {
    for (int threads : new int[] {1, 2}) {
      for (int count : new int[] {1, 32}) {
        assertMatch(new SmileContender(), spec, count, threads);
      }
    }
  }

  @Test
  void aLearningRateThatIsOffByAThousandthIsFoundOut() {
    for (Contender peer : List.of(new PyTorchContender(), new SmileContender())) {
      NetworkSpec asked = network(DType.FLOAT64, SGD, 4, 16, 3);
      NetworkSpec trained = asked.withUpdater(new UpdaterSpec.Sgd(0.1001));
      assertEquals(Verdict.MISMATCH, compare(peer, asked, trained, 32, 1).verdict());
    }
  }

  @Test
  void anEpsilonThatIsOffByAThousandthIsFoundOut() {
    NetworkSpec asked = network(DType.FLOAT64, ADAM, 4, 16, 3);
    NetworkSpec trained = asked.withUpdater(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1.001e-3));
    assertEquals(
        Verdict.MISMATCH, compare(new PyTorchContender(), asked, trained, 32, 1).verdict());
  }

  @Test
  void whatAPeerDoesNotHaveIsEmpty() {
    UpdaterSpec nesterovs = new UpdaterSpec.Nesterovs(0.1, 0.9);
    assertRefused(new PyTorchContender(), network(DType.FLOAT64, nesterovs, 4, 16, 3));
    assertRefused(new SmileContender(), network(DType.FLOAT64, nesterovs, 4, 16, 3));
    assertRefused(new SmileContender(), network(DType.FLOAT64, ADAM, 4, 16, 3));
    assertRefused(new SmileContender(), network(DType.FLOAT32, SGD, 4, 16, 3));
    assertRefused(new SmileContender(), network(DType.FLOAT64, SGD, 4, 3));
    assertRefused(new EjmlContender(), network(DType.FLOAT64, SGD, 4, 16, 3));
  }

  private static void assertRefused(Contender peer, NetworkSpec spec) {
    assertEquals(Optional.empty(), peer.training(cases(spec, 8).gradient(8), 1), peer.id());
  }

  private static void assertMatch(Contender peer, NetworkSpec spec, int count, int threads) {
    Comparison comparison = compare(peer, spec, spec, count, threads);
    assertEquals(2 * STEPS * spec.depth(), comparison.tensors().size());
    assertEquals(
        Verdict.MATCH,
        comparison.verdict(),
        () -> peer.description() + ", batch " + count + ": " + comparison.firstMismatch());
    assertTrue(peer.description().contains(threads + " thread"), peer.description());
  }

  private static Comparison compare(
      Contender peer, NetworkSpec asked, NetworkSpec trained, int count, int threads) {
    Case.Gradient task = cases(asked, count).gradient(count);
    Case.Gradient peersTask =
        new Case.Gradient(task.name(), trained, task.parameters(), task.batch());
    Case.Training bounded =
        new Case.Training(
            task.name(), asked, task.parameters(), task.batch(), task.batch().count(), STEPS);
    return Comparator.compare(
        bounded,
        specification(task),
        observation(peer, peersTask, threads),
        CaseBounds.of(bounded));
  }

  private static Observation specification(Case.Gradient task) {
    Examples batch = task.batch();
    DType dtype = task.spec().dtype();
    Minibatch minibatch =
        new Minibatch(
            Matrix.of(dtype, batch.count(), batch.inputSize(), batch.x()),
            Matrix.of(dtype, batch.count(), batch.outputSize(), batch.y()));
    Parameters parameters = FromScratchSubject.parameters(task);
    Trainer trainer = new Trainer(task.spec(), Kernels.scalar(), parameters, batch.count());
    List<ObservedTensor> tensors = new ArrayList<>();
    for (int t = 1; t <= STEPS; t++) {
      trainer.step(minibatch);
      add(
          tensors,
          task.spec(),
          ParameterValues.of(task.spec(), (l, kind) -> parameters.of(l, kind).toArray()),
          t);
    }
    return new Observation("specification", tensors);
  }

  private static Observation observation(Contender peer, Case.Gradient task, int threads) {
    List<ObservedTensor> tensors = new ArrayList<>();
    try (TrainingRunner runner = peer.training(task, threads).orElseThrow()) {
      for (int t = 1; t <= STEPS; t++) {
        runner.step();
        add(tensors, task.spec(), runner.parameters(), t);
      }
    }
    return new Observation(peer.id(), tensors);
  }

  private static void add(
      List<ObservedTensor> tensors, NetworkSpec spec, ParameterValues values, int t) {
    for (int l = 1; l <= spec.depth(); l++) {
      tensors.add(
          new ObservedTensor(
              TensorName.of(Quantity.WEIGHTS, l).atStep(t),
              Shape.of(spec.fanIn(l), spec.fanOut(l)),
              values.weights().get(l - 1)));
      tensors.add(
          new ObservedTensor(
              TensorName.of(Quantity.BIAS, l).atStep(t),
              Shape.of(spec.fanOut(l)),
              values.biases().get(l - 1)));
    }
  }

  private static NetworkSpec network(DType dtype, UpdaterSpec updater, int... widths) {
    int last = widths.length - 1;
    List<LayerSpec> layers =
        IntStream.rangeClosed(1, last)
            .mapToObj(
                l ->
                    new LayerSpec(
                        widths[l],
                        l < last ? ActivationKind.RELU : ActivationKind.SOFTMAX,
                        WeightInit.RELU))
            .toList();
    return new NetworkSpec(
        "classifier",
        dtype,
        Shape.of(widths[0]),
        layers,
        LossKind.MCXENT,
        Reduction.MEAN,
        updater,
        0,
        42);
  }

  private static CaseFactory cases(NetworkSpec spec, int count) {
    Random random = new Random(7);
    double[] x = random.doubles((long) count * spec.inputSize(), -1, 1).toArray();
    double[] y = new double[count * spec.outputSize()];
    for (int i = 0; i < count; i++) {
      y[i * spec.outputSize() + random.nextInt(spec.outputSize())] = 1;
    }
    return new CaseFactory(spec, new Examples(count, x, y));
  }
}
