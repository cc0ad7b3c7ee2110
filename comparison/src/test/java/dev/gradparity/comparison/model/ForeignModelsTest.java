package dev.gradparity.comparison.model;

import static dev.gradparity.comparison.model.ModelFiles.COEFFICIENTS;
import static dev.gradparity.comparison.model.ModelFiles.CONFIGURATION;
import static dev.gradparity.comparison.model.ModelFiles.configured;
import static dev.gradparity.comparison.model.ModelFiles.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradparity.comparison.InvalidInputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that hold something else, by accident or not: one sentence, and little memory. */
class ForeignModelsTest {

  private static final byte[] MODEL = ModelFiles.saved(ModelFiles.network());

  /** All that is ever allocated, whether or not it is still in use. */
  private static final long MOST_ALLOCATED_BYTES = 96 << 20;

  @TempDir private Path folder;

  /** What a file would like to have loaded. */
  static final class Gadget {

    static {
      System.setProperty("gradparity.gadget", "loaded");
    }

    private Gadget() {}
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = ModelFiles.write(folder, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    String message =
        assertThrows(InvalidInputException.class, () -> ModelFile.read(file)).getMessage();

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    ModelFiles.assertOneSentence(file, message);
    assertTrue(allocated < MOST_ALLOCATED_BYTES, () -> allocated + " bytes: " + message);
    return message;
  }

  private void assertRefused(byte[] bytes, String complaint) throws IOException {
    String message = refusal(bytes);
    assertTrue(message.contains(complaint), message);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"idropout\" : null| \"idropout\" : {\"@class\" : \"x\"}|"
            + " layer 1 (DenseLayer): idropout is the dropout x, which no spec has; use one of Dr",
        "\"weightNoise\" : null| \"weightNoise\" : {}|"
            + " layer 1 (DenseLayer): weightNoise is noise on weights",
        "\"hasLayerNorm\" : false| \"hasLayerNorm\" : true|"
            + " coefficients.bin has 43 values, the specification needs 48",
        "layers.DenseLayer| layers.ConvolutionLayer|"
            + " layer 1 (ConvolutionLayer): is of a kind that no spec has; port a model of",
        "layers.DenseLayer| layers.LSTM| layer 1 (LSTM): is of a kind",
        "layers.OutputLayer| layers.DenseLayer|"
            + " layer 2 (DenseLayer): has the setting \"lossFn\", which no spec has",
        "layers.DenseLayer| layers.OutputLayer|"
            + " layer 1 (OutputLayer): is not the last one, and has a loss; end the network",
        "impl.ActivationReLU| impl.ActivationPReLU|"
            + " layer 1 (DenseLayer): activationFn is the activation ActivationPReLU",
        "impl.LossMCXENT| impl.LossFMeasure| lossFn is the loss LossFMeasure, which no spec has",
        "config.Adam| config.AdaWhat| layer 1 (DenseLayer): iupdater is the updater AdaWhat",
        "\"nout\" : 5| \"nout\" : 6| layer 2 (OutputLayer): nin does not fit what comes before",
        "\"nout\" : 5| \"nout\" : 0| layer 1: has a value that no spec has",
        "\"nout\" : 5| \"nout\" : 1.5| layer 1 (DenseLayer): nout must be a whole number",
        "\"nout\" : 5| \"nout\" : 1e999999999| layer 1 (DenseLayer): nout must be a finite number",
        "\"nout\" : 5| \"nout\" : 99999999999| layer 1 (DenseLayer): nout must be a whole number",
        "\"nin\" : 4| \"nin\" : 2147483647| describes no network",
        "\"nin\" : 4| \"nin\" : 20000000| has 100000023 parameters, more than the 33554432",
        "\"nin\" : 4| \"nin\" : 6000000| would inflate like a zip bomb",
        "\"nin\" : 4| \"nin\" : 3| coefficients.bin has 43 values, the specification needs 38",
        "\"nin\" : 4| \"nin\" : -4| nin does not fit",
        "\"learningRate\" : 0.05| \"learningRate\" : \"NaN\"|"
            + " layer 1 (DenseLayer): iupdater.learningRate must be a finite number",
        "\"learningRate\" : 0.05| \"learningRate\" : -1e400|"
            + " layer 1 (DenseLayer): iupdater.learningRate must be a finite number",
        "\"beta1\" : 0.9,| \"beta1\" : 2,| layer 1: has a value that no spec has (beta1",
        "\"l2\" : {| \"l3\" : 1, \"l2\" : {| regularization[0] has the setting \"l3\"",
        "\"dataType\" : \"DOUBLE\"| \"dataType\" : \"HALF\"| dataType is neither FLOAT nor DOUBLE",
        "\"dataType\" : \"DOUBLE\"| \"dataType\" : \"FLOAT\"|"
            + " coefficients.bin holds DOUBLE, the specification needs FLOAT",
        "\"minimize\" : true| \"minimize\" : false| confs[0].minimize is false",
        "\"backpropType\" : \"Standard\"| \"backpropType\" : \"TruncatedBPTT\"| backpropType",
        "STOCHASTIC_GRADIENT_DESCENT| LBFGS| optimizationAlgo is none that a spec has",
        "\"inputPreProcessors\" : { }| \"inputPreProcessors\" : {\"0\" : {\"@class\" : \"a.B\"}}|"
            + " inputPreProcessors.0 is a B, which no spec has",
        "\"inputPreProcessors\" : { }| \"inputPreProcessors\" : {\"1\" : {}}| the setting \"1\"",
        "\"confs\" :| \"vertices\" : {}, \"confs\" :| is a ComputationGraph's; port a Multi",
        "\"confs\" :| \"confs\" : [], \"confs2\" :| the setting \"confs2\", which no spec has",
        "\"epochCount\" :| \"mystery\" : 1, \"epochCount\" :| has the setting \"mystery\"",
        "\"epochCount\" :| \"epochCount\" : 1, \"epochCount\" :| no JSON, or says something twice",
      })
  void whatNoSpecificationSaysIsRefusedByLayerSettingAndRemedy(
      String old, String other, String complaint) throws IOException {
    assertRefused(configured(MODEL, old, other), complaint);
  }

