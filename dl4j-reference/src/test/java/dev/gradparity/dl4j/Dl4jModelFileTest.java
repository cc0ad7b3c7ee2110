package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.GradientNormalisation.Kind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The library itself reads what is written, and what it wrote itself is read. */
class Dl4jModelFileTest {

  private static final double[] X = {1, -2, 0.5, 3, 0, 1};
  private static final double[] Y = {1, 0, -1};
  private static final int STEPS = 3;

  @TempDir private Path directory;

  static NetworkSpec spec(UpdaterSpec updater, DType dtype) {
    return new NetworkSpec(
        "model",
        dtype,
        Shape.of(2),
        List.of(new LayerSpec(3, ActivationKind.TANH), new LayerSpec(1, ActivationKind.IDENTITY)),
        LossKind.MSE,
        Reduction.MEAN,
        updater,
        0,
        1);
  }

  static Stream<Arguments> updaters() {
    Schedule falls = new Schedule.Exponential(ScheduleType.ITERATION, 0.1, 0.5);
    Schedule fallsByEpoch = new Schedule.Exponential(ScheduleType.EPOCH, 0.1, 0.5);
    List<UpdaterSpec> scheduled =
        List.of(
            new UpdaterSpec.Sgd(falls),
            new UpdaterSpec.Sgd(fallsByEpoch),
            new UpdaterSpec.AdaBelief(falls, 0.9, 0.99, 1e-8),
            new UpdaterSpec.Nesterovs(Schedule.fixed(0.1), fallsByEpoch));
    return Arrays.stream(DType.values())
        .flatMap(
            dtype ->
                Stream.concat(UpdaterSpec.defaults().stream(), scheduled.stream())
                    .map(updater -> Arguments.of(updater, dtype)));
  }

  /** A network after three steps of one epoch each. */
  static Dl4jNetwork trained(NetworkSpec spec) {
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.setParameters(
        List.of(new double[] {0.5, -1, 2, 0.25, 1, -0.5}, new double[] {1, -2, 0.75}),
        List.of(new double[] {0.1, 0.2, 0.3}, new double[] {-0.4}));
    train(network);
    return network;
  }

  private static void train(Dl4jNetwork network) {
    List<int[]> orders = Collections.nCopies(STEPS, new int[] {0, 1, 2});
    network.train(X, Y, 3, 3, orders, STEPS, step -> {});
  }

  static void assertSame(Dl4jModel expected, Dl4jModel actual) {
    assertEquals(expected.iterations(), actual.iterations());
    assertEquals(expected.epochs(), actual.epochs());
    assertSame(expected.parameters(), actual.parameters());
    assertEquals(expected.state().size(), actual.state().size());
    for (int k = 0; k < expected.state().size(); k++) {
      assertSame(expected.state().get(k), actual.state().get(k));
    }
  }

