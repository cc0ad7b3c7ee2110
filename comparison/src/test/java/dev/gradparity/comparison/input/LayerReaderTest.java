package dev.gradparity.comparison.input;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerReaderTest {

  @TempDir Path folder;

  /** Three inputs, a dense layer of five, the test's, and a dense layer of one. */
  private Path file(String layer) throws IOException {
    String json =
        """
        {"input": 3, "loss": "mse", "l2": 0.5, "gradientNormalization": "clipl2perlayer", "layers": [
          {"type": "Dense", "units": 5, "activation": "tanh"},
          %s
          {"units": 1, "activation": "identity"}]}
        """
            .formatted(layer);
    return Files.writeString(folder.resolve("some.json"), json);
  }

  private LayerSpec read(String layer) throws IOException {
    NetworkSpec spec = SpecReader.readNetwork(file(layer + ","));
    Path written = Files.writeString(folder.resolve("again.json"), SpecWriter.text(spec));
    assertEquals(spec, SpecReader.readNetwork(written));
    return spec.layer(2);
  }

  /** It has nothing that the network's settings could be about. */
  @Test
  void activationLayerIsAsWideAsTheLayerBelow() throws IOException {
    LayerSpec layer =
        read("{\"type\": \"activation\", \"activation\": {\"name\": \"elu\", \"alpha\": 2}}");

    assertEquals(new LayerForm.Activation(), layer.form());
    assertEquals(5, layer.units());
    assertEquals(new ActivationSpec(ActivationKind.ELU, Map.of("alpha", 2.0)), layer.activation());
    assertEquals(LayerSettings.DEFAULT, layer.settings());
  }

  @Test
  void aDenseLayerMayBeNormalised() throws IOException {
    String layer = "{\"units\": 4, \"activation\": \"tanh\", \"hasLayerNorm\": %s}";

    assertEquals(new LayerForm.Dense(1, true), read(layer.formatted("true")).form());
    assertEquals(LayerForm.Dense.PLAIN, read(layer.formatted("false")).form());
  }

  /** Of the network's settings constraints alone are none of its; its slopes start at zero. */
  @Test
  void aRectifierHasSlopesOfAllInputsOrOne() throws IOException {
    LayerSpec plain = read("{\"type\": \"prelu\"}");
    assertEquals(LayerForm.PRelu.PLAIN, plain.form());
    assertEquals(5, plain.units());
    assertEquals(WeightInit.ZERO, plain.weightInit());
    assertEquals(
        GradientNormalisation.Kind.CLIP_L2_PER_LAYER, plain.settings().normalisation().kind());

    LayerSpec shared =
        read(
            "{\"type\": \"PReLU\", \"sharedAxes\": [1],"
                + " \"weightInit\": {\"distribution\": \"constant\", \"value\": 0.25}}");
    assertEquals(LayerForm.PRelu.SHARED, shared.form());
    assertEquals(new Distribution.Constant(0.25), shared.weightInit());
  }

  @Test
  void anElementwiseMultiplicationIsAsWideAsTheLayerBelow() throws IOException {
    LayerSpec layer =
        read("{\"type\": \"elementwise\", \"activation\": \"tanh\", \"frozen\": true}");
    assertEquals(new LayerForm.ElementwiseMultiplication(), layer.form());
    assertEquals(5, layer.units());
    assertEquals(WeightInit.XAVIER, layer.weightInit());
    assertTrue(layer.settings().frozen());
  }

  /** No axis of weights that are a row is one that the library has constraints for. */
  @Test
  void theNetworksConstraintsAreNoneOfWeightsThatAreARow() throws IOException {
    String json =
        """
        {"input": 3, "loss": "mse", "constraints": [{"name": "maxnorm"}], "layers": [
          {"type": "prelu"}, {"type": "elementwise", "activation": "tanh"},
          {"units": 1, "activation": "identity"}]}
        """;
    NetworkSpec spec =
        SpecReader.readNetwork(Files.writeString(folder.resolve("constrained.json"), json));
    assertEquals(List.of(), spec.layer(1).settings().constraints());
    assertEquals(List.of(), spec.layer(2).settings().constraints());
    assertEquals(1, spec.layer(3).settings().constraints().size());
  }

  @Test
  void firstLayerIsAsWideAsAnExample() throws IOException {
    String json =
        """
        {"input": [2, 3], "loss": "mse", "layers": [
          {"type": "activation", "activation": "tanh"}, {"units": 1, "activation": "identity"}]}
        """;
    Path file = Files.writeString(folder.resolve("first.json"), json);
    assertEquals(6, SpecReader.readNetwork(file).layer(1).units());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'activaton', 'activation': 'tanh'},"
            + "| layers[1].type: there is no layer type \"activaton\"; did you mean \"activation\"?",
        "{'type': 'activation', 'units': 5, 'activation': 'tanh'},"
            + "| layers[1].units: is an unknown key",
        "{'units': 4, 'activation': 'tanh', 'hasLayerNorm': 1},"
            + "| layers[1].hasLayerNorm: must be true or false",
        "{'type': 'activation', 'activation': 'tanh', 'hasLayerNorm': true},"
            + "| layers[1].hasLayerNorm: is an unknown key",
        "{'type': 'activation'},| layers[1].activation: is missing",
        "{'type': 'prelu', 'activation': 'tanh'},| layers[1].activation: is an unknown key",
        "{'type': 'prelu', 'constraints': []},| layers[1].constraints: is an unknown key",
        "{'type': 'prelu', 'weightInit': 'xavier'},"
            + "| layers[1].weightInit: a slope has no fans; use zero, ones or a distribution",
        "{'type': 'prelu', 'sharedAxes': [2]},"
            + "| layers[1].sharedAxes: must be [1], the one axis of a row",
        "{'type': 'prelu', 'sharedAxes': 1},| layers[1].sharedAxes: must be a list of axes",
        "{'type': 'elementwise'},| layers[1].activation: is missing",
        "{'type': 'elementwise', 'activation': 'tanh', 'hasBias': false},"
            + "| layers[1].hasBias: is an unknown key",
        "{'type': 5, 'units': 5, 'activation': 'tanh'},| layers[1].type: must be a text in quotes",
      })
  void whatIsWrongIsNamedWithItsPlace(String layer, String message) throws IOException {
    Path file = file(layer.replace('\'', '"'));
    assertMentions(messageOf(() -> SpecReader.readNetwork(file)), message.strip());
  }

  @Test
  void activationLayerCannotBeTheLast() throws IOException {
    String json =
        """
        {"input": 3, "loss": "mse", "layers": [
          {"units": 1, "activation": "identity"}, {"type": "activation", "activation": "tanh"}]}
        """;
    Path file = Files.writeString(folder.resolve("last.json"), json);
    assertMentions(
        messageOf(() -> SpecReader.readNetwork(file)),
        "layers[1].type: the last layer has the network's loss, which one of type activation cannot"
            + " have");
  }
}