  /** Its running statistics are of another kind then, which numbers alone do not show. */
  @Test
  void aBatchNormalisationThatKeepsLogarithmsIsRefused() throws IOException {
    for (boolean isTold : new boolean[] {true, false}) {
      MultiLayerNetwork network = ModelFiles.normalised(isTold);
      String message = refusal(ModelFiles.saved(network));

      assertTrue(message.contains("layer 2 (BatchNormalization): useLogStd is not f"), message);
      assertTrue(message.contains("; build the layer with useLogStd(false)"), message);
    }
  }

  static List<String> places() {
    return List.of(
        "org.deeplearning4j.nn.conf.layers.DenseLayer",
        "org.nd4j.linalg.activations.impl.ActivationReLU",
        "org.nd4j.linalg.learning.config.Adam",
        "org.nd4j.linalg.learning.regularization.L2Regularization",
        "org.nd4j.linalg.schedule.FixedSchedule",
        "org.nd4j.linalg.lossfunctions.impl.LossMCXENT");
  }

  @ParameterizedTest
  @MethodSource("places")
  void aClassOfTheFilesOwnIsNamedAndNeverLoaded(String place) throws IOException {
    for (String gadget :
        new String[] {
          Gadget.class.getName(),
          "com.sun.rowset.JdbcRowSetImpl",
          "javax.swing.JEditorPane",
          place + "/../Gadget",
          place.substring(0, place.lastIndexOf('.')) + ".$" + "x".repeat(5000)
        }) {
      String message = refusal(configured(MODEL, place, gadget));

      assertTrue(message.length() < 800, message);
    }
    assertFalse(System.getProperties().containsKey("gradparity.gadget"));
  }

  @Test
  void classesThatHaveNoSayAreNotLookedAt() throws IOException {
    byte[] bytes =
        configured(MODEL, "org.deeplearning4j.nn.weights.WeightInitXavier", Gadget.class.getName());

    assertEquals(2, ModelFile.read(ModelFiles.write(folder, bytes)).spec().depth());
    assertFalse(System.getProperties().containsKey("gradparity.gadget"));
  }

  @Test
  void configurationsThatAreNoneAreRefused() throws IOException {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("", "is no JSON object");
    bad.put("{\"confs\" : ", "no JSON");
    bad.put("{} {}", "no JSON");
    bad.put("{}", "has no layers in \"confs\"");
    bad.put("[]", "is no JSON object");
    bad.put("null", "is no JSON object");
    bad.put("{\"confs\" : 3}", "confs must be a list, got 3");
    bad.put("{\"confs\" : [3]}", "confs[0] must be an object, got 3");
    bad.put("{\"confs\" : [{}]}", "layer 1: does not say which class it is");
    bad.put("{\"confs\" : [{\"layer\" : {\"dense\" : {}}}]}", "does not say which class it is");
    bad.put("[".repeat(100_000), "nested more than 64 levels deep");
    bad.put("{\"a\" : ".repeat(100_000), "nested more than 64 levels deep");
    bad.put("{\"confs\" : [" + "0,".repeat(4_000_000) + "0]}", "larger than any network's");
    bad.put("{\"seed\" : " + "9".repeat(2000) + "}", "larger than any network's");
    bad.put(" ".repeat((16 << 20) + 1), "more than the 16777216 bytes");
    for (Map.Entry<String, String> json : bad.entrySet()) {
      assertRefused(with(MODEL, CONFIGURATION, old -> utf8(json.getKey())), json.getValue());
    }
    assertRefused(with(MODEL, CONFIGURATION, old -> new byte[] {'{', (byte) 0xff, '}'}), "no JSON");
  }

