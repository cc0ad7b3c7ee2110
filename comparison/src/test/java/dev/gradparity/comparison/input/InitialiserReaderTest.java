package dev.gradparity.comparison.input;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitialiserReaderTest {

  @TempDir private Path folder;

  static Stream<Initialiser> initialisers() {
    return Stream.concat(Stream.of(WeightInit.values()), Distribution.examples().stream());
  }

  private NetworkSpec read(String text) throws IOException {
    return SpecReader.readNetwork(Files.writeString(folder.resolve("spec.json"), text));
  }

  private static String spec(String weightInit) {
    return """
        {"input": 2, "loss": "mse",
         "layers": [{"units": 2, "activation": "identity", "weightInit": %s}]}"""
        .formatted(weightInit);
  }

  @ParameterizedTest
  @MethodSource("initialisers")
  void whatIsWrittenIsRead(Initialiser initialiser) throws IOException {
    NetworkSpec plain = read(spec("\"xavier\""));
    NetworkSpec spec =
        plain.withLayers(
            List.of(
                new LayerSpec(
                    2, plain.layer(1).activation(), initialiser, plain.layer(1).settings())));

    assertEquals(spec, read(SpecWriter.text(spec)));
  }

  @Test
  void aDistributionHasParameters() throws IOException {
    NetworkSpec spec =
        read(spec("{\"distribution\": \"Binomial\", \"trials\": 3, \"probability\": 1}"));

    assertEquals(new Distribution.Binomial(3, 1), spec.layer(1).weightInit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"distribution\": \"norml\"}| weightInit.distribution: there is no distribution \"norml\"",
        "{\"distribution\": \"norml\"}| did you mean \"normal\"?",
        "{\"mean\": 1}| weightInit.distribution: is missing; choose one of normal",
        "{\"distribution\": \"normal\", \"mean\": 0}| std: is missing; the distribution normal needs it",
        "{\"distribution\": \"normal\", \"mean\": 0, \"sd\": 1}| weightInit.sd: is an unknown key",
        "{\"distribution\": \"normal\", \"mean\": 0, \"std\": 0}| weightInit.std: must be positive",
        "{\"distribution\": \"uniform\", \"lower\": 1, \"upper\": 1}| lower: must be below upper",
        "{\"distribution\": \"binomial\", \"trials\": 0, \"probability\": 0}| trials: must be at least 1",
        "{\"distribution\": \"binomial\", \"trials\": 1, \"probability\": 2}| must be from 0 to 1",
        "{\"distribution\": \"orthogonal\", \"gain\": 0}| weightInit.gain: must be positive",
        "\"distribution\"| there is no weightInit \"distribution\"",
      })
  void whatIsWrongIsNamed(String weightInit, String complaint) {
    assertMentions(messageOf(() -> read(spec(weightInit))), "layers[0].", complaint);
  }
}
