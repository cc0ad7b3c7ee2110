package dev.gradparity.comparison.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  /** Every key there is, and no value that is a default. */
  static final String FULL =
      """
      {"name": "all of it", "dtype": "float32", "input": [2, 2],
       "layers": [{"units": 16, "activation": "relu", "weightInit": "relu_uniform"},
                  {"units": 3, "activation": "softmax", "weightInit": "xavier_uniform"}],
       "loss": "mcxent", "reduction": "sum",
       "updater": {"name": "adam", "learningRate": 0.25, "beta1": 0.5, "beta2": 0.75,
                   "epsilon": 0.125},
       "l2": 0.5,
       "data": {"file": "iris.csv", "batch": 10, "standardize": true, "standardizeTarget": true},
       "seed": -7}
      """;

  private static final String SHORTEST =
      """
      {"input": 4, "layers": [{"units": 1, "activation": "tanh"}], "loss": "mse",
       "data": {"file": "iris.csv"}}
      """;

  @TempDir private Path folder;

  private SpecFile read(String json) throws IOException {
    return SpecReader.read(Files.writeString(folder.resolve("some.json"), json));
  }

  private UpdaterSpec updater(String json) throws IOException {
    return read(SHORTEST.replace("\"data\"", "\"updater\": " + json + ", \"data\""))
        .network()
        .updater();
  }

  @Test
  void aLossWithSettingsIsReadAndWritten() throws IOException {
    String json =
        FULL.replace(
            "\"mcxent\"", "{\"name\": \"MCXENT\", \"weights\": [1, 0.5, 2], \"clip\": 1e-5}");
    NetworkSpec network = read(json).network();
    assertEquals(new LossSpec(LossKind.MCXENT, List.of(1.0, 0.5, 2.0), 1e-5), network.loss());

    Path file = Files.writeString(folder.resolve("written.json"), SpecWriter.text(network));
    assertEquals(network, SpecReader.readNetwork(file));
  }

  @Test
  void timeStepsAreReadAndWritten() throws IOException {
    NetworkSpec network =
        read(SHORTEST.replace("\"layers\"", "\"timeSteps\": 3, \"layers\"")).network();
    assertEquals(3, network.timeSteps());

    Path file = Files.writeString(folder.resolve("written.json"), SpecWriter.text(network));
    assertEquals(network, SpecReader.readNetwork(file));
  }

  @Test
  void everyFieldIsRead() throws IOException {
    SpecFile spec = read(FULL);

    assertEquals(
        new NetworkSpec(
            "all of it",
            DType.FLOAT32,
            Shape.of(2, 2),
            List.of(
                new LayerSpec(16, ActivationKind.RELU, WeightInit.RELU_UNIFORM),
                new LayerSpec(3, ActivationKind.SOFTMAX, WeightInit.XAVIER_UNIFORM)),
            LossKind.MCXENT,
            Reduction.SUM,
            new UpdaterSpec.Adam(0.25, 0.5, 0.75, 0.125),
            0.5,
            -7),
        spec.network());
    assertEquals(new DataSpec(true, true, 10), spec.data());
    assertEquals(150, spec.table().rows().size());
  }

  @Test
  void theExampleOfTheDesignIsRead() throws IOException {
    SpecFile spec =
        read(
            """
            {"name": "iris", "dtype": "float64", "input": 4,
             "layers": [{"units": 16, "activation": "relu"}, {"units": 3, "activation": "softmax"}],
             "loss": "mcxent", "reduction": "mean",
             "updater": {"name": "sgd", "learningRate": 0.1},
             "data": {"file": "iris.csv", "batch": 32}, "seed": 42}
            """);

    assertEquals("iris", spec.network().name());
    assertEquals(new UpdaterSpec.Sgd(0.1), spec.network().updater());
    assertEquals(new LayerSpec(16, ActivationKind.RELU), spec.network().layer(1));
  }

  @Test
  void whatIsLeftOutHasADefault() throws IOException {
    SpecFile spec = read(SHORTEST);

    assertEquals(
        new NetworkSpec(
            "some.json",
            DType.FLOAT64,
            Shape.of(4),
            List.of(new LayerSpec(1, ActivationKind.TANH, WeightInit.XAVIER)),
            LossKind.MSE,
            Reduction.MEAN,
            new UpdaterSpec.Sgd(0.1),
            0,
            42),
        spec.network());
    assertEquals(new DataSpec(false, false, 32), spec.data());
  }

  @Test
  void theTablesLastColumnsAreALabelMaskWhereTheDataSay() throws IOException {
    SpecFile spec = read(SHORTEST.replace("\"data\": {", "\"data\": {\"labelMask\": \"output\", "));
    assertEquals(DataSpec.LabelMask.OUTPUT, spec.data().labelMask());
  }

  @Test
  void anActivationMayBeANameOrAnObjectWithParameters() throws IOException {
    String text = "{\"name\": \"leakyrelu\", \"alpha\": 0.2}";
    SpecFile spec = read(SHORTEST.replace("\"tanh\"", text));
    assertEquals(
        ActivationSpec.of(ActivationKind.LEAKYRELU, 0.2), spec.network().layer(1).activation());
    assertTrue(SHORTEST.contains("\"tanh\""));
  }

  @Test
  void whatAnUpdaterIsGivenReplacesItsDefault() throws IOException {
    assertEquals(
        new UpdaterSpec.Nesterovs(0.5, 0.25),
        updater("{\"name\": \"nesterovs\", \"learningRate\": 0.5, \"momentum\": 0.25}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "tr", "de"})
  void namesMayBeInAnyCaseInAnyLocale(String language) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      SpecFile spec =
          read(
              FULL.replace("relu", "ReLU")
                  .replace("softmax", "SOFTMAX")
                  .replace("xavier_uniform", "XAVIER_UNIFORM")
                  .replace("mcxent", "MCXent")
                  .replace("float32", "Float32")
                  .replace("adam", "ADAM")
                  .replace("\"sum\"", "\"SUM\""));

      assertEquals(read(FULL).network(), spec.network());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "[4]", "[1, 4]", "[2, 2]", "[1, 2, 2]", "[1, 1, 2, 2]"})
  void anInputIsANumberOrAShape(String input) throws IOException {
    NetworkSpec spec = read(SHORTEST.replace("\"input\": 4", "\"input\": " + input)).network();

    assertEquals(4, spec.inputSize());
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkDoNoHarm() throws IOException {
    assertEquals(read(FULL).network(), read("\uFEFF" + FULL.replace("\n", "\r\n")).network());
  }

  @Test
  void aTableBesideTheSpecComesBeforeAShippedOne() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), "1,2,3,4,0\n");
    Files.writeString(folder.resolve("own.csv"), "1,2,3,4,0\n5,6,7,8,1\n");

    assertEquals(1, read(SHORTEST).table().rows().size());
    assertEquals(2, read(SHORTEST.replace("iris.csv", "own.csv")).table().rows().size());
    String absolute = folder.resolve("own.csv").toString().replace("\\", "\\\\");
    assertEquals(2, read(SHORTEST.replace("iris.csv", absolute)).table().rows().size());
  }
}
