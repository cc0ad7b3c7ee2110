package dev.gradparity.cli;

import static dev.gradparity.cli.Outcome.run;
import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepCommandTest {

  @TempDir private Path folder;

  @Test
  void twentyNetworksAreJudgedInProcessesOfTheirOwn() throws IOException {
    Outcome outcome = run("sweep", "--count", "20", "--seed", "11", "--report", folder.toString());

    JsonNode report =
        JsonMapper.builder().build().readTree(Files.readString(folder.resolve("sweep.json")));
    assertEquals(20, report.get("judged").intValue());
    assertFalse(report.get("verdicts").has("CRASHED"), outcome::out);
    assertEquals(report.get("failures").isEmpty() ? 0 : 1, outcome.exitCode(), outcome::err);
    assertEquals("", outcome.err());
    assertMentions(
        outcome.out(), "Networks with each choice", "20 networks of seed 11", "the report is in");
    assertEquals("1.0.0-M2.1", report.get("environment").get("dl4j").stringValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed 1| --count says how many networks",
        "--count 0| --count must be at least 1, got 0",
        "--count 1 --dtype foo| \"foo\" is none of float32, float64, both",
        "--resume nowhere --report here| leave --report out",
        "--resume nowhere| nowhere: holds no journal.jsonl to resume from",
      })
  void wrongUsageIsRefused(String options, String complaint) {
    Outcome outcome = run(("sweep " + options).split(" "));

    assertEquals(2, outcome.exitCode());
    assertEquals("", outcome.out());
    assertMentions(outcome.err(), complaint);
    assertEquals(1, outcome.err().lines().count());
  }
}
