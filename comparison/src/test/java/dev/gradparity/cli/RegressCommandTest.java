package dev.gradparity.cli;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.regression.Baseline;
import dev.gradparity.comparison.regression.BaselineCase;
import dev.gradparity.comparison.regression.BaselineReader;
import dev.gradparity.comparison.regression.BaselineWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegressCommandTest {

  private static final String IRIS =
      """
      {"name": "iris", "input": 4,
       "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "softmax"}],
       "loss": "mcxent", "data": {"file": "iris.csv", "batch": 64, "standardize": true}}
      """;

  @TempDir private Path folder;

  private Path spec;
  private Path file;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("iris.json"), IRIS);
    file = folder.resolve("baseline.gz");
  }

  private static Outcome run(Object... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
    try {
      String[] texts = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
      int exitCode = Main.run(texts);
      return new Outcome(
          exitCode,
          newOut.toString(StandardCharsets.UTF_8),
          newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private void save() {
    Outcome saved = run("regress", "--save", file, "--spec", spec, "--steps", 4, "--dtype", "both");
    assertEquals(0, saved.exitCode(), saved::err);
    assertMentions(saved.out(), "tensors of 4 cases", file.toString());
  }

  private Outcome against() {
    return run("regress", "--against", file, "--spec", spec, "--report", folder.resolve("report"));
  }

  private JsonNode report() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(folder.resolve("report/regress.json")));
  }

  private void rewrite(UnaryOperator<Baseline> change) {
    BaselineWriter.write(file, change.apply(BaselineReader.read(file)));
  }

  private static Baseline withFirst(Baseline baseline, UnaryOperator<BaselineCase> change) {
    List<BaselineCase> cases = new ArrayList<>(baseline.cases());
    cases.set(0, change.apply(cases.get(0)));
    return new Baseline(baseline.environment(), baseline.options(), cases);
  }

  private static BaselineCase moved(BaselineCase c, boolean fixed, double factor) {
    TensorName name = TensorName.of(Quantity.D_WEIGHTS, 2);
    UnaryOperator<Observation> move = o -> Samples.altered(o, name, 3, v -> v * factor);
    return new BaselineCase(
        c.network(),
        c.task(),
        c.dtype(),
        c.inputs(),
        fixed ? move.apply(c.fixed()) : c.fixed(),
        fixed ? c.library() : move.apply(c.library()));
  }

  @Test
  void theSameMachineMovesNothing() throws IOException {
    save();

    Outcome outcome = against();

    assertEquals(0, outcome.exitCode(), outcome::err);
    assertMentions(
        outcome.out(), "The environment is the baseline's.", "UNMOVED", "4 cases", "unmoved");
    assertEquals("UNMOVED", report().get("movement").stringValue());
    assertEquals(4, report().get("cases").size());
    assertEquals("", outcome.err());
  }

  @Test
  void aFewUlpsOfTheLibraryPassAndAreListed() throws IOException {
    save();
    rewrite(baseline -> withFirst(baseline, c -> moved(c, false, 1 + 0x1p-52)));

    Outcome outcome = against();

    assertEquals(0, outcome.exitCode(), outcome::out);
    assertMentions(outcome.out(), "WITHIN_BOUNDS", "1 moved within bounds", "dW2 [1, 0]");
    JsonNode move = report().get("cases").get(0).get("moved").get(0);
    assertEquals("dl4j", move.get("subject").stringValue());
    assertEquals("dW2", move.get("name").stringValue());
    assertTrue(move.get("ulps").doubleValue() <= 2);
  }

  @Test
  void aMillionUlpsOfTheLibraryFailAndAreNamed() throws IOException {
    save();
    rewrite(baseline -> withFirst(baseline, c -> moved(c, false, 1 + 0x1p-32)));

    Outcome outcome = against();

    assertEquals(1, outcome.exitCode(), outcome::out);
    assertMentions(
        outcome.out(),
        "OUT_OF_BOUNDS  iris gradient, batch 64, float64: dl4j's dW2 [5, 3]: 1 of 15 elements");
    assertEquals("OUT_OF_BOUNDS", report().get("movement").stringValue());
  }

  @Test
  void oneBitOfFromScratchFails() {
    save();
    rewrite(baseline -> withFirst(baseline, c -> moved(c, true, 1 + 0x1p-52)));

    Outcome outcome = against();

    assertEquals(1, outcome.exitCode(), outcome::out);
    assertMentions(outcome.out(), "from-scratch's dW2 [5, 3]", "must not move by a bit");
  }

  @Test
  void anotherEnvironmentIsShownFirst() {
    save();
    rewrite(
        baseline -> {
          Map<String, String> environment = new LinkedHashMap<>(baseline.environment());
          environment.put("dl4j", "0.9.1");
          return new Baseline(environment, baseline.options(), baseline.cases());
        });

    Outcome outcome = against();

    assertEquals(0, outcome.exitCode(), outcome::err);
    assertTrue(outcome.out().matches("(?s)dl4j +0\\.9\\.1 -> 1\\.0\\.0.*"), outcome::out);
  }

  @Test
  void aCaseThatIsGoneOrStartsFromOtherNumbersFails() throws IOException {
    save();
    Files.writeString(spec, IRIS.replace("\"units\": 5", "\"units\": 6"));

    Outcome outcome = against();

    assertEquals(1, outcome.exitCode(), outcome::out);
    assertMentions(outcome.out(), "MISSING  iris gradient, batch 64, float64");
    assertMentions(outcome.out(), "4 cases are not in the baseline");
  }

  private void refused(String complaint, Object... args) {
    Outcome outcome = run(args);
    assertEquals(2, outcome.exitCode(), outcome::out);
    assertEquals("", outcome.out());
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertMentions(outcome.err(), complaint);
  }

  @Test
  void badUsageIsOneSentence() throws IOException {
    save();
    Path broken = Files.writeString(folder.resolve("broken.gz"), "nothing packed");
    Path report = folder.resolve("report");

    refused("--save=FILE", "regress");
    refused("mutually exclusive", "regress", "--save", file, "--against", file);
    refused("takes --dtype, --steps and --seed", "regress", "--against", file, "--steps", 3);
    refused("give the same networks again", "regress", "--against", file);
    refused("there is no such file", "regress", "--against", folder.resolve("none"));
    refused("is no baseline", "regress", "--against", broken, "--report", report);
    refused("cannot be written", "regress", "--save", folder.resolve("no/where"));
    refused("--report is of --against", "regress", "--save", file, "--report", report);
    refused("--steps must be at least 0", "regress", "--save", file, "--steps", -1);
    assertFalse(Files.exists(report));
  }

  @Test
  void aCaseThatTheLibraryCannotComputeIsNamed() throws IOException {
    String normalised =
        IRIS.replace("{\"units\": 3,", "{\"type\": \"batchnorm\"}, {\"units\": 3,")
            .replace("\"batch\": 64", "\"batch\": 1");
    Files.writeString(spec, normalised);

    refused(
        "iris gradient, batch 1, float64: Deeplearning4j's batch normalisation throws",
        "regress",
        "--save",
        file,
        "--spec",
        spec);
    assertFalse(Files.exists(file));
  }

  @Test
  void optionsThatNoRunHasAreRefused() {
    save();
    rewrite(
        baseline ->
            new Baseline(
                baseline.environment(), Map.of("spec", "x", "steps", "many"), baseline.cases()));

    refused("holds options that no run has", "regress", "--against", file, "--spec", spec);
  }
}