  private static void assertSame(ParameterValues expected, ParameterValues actual) {
    for (int l = 0; l < expected.weights().size(); l++) {
      assertArrayEquals(expected.weights().get(l), actual.weights().get(l));
      assertArrayEquals(expected.biases().get(l), actual.biases().get(l));
    }
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void whatIsReadIsWhatWasWritten(UpdaterSpec updater, DType dtype) {
    NetworkSpec spec = spec(updater, dtype);
    Dl4jModel model = trained(spec).model();
    Path file = directory.resolve("model.zip");
    Dl4jModelFile.write(file, spec, model);

    assertEquals(STEPS, model.iterations());
    assertEquals(STEPS, model.epochs());
    assertSame(model, Dl4jModelFile.read(file, spec));
  }

  /** A layer's gain is of its own, and so is what an updater remembers of it. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void theGainOfANormalisedLayerSurvives(DType dtype) {
    NetworkSpec plain = spec(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8), dtype);
    NetworkSpec spec =
        plain.withLayers(
            List.of(
                new LayerSpec(
                    new LayerForm.Dense(1, true),
                    3,
                    ActivationSpec.of(ActivationKind.TANH),
                    WeightInit.XAVIER,
                    LayerSettings.DEFAULT),
                plain.layer(2)));
    Dl4jNetwork network = new Dl4jNetwork(spec);
    network.setParameters(
        new ParameterValues(
            List.of(
                Map.of(
                    ParameterKind.WEIGHTS, new double[] {0.5, -1, 2, 0.25, 1, -0.5},
                    ParameterKind.BIAS, new double[] {0.125, 0.25, 0.5},
                    ParameterKind.GAIN, new double[] {1, 2, 3}),
                Map.of(
                    ParameterKind.WEIGHTS, new double[] {1, -2, 0.75},
                    ParameterKind.BIAS, new double[] {-0.5}))));
    train(network);
    Dl4jModel model = network.model();
    Path file = directory.resolve("normalised.zip");
    Dl4jModelFile.write(file, spec, model);
    Dl4jModel read = Dl4jModelFile.read(file, spec);

    assertSame(model, read);
    assertArrayEquals(
        model.parameters().of(1, ParameterKind.GAIN), read.parameters().of(1, ParameterKind.GAIN));
    assertArrayEquals(
        model.state().get(1).of(1, ParameterKind.GAIN),
        read.state().get(1).of(1, ParameterKind.GAIN));
    assertTrue(model.state().get(1).of(1, ParameterKind.GAIN)[0] > 0);
    assertThrows(ModelFileException.class, () -> Dl4jModelFile.read(file, plain));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void aRestoredNetworkTrainsOnAsIfItHadNotStopped(UpdaterSpec updater, DType dtype) {
    assertTrainsOn(spec(updater, dtype));
  }

  private static void assertTrainsOn(NetworkSpec spec) {
    Dl4jNetwork unstopped = trained(spec);
    Dl4jNetwork restored = new Dl4jNetwork(spec);
    restored.restore(unstopped.model());
    train(unstopped);
    train(restored);

    assertSame(unstopped.model(), restored.model());
  }

  /** Of a network whose own updater remembers nothing, the layer's does. */
  @Test
  void aLayerThatRemembersMoreThanItsNetworkTrainsOnToo() {
    NetworkSpec plain = spec(new UpdaterSpec.Sgd(0.1), DType.FLOAT64);
    UpdaterSpec adam = new UpdaterSpec.Adam(0.1, 0.9, 0.99, 1e-8);
    LayerSettings settings = LayerSettings.DEFAULT.withUpdater(adam);

    assertTrainsOn(plain.withLayers(List.of(plain.layer(1).with(settings), plain.layer(2))));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void theLibraryRestoresTheFileAndTrainsOnWithTheSameNumbers(UpdaterSpec updater, DType dtype)
      throws IOException {
    NetworkSpec spec = spec(updater, dtype);
    Dl4jNetwork ours = trained(spec);
    Path file = directory.resolve("model.zip");
    Dl4jModelFile.write(file, spec, ours.model());
    if (updater instanceof UpdaterSpec.AdaBelief) {
      assertThrows(
          RuntimeException.class,
          () -> ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true));
      assertDoesNotThrow(() -> ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false));
      return;
    }
    MultiLayerNetwork library = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    DataSet all = new DataSet(Dl4jArrays.of(X, dtype, 3, 2), Dl4jArrays.of(Y, dtype, 3, 1));
    for (int step = 0; step < STEPS; step++) {
      library.fit(all);
      library.incrementEpochCount();
    }
    train(ours);
    Path again = directory.resolve("again.zip");
    ModelSerializer.writeModel(library, again.toFile(), true);

    assertSame(ours.model(), Dl4jModelFile.read(again, spec));
  }

