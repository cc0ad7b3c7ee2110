package dev.gradparity.cli;

import static dev.gradparity.cli.Outcome.run;
import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code compare --case} runs. */
class CaseChoiceTest {

  @TempDir private Path folder;

  private JsonNode comparisonsOf(String... args) throws IOException {
    Outcome outcome = run(args);
    assertEquals(0, outcome.exitCode(), outcome::err);
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(folder.resolve("report.json")))
        .get("comparisons");
  }

  @Test
  void theNamedCaseRunsAndNoOther() throws IOException {
    JsonNode comparisons =
        comparisonsOf(
            "--dtype",
            "float64",
            "--case",
            "iris 4-3 gradient, batch 1",
            "--report",
            folder.toString());

    assertEquals(1, comparisons.size());
    assertEquals("iris 4-3 gradient, batch 1", comparisons.get(0).get("case").asString());
  }

  @Test
  void everySubjectPairComputesIt() throws IOException {
    JsonNode comparisons =
        comparisonsOf(
            "--dtype",
            "float64",
            "--subjects",
            "from-scratch,dl4j,nd4j",
            "--case",
            "iris 4-3 gradient, batch 1",
            "--report",
            folder.toString());

    assertEquals(3, comparisons.size());
    assertEquals(
        3,
        StreamSupport.stream(comparisons.spliterator(), false)
            .map(pair -> pair.get("left").asString() + pair.get("right").asString())
            .distinct()
            .count());
  }

  /** Beside paper and from-scratch alone, nobody has to be named. */
  @Test
  void theCommandThatMakesAComparisonAgainNamesItsSubjects() throws IOException {
    JsonNode comparisons =
        comparisonsOf(
            "--dtype",
            "float64",
            "--subjects",
            "from-scratch,nd4j",
            "--case",
            "S12 affine worked numbers",
            "--report",
            folder.toString());

    assertEquals(3, comparisons.size());
    String page = Files.readString(folder.resolve("index.html"));
    assertEquals(2, page.split("--subjects from-scratch,nd4j --case", -1).length - 1);
  }

  @Test
  void aCaseThatIsNotThereIsRefusedWithTheNearest() {
    Outcome outcome =
        run("--case", "iris 4-3 gradient, batch 2", "--report", folder.resolve("r").toString());

    outcome.assertRefused();
    assertMentions(
        outcome.err(),
        "--case: there is no case \"iris 4-3 gradient, batch 2\"; did you mean",
        "iris 4-3 gradient, batch 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--spec iris.json",
        "--steps 3",
        "--seed 1",
        "--dtype float32",
        "--case x",
        "--subjects dl4j,nd4j",
        "--tensors"
      })
  void theSurfaceRefusesWhatItWouldNotHeed(String option) {
    Outcome outcome = run(("compare --surface " + option).split(" "));

    outcome.assertRefused();
    assertMentions(outcome.err(), "--surface", option.replaceAll(" .*", ""));
  }

  @Test
  void aPageThatCannotBeWrittenIsRefusedBeforeTheSurfaceIsJudged() {
    Path report = folder.resolve("report");
    Path page = folder.resolve("no/where.md");
    Outcome outcome =
        run("compare", "--surface", "--page", page.toString(), "--report", report.toString());

    outcome.assertRefused();
    assertMentions(outcome.err(), page + ": cannot be written");
    assertFalse(Files.exists(report));
  }
}
