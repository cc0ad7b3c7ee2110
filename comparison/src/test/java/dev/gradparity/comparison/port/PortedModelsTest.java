package dev.gradparity.comparison.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.comparison.model.ModelFile;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks of every form that the library trained and saved are written as projects, whose tests go
 * on training on both sides from the state of the library's updater.
 */
class PortedModelsTest {

  private static final int EXAMPLES = 6;
  private static final int STEPS = 5;
  private static final int EPOCHS = 2;

  private static final List<NetworkSpec> NETWORKS =
      FormNetworks.forms().stream().filter(spec -> !Networks.cannotBeSaved(spec)).toList();

  @TempDir private static Path root;
  private static final List<Path> FOLDERS = new ArrayList<>();
  private static Projects models;

  @BeforeAll
  static void trainSaveAndPortAll() throws IOException, ReflectiveOperationException {
    Projects first = new Projects(root.resolve("first"));
    List<Path> fresh = new ArrayList<>();
    for (int k = 0; k < NETWORKS.size(); k++) {
      fresh.add(first.write(NETWORKS.get(k).withName("fresh " + k), "project" + k));
    }
    first.compile(fresh);
    models = new Projects(root.resolve("models"));
    for (int k = 0; k < NETWORKS.size(); k++) {
      NetworkSpec spec = NETWORKS.get(k);
      Path file = Files.createDirectories(root.resolve("zips")).resolve("model%d.zip".formatted(k));
      first.saveModel(fresh.get(k), file, net -> train(net, spec));
      ModelFile model = ModelFile.read(file);
      assertEquals(List.of(), model.hints());
      Port port = new Port(model.spec(), model.parameters().orElseThrow(), model.state(), "1");
      FOLDERS.add(models.write(port, "model" + k));
    }
    models.compile(FOLDERS);
  }

  /** As somebody trains who knows nothing of gradparity. */
  private static void train(MultiLayerNetwork net, NetworkSpec spec) {
    Random random = new Random(7);
    double[][] x = new double[EXAMPLES][spec.inputSize()];
    double[][] y = new double[EXAMPLES][spec.outputSize()];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] =
            spec.layer(1).form() instanceof LayerForm.Embedding embedding
                ? random.nextInt(embedding.inputs())
                : random.nextGaussian();
      }
      y[i][random.nextInt(y[i].length)] = 1;
    }
    boolean flattens = spec.layer(1).form() instanceof LayerForm.Dense;
    long[] shape = new long[flattens ? spec.input().rank() + 1 : 2];
    shape[0] = EXAMPLES;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = flattens ? spec.input().extents().get(axis - 1) : spec.inputSize();
    }
    if (shape.length == 3) {
      shape = new long[] {EXAMPLES, 1, shape[1], shape[2]};
    }
    DataType type = spec.dtype() == DType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    INDArray features = Nd4j.create(x).castTo(type).reshape('c', shape);
    DataSet minibatch = new DataSet(features, Nd4j.create(y).castTo(type));
    for (int t = 0; t < STEPS; t++) {
      net.fit(minibatch);
    }
    net.setEpochCount(EPOCHS);
  }

  static Stream<Integer> networks() {
    return Stream.iterate(0, k -> k + 1).limit(NETWORKS.size());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aModelTrainsOnAlikeInPlainJavaAndInTheLibrary(int k)
      throws IOException, ReflectiveOperationException {
    models.assertPasses(FOLDERS.get(k), NETWORKS.get(k).name(), 5);
  }

  /** Everything but the name, seed and what moves nothing. */
  @ParameterizedTest
  @MethodSource("networks")
  void theNetworkAndItsCountsAreRead(int k) {
    ModelFile model = ModelFile.read(root.resolve("zips/model%d.zip".formatted(k)));
    UpdaterState state = model.state().orElseThrow();

    assertEquals(STEPS, state.iterations());
    assertEquals(EPOCHS, state.epochs());
    for (int l = 1; l <= NETWORKS.get(k).depth(); l++) {
      assertEquals(NETWORKS.get(k).layer(l).form(), model.spec().layer(l).form());
    }
  }

  @Test
  void aStateThatIsLostFailsTheTest() throws IOException, ReflectiveOperationException {
    int adam = adam();
    Projects faulty = new Projects(root.resolve("faulty"));
    ModelFile model = ModelFile.read(root.resolve("zips/model%d.zip".formatted(adam)));
    Path folder =
        faulty.write(
            new Port(model.spec(), model.parameters().orElseThrow(), model.state(), "1"), "faulty");
    Path file;
    try (Stream<Path> files = Files.walk(folder)) {
      file = files.filter(f -> f.endsWith("PlainNetwork.java")).findFirst().orElseThrow();
    }
    String line = "memoryOfW1.resume(state.memory[0].w1, state.memory[1].w1);";
    String text = Files.readString(file);
    assertTrue(text.contains(line), text);
    Files.writeString(file, text.replace(line, ""));
    faulty.compile(List.of(folder));

    TestExecutionSummary summary = faulty.test(folder);

    assertEquals(1, summary.getTestsFailedCount());
    String message = summary.getFailures().get(0).getException().getMessage();
    assertTrue(message.contains("first wrong: W1.m@1"), message);
  }

  private static int adam() {
    for (int k = 0; k < NETWORKS.size(); k++) {
      boolean startsDense = NETWORKS.get(k).layer(1).form().equals(LayerForm.Dense.PLAIN);
      if (startsDense && NETWORKS.get(k).updater().specName().equals("adam")) {
        return k;
      }
    }
    throw new AssertionError("no network has Adam");
  }
}
