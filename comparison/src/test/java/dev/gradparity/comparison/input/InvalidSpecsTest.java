package dev.gradparity.comparison.input;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidSpecsTest {

  private static final String FULL = SpecReaderTest.FULL;

  @TempDir private Path folder;

  private String refused(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("bad.json"), content);
    String message = messageOf(() -> SpecReader.read(file));
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  private String refused(String content) throws IOException {
    return refused(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The full specification with one part replaced, which must be in it. */
  private String refusedWith(String part, String replacement) throws IOException {
    assertMentions(FULL, part);
    return refused(FULL.replace(part, replacement));
  }

  @Test
  void aMissingFile() {
    Path missing = folder.resolve("missing.json");

    assertMentions(
        messageOf(() -> SpecReader.read(missing)), missing.toString(), "there is no such file");
  }

  @Test
  void aDirectory() {
    assertMentions(messageOf(() -> SpecReader.read(folder)), folder.toString(), "Is a directory");
  }

  @Test
  void anEmptyFile() throws IOException {
    assertMentions(refused(""), "is empty");
    assertMentions(refused(" \n\t\n"), "is empty");
    assertMentions(refused("\uFEFF"), "is empty");
  }

  @Test
  void notUtf8() throws IOException {
    assertMentions(
        refused(FULL.replace("all of it", "café").getBytes(StandardCharsets.ISO_8859_1)),
        "not UTF-8 text");
    assertMentions(refused(FULL.getBytes(StandardCharsets.UTF_16)), "not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": }| line 1, column 10",
        "{\"name\": 'x'}| line 1, column 10",
        "{\"name\": \"x\"| line 1, column",
        "{\"name\": NaN}| line 1, column",
        "{\"l2\": Infinity}| line 1, column",
        "{\"l2\": -Infinity}| line 1, column",
        "{\"l2\": 01}| line 1, column",
        "{\"l2\": .5}| line 1, column",
        "{\"l2\": 1,}| line 1, column",
        "{name: 1}| line 1, column 2",
        "hello| line 1, column",
        "{} // comment| line 1, column",
      })
  void notJson(String json, String place) throws IOException {
    assertMentions(refused(json), place, "is not JSON");
  }

  @Test
  void notJsonFurtherDown() throws IOException {
    assertMentions(refused("{\n  \"name\": \"x\",\n  \"l2\" 1\n}"), "line 3, column 8");
  }

  @Test
  void textAfterTheEnd() throws IOException {
    assertMentions(refused(FULL + "{}"), "line 10, column 1", "after the end");
    assertMentions(refused(FULL + "x"), "line 10, column", "is not JSON");
  }

  @Test
  void aKeyTwice() throws IOException {
    assertMentions(
        refusedWith("\"seed\": -7", "\"seed\": 1, \"seed\": 2"), "line 9", "Duplicate", "\"seed\"");
  }

  @Test
  void nestedTooDeeply() throws IOException {
    String deep = "[".repeat(5000) + "]".repeat(5000);

    assertMentions(refused(deep), "nesting depth");
    assertMentions(refusedWith("\"adam\"", deep), "nesting depth");
  }

  @Test
  void aNumberOfTooManyDigits() throws IOException {
    assertMentions(refusedWith("0.25", "1".repeat(5000)), "is not JSON");
    assertMentions(refusedWith("0.25", "1".repeat(500)), "updater.learningRate");
    assertMentions(refusedWith("-7", "1".repeat(500)), "seed");
  }

  @ParameterizedTest
  @CsvSource({
    "\"dtype\", \"dtpye\", dtpye, dtype",
    "\"loss\", \"Loss\", Loss, loss",
    "\"activation\": \"softmax\", \"activaton\": \"softmax\", layers[1].activaton, activation",
    "\"beta1\", \"beta\", updater.beta, beta1",
    "\"batch\", \"batchSize\", data.batchSize, batch",
  })
  void anUnknownKey(String key, String replacement, String place, String nearest)
      throws IOException {
    assertMentions(
        refusedWith(key, replacement),
        ": " + place + ": is an unknown key",
        "did you mean \"" + nearest + "\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "relu\", rleu, layers[0].activation, activation, relu",
    "relu_uniform\", relu uniform, layers[0].weightInit, weightInit, relu_uniform",
    "softmax\", soft-max, layers[1].activation, activation, softmax",
    "mcxent\", mcxnet, loss, loss, mcxent",
    "adam\", adm, updater.name, updater, adam",
    "float32\", float 32, dtype, dtype, float32",
    "sum\", summ, reduction, reduction, sum",
  })
  void anUnknownName(String name, String replacement, String place, String kind, String nearest)
      throws IOException {
    assertMentions(
        refusedWith('"' + name, '"' + replacement + '"'),
        ": " + place + ": there is no " + kind + " \"" + replacement + "\"",
        "did you mean \"" + nearest + "\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16| 0| layers[0].units: must be at least 1",
        "16| -3| layers[0].units: must be at least 1",
        "16| 1.5| layers[0].units: must be a whole number",
        "16| 16.0| layers[0].units: must be a whole number",
        "16| 1e3| layers[0].units: must be a whole number",
        "16| 2147483648| layers[0].units: must be a whole number",
        "16| 2147483647| layers[0].units",
        "16| 1000000000| layers[0].units",
        "[2, 2]| []| input",
        "[2, 2]| [1, 1, 1, 2, 2]| input",
        "[2, 2]| [0, 8]| input[0]: must be at least 1",
        "[2, 2]| [2, -2]| input[1]: must be at least 1",
        "[2, 2]| [2, 2.5]| input[1]: must be a whole number",
        "[2, 2]| [2, [2]]| input[1]: must be a whole number",
        "[2, 2]| [100000, 100000]| input",
        "[2, 2]| [65536, 65536, 65536, 65536]| input",
        "[2, 2]| 0| input: must be at least 1",
        "[2, 2]| 4.5| input: must be a whole number",
        "[2, 2]| \"4\"| input: must be a whole number",
        "[2, 2]| null| input: must be a whole number",
        "\"l2\": 0.5| \"l2\": -0.5| l2: must be at least 0",
        "\"l2\": 0.5| \"l2\": 1e999| l2: must be",
        "\"l2\": 0.5| \"l2\": \"0.5\"| l2: must be a number",
        "\"l2\": 0.5| \"l2\": null| l2: must be a number",
        "0.25| 0| updater.learningRate: must be positive",
        "0.25| -1| updater.learningRate: must be positive",
        "0.25| 1e999| updater.learningRate: must be",
        "\"beta1\": 0.5| \"beta1\": 1| updater.beta1: must be at least 0 and below 1",
        "\"beta2\": 0.75| \"beta2\": -0.1| updater.beta2: must be at least 0 and below 1",
        "0.125| 0| updater.epsilon: must be positive",
        "-7| 1.5| seed: must be a whole number",
        "-7| 9223372036854775808| seed: must be a whole number",
        "-7| \"7\"| seed: must be a whole number",
        "10| 0| data.batch: must be at least 1",
        "10| -1| data.batch: must be at least 1",
        "10| 2.5| data.batch: must be a whole number",
        "\"standardize\": true| \"standardize\": 1| data.standardize: must be true or false",
        "\"standardize\": true| \"standardize\": \"true\"| data.standardize: must be true or false",
        "\"all of it\"| 5| name: must be a text",
        "\"all of it\"| null| name: must be a text",
        "\"all of it\"| \"a\\nb\"| name: must not contain control characters",
        "\"all of it\"| \"\\u001b[31m\"| name: must not contain control characters",
        "\"all of it\"| \"\\u0000\"| name: must not contain control characters",
        "\"all of it\"| \"\\ud800\"| name: must not contain",
        "\"float32\"| 32| dtype: must be a text",
        "\"mcxent\"| [\"mcxent\"]| loss: must be a text",
        "\"mcxent\"| {\"clip\": 0.1}| loss.name: is missing; choose one of mse",
        "\"mcxent\"| {\"name\": \"hinje\"}| loss.name: there is no loss \"hinje\"",
        "\"mcxent\"| {\"name\": \"mcxent\", \"weight\": [1]}| loss.weight: is an unknown key",
        "\"mcxent\"| {\"name\": \"mcxent\", \"clip\": 0.5}| loss.clip: must be at least 0 and below 0.5",
        "\"mcxent\"| {\"name\": \"mse\", \"clip\": 0.1}| loss.clip: the loss mse does not clip",
        "\"mcxent\"| {\"name\": \"hinge\", \"weights\": [1]}| loss.weights: the loss hinge has no weights",
        "\"mcxent\"| {\"name\": \"mse\", \"weights\": [1, -1]}| loss.weights[1]: must be at least 0",
        "\"mcxent\"| {\"name\": \"mse\", \"weights\": [1]}| loss.weights: one for each of the 3 outputs",
        "\"mcxent\"| {\"name\": \"mse\", \"weights\": [1, 1e-60, 1]}| loss.weights[1]: 1.0E-60 is 0.0 in float32",
        "\"mcxent\"| \"multi-label\"| did you mean \"multi_label\"",
        "\"softmax\"| \"sigmoid\"| layers[1].activation: the loss mcxent reads probabilities",
        "\"iris.csv\"| 7| data.file: must be a text",
        "\"iris.csv\"| \"\\u0000\"| data.file",
        "\"iris.csv\"| \"a\\nb.csv\"| there is no such file",
      })
  void aValueThatDoesNotFit(String part, String replacement, String complaint) throws IOException {
    String json = FULL.replace(part, replacement);
    Path file = Files.writeString(folder.resolve("bad.json"), json);

    assertMentions(messageOf(() -> SpecReader.read(file)), complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "input, give the number of features",
    "layers, list at least one layer",
    "loss, choose one of mse",
    "data, name a table",
  })
  void aMissingKey(String key, String remedy) throws IOException {
    String other = key.equals("data") ? "seed2" : key + "2";
    String without = FULL.replace("\"" + key + "\": ", "\"" + other + "\": ");
    assertMentions(refused(without), "unknown key");

    assertMentions(refused("{}"), "is missing; ");
    assertMentions(
        refused(InvalidSpecsFuzzTest.without(FULL, key)), ": " + key + ": is missing; " + remedy);
  }

  @Test
  void aMissingKeyFurtherDown() throws IOException {
    assertMentions(
        refusedWith("\"units\": 16, ", ""), ": layers[0].units: is missing; give the layer's");
    assertMentions(
        refusedWith("\"activation\": \"softmax\", ", ""), ": layers[1].activation: is missing; ");
    assertMentions(refusedWith("\"file\": \"iris.csv\", ", ""), ": data.file: is missing; ");
    assertMentions(refusedWith("\"name\": \"adam\", ", ""), ": updater.name: is missing; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true", "1e999"})
  void anythingButAnObject(String json) throws IOException {
    assertMentions(refused(json), "must be an object");
  }

  @Test
  void noLayers() throws IOException {
    String layers = FULL.substring(FULL.indexOf("[{"), FULL.indexOf("}],") + 2);

    assertMentions(refused(FULL.replace(layers, "[]")), ": layers: a network needs at least one");
    assertMentions(refused(FULL.replace(layers, "{}")), ": layers: must be a list of layers");
    assertMentions(refused(FULL.replace(layers, "null")), ": layers: must be a list of layers");
    assertMentions(refused(FULL.replace(layers, "[null]")), ": layers[0]: must be an object");
    assertMentions(refused(FULL.replace(layers, "[[]]")), ": layers[0]: must be an object");
  }

  @Test
  void aKeyOfAnotherUpdater() throws IOException {
    assertMentions(
        refusedWith("\"adam\"", "\"sgd\""), ": updater.beta1: is an unknown key", "learningRate");
    assertMentions(
        refusedWith("\"beta1\"", "\"momentum\""), ": updater.momentum: is an unknown key");
  }

  @Test
  void valuesAreQuotedInPart() throws IOException {
    assertMentions(refusedWith("\"mcxent\"", "\"" + "m".repeat(5000) + "\""), "loss: ", "...");
    assertMentions(refusedWith("16", "[" + "1,".repeat(5000) + "1]"), "units: ", "...");
    assertMentions(refusedWith("\"loss\"", "\"" + "l".repeat(5000) + "\""), "...");
    assertMentions(refusedWith("\"loss\"", "\"lo\\nss\""), "lo\\nss");
  }

  @Test
  void whatIsWrongWithTheTable() throws IOException {
    Files.writeString(folder.resolve("own.csv"), "1,2,3,4,0\n1,2,oops,4,0\n");
    Files.createDirectory(folder.resolve("folder"));

    for (String[] pair :
        new String[][] {
          {"missing.csv", "missing.csv: there is no such file"},
          {"own.csv", "own.csv, line 2, column 3: \"oops\" is not a number"},
          {"folder", "folder: cannot be read"},
          {"", "Is a directory"},
        }) {
      Path file = Files.writeString(folder.resolve("bad.json"), FULL.replace("iris.csv", pair[0]));
      assertMentions(messageOf(() -> SpecReader.read(file)), pair[1]);
    }
  }
}
