package dev.gradparity.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Files that hold something else: one sentence with the file's name and the reason. */
class ForeignModelFileTest {

  private static final NetworkSpec SPEC =
      Dl4jModelFileTest.spec(new UpdaterSpec.Adam(0.1, 0.9, 0.99, 1e-8), DType.FLOAT64);
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";

  /** Where the count of the elements lies in an array's entry, behind the shape's six numbers. */
  private static final int COUNT_OFFSET = 0x62;

  /** Where the shape's only side lies. */
  private static final int SIDE_OFFSET = 0x28;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeModel() {
    file = directory.resolve("model.zip");
    Dl4jModelFile.write(file, SPEC, Dl4jModelFileTest.trained(SPEC).model());
  }

  private void assertRefused(String reason) {
    assertRefused(SPEC, reason);
  }

  private void assertRefused(NetworkSpec spec, String reason) {
    String message =
        assertThrows(ModelFileException.class, () -> Dl4jModelFile.read(file, spec)).getMessage();

    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(reason), message);
    assertFalse(message.contains("\n"), message);
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private void replace(String name, byte[] content) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put(name, content);
    write(entries);
  }

  private void configure(String old, String other) throws IOException {
    String json = new String(entries().get(CONFIGURATION), StandardCharsets.UTF_8);

    assertTrue(json.contains(old), json);
    replace(CONFIGURATION, json.replace(old, other).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "no zip");
    assertRefused("cannot be read as a Deeplearning4j model: ");
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws IOException {
    Files.delete(file);
    assertRefused("cannot be read as a Deeplearning4j model: ");
  }

  @Test
  void aZipThatWasCutOffIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("cannot be read as a Deeplearning4j model: ");
    }
  }

  @Test
  void anArrayThatWasCutOffIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = entries().get(COEFFICIENTS);
    for (int length = 0; length < whole.length; length += 7) {
      replace(COEFFICIENTS, Arrays.copyOf(whole, length));
      assertRefused("coefficients.bin ends too early");
    }
  }

  @Test
  void anEntryThatIsMissingIsNamed() throws IOException {
    for (String name : new String[] {CONFIGURATION, COEFFICIENTS}) {
      writeModel();
      Map<String, byte[]> entries = entries();
      entries.remove(name);
      write(entries);
      assertRefused("it has no entry " + name);
    }
  }

  @Test
  void aModelWithoutItsUpdaterIsRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.remove("updaterState.bin");
    write(entries);
    assertRefused("saved without the updater's state; save it with saveUpdater = true");
  }

  @Test
  void anotherNetworkIsRefusedWithThePlaceWhereItDiffers() {
    assertRefused(
        SPEC.withUpdater(new UpdaterSpec.Adam(0.2, 0.9, 0.99, 1e-8)),
        "another network: confs[0].layer.iupdater.learningRate is 0.1,"
            + " the specification needs 0.2");
    assertRefused(
        SPEC.withUpdater(new UpdaterSpec.Nadam(0.1, 0.9, 0.99, 1e-8)),
        "confs[0].layer.iupdater.@class is org.nd4j.linalg.learning.config.Adam");
    assertRefused(SPEC.withDtype(DType.FLOAT32), "confs[0].dataType is DOUBLE");
  }

  @Test
  void anotherWidthIsRefused() throws IOException {
    configure("\"nout\" : 3", "\"nout\" : 4");
    assertRefused("confs[0].layer.nout is 4, the specification needs 3");
  }

  @Test
  void aConvolutionIsRefused() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
    network.init();
    ModelSerializer.writeModel(network, file.toFile(), true);
    assertRefused("confs[0].");
    configure("\"dataType\" : \"FLOAT\"", "\"dataType\" : \"DOUBLE\"");
    assertRefused(
        "confs[0].layer.@class is org.deeplearning4j.nn.conf.layers.ConvolutionLayer,"
            + " the specification needs org.deeplearning4j.nn.conf.layers.DenseLayer");
  }

  @Test
  void configurationsThatAreNoneAreRefused() throws IOException {
    replace(CONFIGURATION, "{\"confs\" : ".getBytes(StandardCharsets.UTF_8));
    assertRefused("the configuration is no JSON: ");
    replace(CONFIGURATION, "[]".getBytes(StandardCharsets.UTF_8));
    assertRefused("the configuration is no JSON object");
    replace(CONFIGURATION, new byte[0]);
    assertRefused("the configuration is no JSON object");
    replace(CONFIGURATION, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertRefused("nested more than 64 levels deep");
    replace(CONFIGURATION, new byte[(16 << 20) + 1]);
    assertRefused("the configuration has more than 16777216 bytes");
  }

  @Test
  void aCountThatIsNoneIsRefused() throws IOException {
    configure("\"iterationCount\" : 3", "\"iterationCount\" : -3");
    assertRefused("the configuration's iterationCount must be a number of at least 0, got -3");
    writeModel();
    configure("\"iterationCount\" : 3", "\"iterationCount\" : 3e9");
    assertRefused("the configuration's iterationCount must be");
  }

  /** Claims of billions of numbers are refused before there is room for them. */
  @Test
  void anotherNumberOfParametersIsRefused() throws IOException {
    byte[] coefficients = entries().get(COEFFICIENTS);

    assertEquals(13, coefficients[SIDE_OFFSET + 7]);
    assertEquals(13, coefficients[COUNT_OFFSET + 7]);

    byte[] wide = coefficients.clone();
    wide[SIDE_OFFSET + 2] = 1;
    replace(COEFFICIENTS, wide);
    assertRefused("coefficients.bin has 1099511627789 values, the specification needs 13");

    byte[] claiming = coefficients.clone();
    claiming[COUNT_OFFSET + 2] = 1;
    replace(COEFFICIENTS, claiming);
    assertRefused("coefficients.bin has 1099511627789 values of a vector of 13");

    replace(COEFFICIENTS, entries().get("updaterState.bin"));
    assertRefused("coefficients.bin has 26 values, the specification needs 13");

    replace(COEFFICIENTS, Arrays.copyOf(coefficients, coefficients.length + 1));
    assertRefused("coefficients.bin goes on after its values");
  }

  @Test
  void anotherFormatOfNumbersIsRefused() throws IOException {
    Path single = directory.resolve("single.zip");
    NetworkSpec spec = SPEC.withDtype(DType.FLOAT32);
    Dl4jModelFile.write(single, spec, Dl4jModelFileTest.trained(spec).model());
    Path model = file;
    file = single;
    byte[] floats = entries().get(COEFFICIENTS);
    file = model;
    replace(COEFFICIENTS, floats);
    assertRefused("coefficients.bin holds FLOAT, the specification needs DOUBLE");
  }

  /** Whatever byte is wrong, the file is read or refused, and nothing else happens. */
  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Map<String, byte[]> entries = entries();
    Random random = new Random(20240229);
    for (int k = 0; k < 60; k++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      readOrRefuse();
      String name = entries.keySet().toArray(String[]::new)[k % entries.size()];
      byte[] content = entries.get(name).clone();
      content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      changed.put(name, content);
      write(changed);
      readOrRefuse();
    }
  }

  private void readOrRefuse() {
    try {
      Dl4jModelFile.read(file, SPEC);
    } catch (ModelFileException refused) {
      assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path nowhere = directory.resolve("absent").resolve("model.zip");
    Dl4jModel model = Dl4jModelFileTest.trained(SPEC).model();
    String message =
        assertThrows(ModelFileException.class, () -> Dl4jModelFile.write(nowhere, SPEC, model))
            .getMessage();

    assertTrue(message.startsWith(nowhere + ": cannot be written: "), message);
  }
}
