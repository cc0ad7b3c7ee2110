package dev.gradparity.cli;

import static dev.gradparity.cli.Outcome.run;
import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CliTest {

  private static final String IRIS =
      """
      {"name": "iris", "input": 4,
       "layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "softmax"}],
       "loss": "mcxent", "data": {"file": "iris.csv", "batch": 64, "standardize": true}}
      """;

  @TempDir private Path folder;

  private Path report() {
    return folder.resolve("report");
  }

  private String spec(String json) throws IOException {
    return Files.writeString(folder.resolve("spec.json"), json).toString();
  }

  /** Runs the command line with a report of its own; nothing of it may be left. */
  private String refused(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    if (!all.contains("--report")) {
      all.addAll(List.of("--report", report().toString()));
    }
    Outcome outcome = run(all.toArray(String[]::new));
    outcome.assertRefused();
    assertFalse(Files.exists(report()));
    return outcome.err();
  }

  private static JsonNode parsed(Path report) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(report.resolve("report.json")));
  }

  @Test
  void helpIsAboutTheProgramOrACommand() {
    Outcome program = run("--help");
    Outcome command = run("compare", "--help");

    assertEquals(0, program.exitCode());
    assertMentions(
        program.out(), "Usage: gradparity", "compare", "doctor", "bench", "Exit codes: 0");
    assertEquals(0, command.exitCode());
    assertMentions(
        command.out(), "Usage: gradparity compare", "--spec", "--dtype", "--steps", "--report");
    assertEquals("", program.err() + command.err());
  }

  @Test
  void benchWithoutItsModuleSaysHowToStartIt() {
    Outcome outcome = run("bench", "--quick", "anything");

    assertEquals(3, outcome.exitCode());
    assertEquals("", outcome.out());
    assertMentions(outcome.err(), "gradparity: ", "start it with ./gradparity bench");
  }

  @Test
  void theVersionIsTheBuilds() {
    Outcome outcome = run("--version");

    assertEquals(0, outcome.exitCode());
    assertTrue(outcome.out().matches("gradparity \\d+\\.\\d+\\.\\S+\\R"), outcome::out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--dtype foo| \"foo\" is none of float32, float64, both",
        "--dtype --steps 5| Expected parameter for option '--dtype' but found '--steps'",
        "--steps -1| --steps must be at least 0 and at most 10000, got -1",
        "--steps 10001| --steps must be at least 0 and at most 10000, got 10001",
        "--steps abc| 'abc' is not an int",
        "--steps 1.5| '1.5' is not an int",
        "--steps 99999999999| is not an int",
        "--seed x| 'x' is not a long",
        "--stepz| Unknown option: '--stepz'; did you mean --steps?",
        "--spec --steps 5| Expected parameter for option '--spec' but found '--steps'",
        "compare --steps -1| --steps must be at least 0 and at most 10000, got -1",
        "compare extra| Unmatched argument at index 1: 'extra'",
        "compara| did you mean compare?",
        "docter| did you mean doctor?",
      })
  void badUsageIsOneSentence(String args, String complaint) {
    assertMentions(refused(args.split(" ")), complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--debug --steps abc", "--debug compare --steps abc", "--steps abc --debug"})
  void aStackTraceIsShownOnRequestOnly(String args) {
    Outcome outcome = run(args.split(" "));

    assertEquals(2, outcome.exitCode());
    assertMentions(outcome.err(), "gradparity: Invalid value for option '--steps'");
    if (args.startsWith("--debug")) {
      assertMentions(outcome.err(), "\tat ");
    }
  }

  @Test
  void aMissingSpecIsNamed() {
    String missing = folder.resolve("missing.json").toString();

    assertMentions(refused("--spec", missing), missing + ": there is no such file");
    assertMentions(refused("--spec", folder.toString()), folder + ": cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"input\": 4| \"input\": 5| iris.csv: has 5 columns",
        "\"units\": 3| \"units\": 2| iris.csv, line 102, column 5: the label 2.0 is not a class",
        "iris.csv| other.csv| other.csv: there is no such file",
        "tanh| tahn| layers[0].activation: there is no activation \"tahn\"; did you mean \"tanh\"?",
        "\"units\": 5| \"units\": 2000000000| layers[0].units",
      })
  void aBadSpecIsOneSentence(String part, String replacement, String complaint) throws IOException {
    assertMentions(refused("--spec", spec(IRIS.replace(part, replacement))), complaint);
  }

  @Test
  void whatTheOtherFormatCannotHoldIsNamed() throws IOException {
    String slow =
        IRIS.replace(
            "\"data\"", "\"updater\": {\"name\": \"sgd\", \"learningRate\": 1e-60}, \"data\"");
    assertMentions(
        refused("--spec", spec(slow), "--dtype", "both"),
        "spec.json: updater.learningRate: 1.0E-60 is 0.0 in float32; use another rate");

    Files.writeString(folder.resolve("large.csv"), "1e39,1\n2,0\n");
    String large =
        """
        {"name": "large", "input": 1, "layers": [{"units": 1, "activation": "identity"}],
         "loss": "mse", "data": {"file": "large.csv"}}
        """;
    assertMentions(
        refused("--spec", spec(large), "--dtype", "float32"),
        "spec.json: the number 1.0E39 in the data is not finite in float32; scale the data");
  }

  @Test
  void oneBadSpecAmongGoodOnesStopsBeforeAnythingIsComputed() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{}");

    assertMentions(refused("--spec", spec(IRIS), "--spec", bad.toString()), bad.toString());
  }

  @Test
  void aReportThatCannotBeWrittenStopsBeforeAnythingIsComputed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertMentions(
        refused("--spec", spec(IRIS), "--report", file.toString()),
        file + ": the report cannot be written there");
    assertEquals("mine", Files.readString(file));
  }

  /** Twenty arrays of 16 GB. */
  @Test
  void aNetworkTooLargeForTheMemoryIsNoDefect() throws IOException {
    String wide = "{\"units\": 500000000, \"activation\": \"tanh\"}, ";
    String narrow = "{\"units\": 4, \"activation\": \"tanh\"}, ";
    String large = IRIS.replace("\"layers\": [", "\"layers\": [" + (wide + narrow).repeat(10));

    Outcome outcome = run("--spec", spec(large), "--report", report().toString());

    assertEquals(3, outcome.exitCode(), outcome::err);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertMentions(outcome.err(), "gradparity: ", "memory");
  }

  /** A command of another module. */
  @Command(name = "fails")
  public static final class FailingCommand implements AddedCommand {

    @Override
    public Integer call() {
      throw new StackOverflowError("too deep");
    }
  }

  @Test
  void anErrorOfJavaIsADefectAndNoMismatch() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.writeString(
        services.resolve(AddedCommand.class.getName()), FailingCommand.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] places = {folder.toUri().toURL()};
    Outcome outcome;
    try (URLClassLoader loader = new URLClassLoader(places, getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      outcome = run("fails");
    } finally {
      thread.setContextClassLoader(before);
    }

    assertEquals(4, outcome.exitCode());
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertMentions(outcome.err(), "gradparity: this is a defect of gradparity", "too deep");
  }

  @Test
  void compareIsTheDefaultAndWritesBothReports() throws IOException {
    Outcome outcome = run("--spec", spec(IRIS), "--steps", "5", "--report", report().toString());

    assertEquals(0, outcome.exitCode(), outcome::err);
    assertMentions(
        outcome.out(),
        "iris gradient, batch 64, float64, from-scratch / dl4j",
        "iris 5 steps of sgd, batch 64, float64, from-scratch / dl4j",
        "dW1",
        "MATCH",
        report().toString());
    JsonNode json = parsed(report());
    assertEquals("MATCH", json.get("verdict").stringValue());
    assertEquals(2, json.get("comparisons").size());
    assertTrue(json.get("environment").has("blasVendor"));
    try (Stream<Path> files = Files.list(report())) {
      assertEquals(
          List.of("index.html", "junit.xml", "report.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theCommandLineOverridesTheSpec() throws IOException {
    Outcome outcome =
        run(
            "compare",
            "--dtype",
            "both",
            "--steps",
            "0",
            "--seed",
            "3",
            "--spec",
            spec(IRIS),
            "--report",
            report().toString());

    assertEquals(0, outcome.exitCode(), outcome::err);
    JsonNode comparisons = parsed(report()).get("comparisons");
    assertEquals(2, comparisons.size());
    assertEquals("float64", comparisons.get(0).get("dtype").stringValue());
    assertEquals("float32", comparisons.get(1).get("dtype").stringValue());
  }

  @Test
  void theSameCommandGivesTheSameFingerprints() throws IOException {
    String spec = spec(IRIS);
    List<String> fingerprints = new ArrayList<>();
    for (String seed : new String[] {"1", "1", "2"}) {
      run("--spec", spec, "--steps", "0", "--seed", seed, "--report", report().toString());
      fingerprints.add(parsed(report()).get("comparisons").get(0).get("fingerprint").stringValue());
    }

    assertEquals(fingerprints.get(0), fingerprints.get(1));
    assertFalse(fingerprints.get(0).equals(fingerprints.get(2)));
  }

  /** One ReLU that is off for every example, and right in that: nothing but zeros. */
  @Test
  void aRunThatCanShowNothingFails() throws IOException {
    Files.writeString(folder.resolve("zeros.csv"), "0,0\n0,0\n");
    String zeros =
        """
        {"name": "zeros", "input": 1, "layers": [{"units": 1, "activation": "relu"}],
         "loss": "l2", "data": {"file": "zeros.csv"}}
        """;
    long seed = 0;
    while (new Random(~seed).nextGaussian() > 0) {
      seed++;
    }

    Outcome outcome =
        run(
            "--spec",
            spec(zeros),
            "--steps",
            "0",
            "--seed",
            String.valueOf(seed),
            "--report",
            report().toString());

    assertEquals(1, outcome.exitCode(), outcome::err);
    assertMentions(outcome.out(), "VACUOUS", "elements are zero");
    assertEquals("VACUOUS", parsed(report()).get("verdict").stringValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "dl4j", "blasVendor", "processors"})
  void doctorSaysWhatIsLoaded(String name) {
    Outcome outcome = run("doctor");

    assertEquals(0, outcome.exitCode());
    assertTrue(
        outcome.out().lines().anyMatch(line -> line.matches(name + "\\s+\\S.*")), outcome::out);
  }

  @Test
  void deviationsShowsTheRegisterAndWritesItsPage() throws IOException {
    Path page = folder.resolve("page.md");

    Outcome shown = run("deviations");
    Outcome written = run("deviations", "--page", page.toString());

    assertEquals(0, shown.exitCode(), shown::out);
    assertMentions(shown.out(), "tanh-near-zero", "HOLDS", "deviations hold as registered");
    assertEquals(0, written.exitCode(), written::err);
    assertTrue(Files.readString(page).contains("## nadam-bias"));
    assertEquals(
        2, run("deviations", "--page", folder.resolve("no/page.md").toString()).exitCode());
  }

  @Test
  void fourSubjectsAgreeOnARealTable() throws IOException {
    Outcome outcome =
        run(
            "compare",
            "--spec",
            spec(IRIS),
            "--dtype",
            "float32",
            "--steps",
            "3",
            "--subjects",
            "from-scratch,DL4J,samediff,nd4j",
            "--report",
            report().toString());

    assertEquals(0, outcome.exitCode(), outcome.err());
    assertEquals(12, parsed(report()).get("comparisons").size());
    assertTrue(parsed(report()).get("alone").isEmpty());
    assertTrue(parsed(report()).get("absent").isEmpty());
    assertFalse(outcome.out().contains("Added differentiated op"));
  }

  @Test
  void subjectsAreTwoOrMoreAndNoneOfThemTwice() {
    assertMentions(refused("compare", "--subjects", "dl4j"), "--subjects", "two or more", "[dl4j]");
    assertMentions(refused("compare", "--subjects", "dl4j,dl4j"), "--subjects", "[dl4j, dl4j]");
    assertMentions(refused("compare", "--subjects", "dl4j,samedif"), "\"samedif\"", "samediff");
  }
}