  @Test
  void bombsAreRefusedBeforeThereIsRoomForThem() throws IOException {
    byte[] zeros = new byte[40 << 20];
    assertRefused(
        with(MODEL, CONFIGURATION, old -> zeros), "more than the 16777216 bytes that are read");
    assertRefused(with(MODEL, COEFFICIENTS, old -> zeros), "coefficients.bin");
  }

  @Test
  void arraysThatAreNoneAreRefused() throws IOException {
    byte[] whole = ModelFiles.entries(MODEL).get(COEFFICIENTS);
    for (int length = 0; length < whole.length; length += 23) {
      int end = length;
      assertRefused(
          with(MODEL, COEFFICIENTS, old -> Arrays.copyOf(old, end)),
          "coefficients.bin ends too early");
    }
    assertRefused(
        with(MODEL, COEFFICIENTS, old -> Arrays.copyOf(old, old.length + 1)),
        "goes on after its values");
    byte[] diverged = whole.clone();
    // NaN, in the last element.
    diverged[whole.length - 8] = 0x7f;
    diverged[whole.length - 7] = (byte) 0xf8;
    assertRefused(
        with(MODEL, COEFFICIENTS, old -> diverged), "layer 2: b holds NaN; give a model whose");
  }

  @Test
  void zipsThatAreNoModelAreRefused() throws IOException {
    for (String name :
        new String[] {"../../etc/passwd", "/etc/passwd", "a\\..\\b", "objects/../x", "x.class"}) {
      Map<String, byte[]> entries = ModelFiles.entries(MODEL);
      entries.put(name, new byte[1]);
      assertRefused(ModelFiles.zip(entries), "which is no part of a model");
    }
    for (String name : new String[] {CONFIGURATION, COEFFICIENTS}) {
      Map<String, byte[]> entries = ModelFiles.entries(MODEL);
      entries.remove(name);
      assertRefused(ModelFiles.zip(entries), "it has no entry " + name);
    }
    Map<String, byte[]> many = ModelFiles.entries(MODEL);
    for (int k = 0; k < 1001; k++) {
      many.put("objects/" + k, new byte[0]);
    }
    assertRefused(ModelFiles.zip(many), "entries, more than a model has");
    Map<String, byte[]> twice = ModelFiles.entries(MODEL);
    twice.put("coefficientz.bin", new byte[1]);
    byte[] zip = ModelFiles.zip(twice);
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    byte[] renamed =
        text.replace("coefficientz", "coefficients").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(renamed, "has the entry coefficients.bin twice");
  }

  @Test
  void whatIsNeitherZipNorJsonIsRefused() throws IOException {
    assertRefused(new byte[0], "is empty");
    assertRefused(utf8("no model"), "is neither a zip of ModelSerializer nor a configuration");
    assertRefused(utf8("PK"), "cannot be read as a Deeplearning4j model");
    assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "is neither a zip");
    assertRefused(utf8("  {\"confs\" : "), "no JSON");
    assertRefused(new byte[(16 << 20) + 2], "is neither a zip");
    byte[] spaces = utf8(" ".repeat(16 << 20) + "{}");
    assertRefused(spaces, "more than the 16777216 of a configuration");
    for (Path path : new Path[] {folder, folder.resolve("absent")}) {
      String message =
          assertThrows(InvalidInputException.class, () -> ModelFile.read(path)).getMessage();
      ModelFiles.assertOneSentence(path, message);
    }
  }

  /** Whatever is wrong, the file is read or refused, and nothing else happens. */
  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    List<byte[]> damaged = new ArrayList<>();
    for (int length = 0; length < MODEL.length; length += 41) {
      damaged.add(Arrays.copyOf(MODEL, length));
    }
    Random random = new Random(20240229);
    for (int k = 0; k < 200; k++) {
      byte[] bytes = MODEL.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      damaged.add(bytes);
      String entry = k % 2 == 0 ? CONFIGURATION : COEFFICIENTS;
      damaged.add(
          with(
              MODEL,
              entry,
              content -> {
                byte[] changed = content.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                return changed;
              }));
    }
    int refused = 0;
    for (byte[] bytes : damaged) {
      Path file = ModelFiles.write(folder, bytes);
      try {
        ModelFile.read(file);
      } catch (InvalidInputException e) {
        ModelFiles.assertOneSentence(file, e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > damaged.size() / 2, refused + " of " + damaged.size());
  }

  @Test
  void aConfigurationAloneIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("conf.json"), ModelFiles.configuration().toJson());
    ModelFile model = ModelFile.read(file);

    assertEquals("conf", model.spec().name());
    assertTrue(model.parameters().isEmpty());
  }

  @Test
  void aNormalizerIsLeftOutAndSaidToBe() throws IOException {
    Map<String, byte[]> entries = ModelFiles.entries(MODEL);
    entries.put("normalizer.bin", new byte[] {1});
    ModelFile model = ModelFile.read(ModelFiles.write(folder, ModelFiles.zip(entries)));

    assertTrue(model.hints().get(0).contains("has a normalizer as well"), model.hints()::toString);
  }
}