  /** With names, seeds and initial weights of its own. */
  @Test
  void aFileOfTheLibrarysOwnIsRead() throws IOException {
    MultiLayerNetwork library =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(77)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("hidden")
                        .nIn(2)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    library.init();
    DataSet all =
        new DataSet(Dl4jArrays.of(X, DType.FLOAT64, 3, 2), Dl4jArrays.of(Y, DType.FLOAT64, 3, 1));
    library.fit(all);
    Path file = directory.resolve("own.zip");
    ModelSerializer.writeModel(library, file.toFile(), true);
    NetworkSpec spec = spec(new UpdaterSpec.Adam(0.01, 0.9, 0.999, 1e-8), DType.FLOAT64);
    Dl4jModel model = Dl4jModelFile.read(file, spec);

    assertEquals(1, model.iterations());
    assertEquals(library.getParam("0_W").getDouble(1, 2), model.parameters().weights().get(0)[5]);
    assertTrue(model.state().get(1).biases().get(1)[0] > 0);
  }

  @Test
  void aTrainingStopsAndGoesOnWithinAnEpoch() {
    Schedule falls = new Schedule.Exponential(ScheduleType.EPOCH, 0.1, 0.5);
    NetworkSpec spec = spec(new UpdaterSpec.Sgd(falls), DType.FLOAT64);
    List<int[]> orders = List.of(new int[] {2, 0, 1}, new int[] {1, 2, 0}, new int[] {0, 1, 2});
    Dl4jNetwork unstopped = trained(spec);
    Dl4jNetwork stopped = trained(spec);
    unstopped.train(X, Y, 3, 1, orders, 9, step -> {});
    stopped.train(X, Y, 3, 1, orders, 4, step -> {});

    assertEquals(STEPS + 1, stopped.model().epochs());

    stopped.train(new Dl4jExamples(3, X, Y), 1, orders, 4, 5, step -> {});

    assertSame(unstopped.model(), stopped.model());
  }

  private static NetworkSpec normalised(Kind kind, double threshold) {
    NetworkSpec plain = spec(new UpdaterSpec.Sgd(0.1), DType.FLOAT64);
    GradientNormalisation own = new GradientNormalisation(kind, threshold);
    LayerSpec first = plain.layer(1).with(LayerSettings.DEFAULT.with(own));
    return plain.withLayers(List.of(first, plain.layer(2)));
  }

  /** Of a normalisation that clips; the others have none. */
  @ParameterizedTest
  @EnumSource
  void anotherThresholdIsAnotherNetworkWhereItClips(Kind kind) {
    NetworkSpec spec = normalised(kind, 0.5);
    NetworkSpec other = normalised(kind, 2);
    Dl4jModel model = trained(spec).model();
    Path file = directory.resolve("normalised.zip");
    Dl4jModelFile.write(file, spec, model);

    assertSame(model, Dl4jModelFile.read(file, spec));
    if (kind.clips()) {
      ModelFileException thrown =
          assertThrows(ModelFileException.class, () -> Dl4jModelFile.read(file, other));
      String difference = "gradientNormalizationThreshold is 0.5, the specification needs 2.0";
      assertTrue(thrown.getMessage().endsWith(difference), thrown.getMessage());
    } else {
      assertSame(model, Dl4jModelFile.read(file, other));
    }
  }

  @Test
  void aStateOfAnotherShapeIsRefused() {
    NetworkSpec spec = spec(new UpdaterSpec.Sgd(0.1), DType.FLOAT64);
    NetworkSpec adam = spec(new UpdaterSpec.Adam(0.1, 0.9, 0.99, 1e-8), DType.FLOAT64);
    Dl4jModel model = trained(spec).model();
    Dl4jNetwork network = new Dl4jNetwork(adam);

    assertEquals(
        "state: adam remembers 2 numbers of each parameter, got 0",
        assertThrows(IllegalArgumentException.class, () -> network.restore(model)).getMessage());

    ParameterValues wrong =
        new ParameterValues(
            List.of(new double[5], new double[3]), List.of(new double[3], new double[1]));
    Dl4jModel wrongState = new Dl4jModel(model.parameters(), List.of(wrong, wrong), 1, 0);

    assertEquals(
        "m of W1: 6 values are needed for the shape [2, 3], got 5",
        assertThrows(IllegalArgumentException.class, () -> network.restore(wrongState))
            .getMessage());
  }
}
