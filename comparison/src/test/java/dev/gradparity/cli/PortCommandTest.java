package dev.gradparity.cli;

import static dev.gradparity.cli.Outcome.run;
import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.npz.NpzArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PortCommandTest {

  private static final String IRIS =
      """
      {"name": "iris", "input": 4,
       "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "softmax"}],
       "loss": "mcxent"}
      """;

  private static final List<String> FILES =
      List.of(
          "README.md",
          "parameters.npz",
          "pom.xml",
          "spec.json",
          "src/main/java/ported/%s/NetworkInDl4j.java",
          "src/main/java/ported/%s/Parameters.java",
          "src/main/java/ported/%s/PlainNetwork.java",
          "src/test/java/ported/%s/ParityTest.java");

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  private String spec(String json) throws IOException {
    return Files.writeString(folder.resolve("spec.json"), json).toString();
  }

  private void assertWritten(Outcome outcome, String word) throws IOException {
    assertEquals(0, outcome.exitCode(), outcome::err);
    try (Stream<Path> all = Files.walk(out())) {
      List<String> files =
          all.filter(Files::isRegularFile)
              .map(file -> out().relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      assertEquals(FILES.stream().map(file -> file.formatted(word)).toList(), files);
    }
  }

  private static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(0.05))
        .list()
        .layer(new DenseLayer.Builder().nIn(4).nOut(5).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.XENT)
                .nIn(5)
                .nOut(2)
                .activation(Activation.SIGMOID)
                .build())
        .build();
  }

  @Test
  void aSpecificationBecomesAProject() throws IOException {
    Outcome outcome = run("port", "--spec", spec(IRIS), "--out", out().toString());

    assertWritten(outcome, "iris");
    assertMentions(outcome.out(), "iris: 2 layers, 43 parameters, float64", out().toString());
    assertEquals("", outcome.err());
    assertMentions(Files.readString(out().resolve("README.md")), "| `W2` | `w2` | `1_W` | (5, 3)");
    assertMentions(
        Files.readString(out().resolve("pom.xml")),
        "<artifactId>iris</artifactId>",
        "<gradparity.version>" + Version.current() + "<");
  }

  private static String masked(String mask) {
    String data = ", \"data\": {\"file\": \"iris.csv\", \"labelMask\": \"%s\"}".formatted(mask);
    return IRIS.strip().replaceFirst("}$", data + "}");
  }

  @Test
  void theMaskOfTheDataReachesBothClassesAndTheTest() throws IOException {
    Outcome outcome = run("port", "--spec", spec(masked("example")), "--out", out().toString());

    assertWritten(outcome, "iris");
    Path classes = out().resolve("src/main/java/ported/iris");
    assertMentions(
        Files.readString(classes.resolve("PlainNetwork.java")),
        "double loss(double[][] y, double[][] mask)");
    assertMentions(Files.readString(classes.resolve("NetworkInDl4j.java")), "INDArray mask");
    assertMentions(
        Files.readString(out().resolve("src/test/java/ported/iris/ParityTest.java")),
        "new double[EXAMPLES][1]",
        ".on(spec, x, y, mask)");
  }

  @Test
  void aMaskThatTheLibraryThrowsAtIsRefusedByItsPlace() throws IOException {
    assertRefused(
        "data.labelMask: Deeplearning4j's mcxent after softmax takes no label mask of single outputs",
        "port",
        "--spec",
        spec(masked("output")),
        "--out",
        out().toString());
    assertRefused("data.labelMask", "port", "--spec", spec(masked("none-such")), "--out", "x");
  }

  /** The README's network, in the snippets of the page about it. */
  @Test
  void thePageShowsWhatIsWritten() throws IOException {
    Pattern block = Pattern.compile("```(json|java)\n(.*?)```", Pattern.DOTALL);
    Matcher json = block.matcher(Files.readString(Path.of("../README.md")));
    assertTrue(json.find());
    run("port", "--spec", spec(json.group(2)), "--out", out().toString());
    Path classes = out().resolve("src/main/java/ported/iris");
    String written =
        Files.readString(classes.resolve("PlainNetwork.java"))
            + Files.readString(classes.resolve("NetworkInDl4j.java"));

    int snippets = 0;
    Matcher java = block.matcher(Files.readString(Path.of("../docs/port.md")));
    for (; java.find(); snippets++) {
      assertTrue(written.contains(java.group(2).indent(2)), java.group(2));
    }
    assertEquals(2, snippets);
  }

  @Test
  void aModelBecomesAProjectWithItsParameters() throws IOException {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    Path model = folder.resolve("my model-1.zip");
    ModelSerializer.writeModel(network, model.toFile(), true);

    Outcome outcome = run("port", "--model", model.toString(), "--out", out().toString());

    assertWritten(outcome, "mymodel1");
    assertEquals(
        "xent", SpecReader.readNetwork(out().resolve("spec.json")).loss().kind().specName());
    try (NpzArchive parameters = NpzArchive.open(out().resolve("parameters.npz"))) {
      assertArrayEquals(
          network.getParam("1_W").dup('c').data().asDouble(), parameters.values("W2"));
    }
  }

  @Test
  void aConfigurationAloneBecomesAProject() throws IOException {
    Path json = Files.writeString(folder.resolve("conf.json"), configuration().toJson());

    assertWritten(run("port", "--model", json.toString(), "--out", out().toString()), "conf");
  }

  private void assertRefused(String complaint, String... args) {
    Outcome outcome = run(args);

    outcome.assertRefused();
    assertMentions(outcome.err(), complaint);
    assertFalse(Files.exists(out()));
  }

  @Test
  void aConvolutionIsRefusedByItsName() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(2).nOut(2).build())
                .build());
    network.init();
    Path model = folder.resolve("model.zip");
    ModelSerializer.writeModel(network, model.toFile(), true);

    assertRefused(
        model + ": layer 1 (ConvolutionLayer): is of a kind that no spec has; port a model of",
        "port",
        "--model",
        model.toString(),
        "--out",
        out().toString());
  }

  @Test
  void badUsageIsOneSentence() throws IOException {
    String spec = spec(IRIS);
    String out = out().toString();

    assertRefused("--spec", "port", "--out", out);
    assertRefused("--out", "port", "--spec", spec);
    assertRefused("exclusive", "port", "--spec", spec, "--model", spec, "--out", out);
    assertRefused("there is no such file", "port", "--spec", spec + "x", "--out", out);
    assertRefused("there is no such file", "port", "--model", spec + "x", "--out", out);
    assertRefused(
        "--out (", "port", "--spec", spec, "--out", folder.resolve("spec.json/out").toString());
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Files.createDirectories(out());
    assertWritten(run("port", "--spec", spec(IRIS), "--out", out().toString()), "iris");
    Path mine = Files.writeString(out().resolve("README.md"), "mine");

    Outcome outcome = run("port", "--spec", spec(IRIS), "--out", out().toString());

    outcome.assertRefused();
    assertMentions(
        outcome.err(), "is there already, and nothing is overwritten; give a new folder");
    assertEquals("mine", Files.readString(mine));
    assertTrue(run("port", "--spec", spec(IRIS), "--out", mine.toString()).exitCode() == 2);
  }

  @Test
  void aNetworkTooLargeIsRefusedBeforeThereIsRoomForIt() throws IOException {
    String large = IRIS.replace("\"units\": 5", "\"units\": 200000000");

    assertRefused(
        "parameters, more than the 33554432 of parameters.npz",
        "port",
        "--spec",
        spec(large),
        "--out",
        out().toString());
  }
}
