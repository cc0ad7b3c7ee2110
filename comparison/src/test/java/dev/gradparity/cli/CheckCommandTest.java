package dev.gradparity.cli;

import static dev.gradparity.cli.Outcome.run;
import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.claims.ClaimedSample;
import dev.gradparity.comparison.npz.NpyArray;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {

  @TempDir private Path folder;
  private Path spec;

  @BeforeEach
  void aSpecWithoutData() throws IOException {
    spec = Files.writeString(folder.resolve("spec.json"), ClaimedSample.SPEC);
  }

  private Outcome check(Path arrays, String against) {
    return run(
        "check",
        "--spec",
        spec.toString(),
        "--arrays",
        arrays.toString(),
        "--against",
        against,
        "--report",
        folder.resolve("report").toString());
  }

  private Outcome check(Map<String, NpyArray> arrays, String against) throws IOException {
    return check(ClaimedSample.write(folder, arrays), against);
  }

  private JsonNode report() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(folder.resolve("report").resolve("report.json")));
  }

  private static Map<String, NpyArray> withOneWrongElement(String name) {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    NpyArray array = arrays.get(name);
    double[] values = array.values().clone();
    values[7] *= 1 + 1e-9;
    arrays.put(name, new NpyArray(DType.FLOAT64, array.shape(), values));
    return arrays;
  }

  @Test
  void rightArraysEndWithZero() throws IOException {
    Outcome outcome = check(ClaimedSample.pass(), "both");

    assertEquals(0, outcome.exitCode(), outcome::err);
    assertEquals("", outcome.err());
    assertMentions(
        outcome.out(),
        "sample gradient, batch 6, float64, from-scratch / arrays.npz",
        "sample gradient, batch 6, float64, dl4j / arrays.npz",
        "MATCH  22 tensors in 2 comparisons: 22 MATCH",
        "for ND4J to start");
    assertEquals("MATCH", report().get("verdict").stringValue());
    assertEquals("arrays.npz", report().get("comparisons").get(0).get("right").stringValue());
    assertTrue(Files.exists(folder.resolve("report").resolve("junit.xml")));
  }

  @Test
  void aMaskThatTheSpecHasAndTheArchiveHasNotIsMissed() throws IOException {
    String data = ", \"data\": {\"file\": \"x.csv\", \"labelMask\": \"example\"}}";
    Files.writeString(spec, ClaimedSample.SPEC.strip().replaceFirst("}$", data));
    Map<String, NpyArray> masked = ClaimedSample.pass();
    masked.put("labelMask", new NpyArray(DType.FLOAT64, Shape.of(6), new double[6]));

    Outcome without = check(ClaimedSample.pass(), "from-scratch");
    Outcome with = check(masked, "from-scratch");

    assertEquals(0, without.exitCode(), without::err);
    assertMentions(
        without.err(), "data.labelMask: ", "has no array labelMask, and all labels count; give it");
    assertEquals(1, with.exitCode(), with::err);
    assertEquals("", with.err());
  }

  @Test
  void parametersAfterStepsAreJudged() throws IOException {
    Outcome outcome = check(ClaimedSample.training(), "both");

    assertEquals(0, outcome.exitCode(), outcome::err);
    assertMentions(
        outcome.out(), "sample 3 steps of sgd, batch 6, float64, dl4j / arrays.npz", "30 MATCH");
  }

  @Test
  void oneWrongElementEndsWithOneAndIsNamedByBothReferences() throws IOException {
    Outcome outcome = check(withOneWrongElement("dW2"), "BOTH");

    assertEquals(1, outcome.exitCode(), outcome::err);
    assertMentions(
        outcome.out(),
        "first wrong: dW2 [5, 3]: 1 of 15 elements differ",
        "worst at [2, 1]: from-scratch = ",
        "worst at [2, 1]: dl4j = ",
        "gradient, batch 6: both from-scratch and dl4j contradict dW2 of arrays.npz.");
    JsonNode comparison = report().get("comparisons").get(1);
    assertEquals("dl4j", comparison.get("left").stringValue());
    assertEquals("dW2", comparison.get("firstMismatch").stringValue());
  }

  @Test
  void oneReferenceIsAskedAlone() throws IOException {
    Outcome outcome = check(withOneWrongElement("dz1"), "from-scratch");

    assertEquals(1, outcome.exitCode(), outcome::err);
    assertMentions(outcome.out(), "first wrong: dz1 [6, 5]", "worst at [1, 2]", "13 tensors in 1 ");
    assertFalse(outcome.out().contains("dl4j"), outcome::out);
    assertFalse(outcome.out().contains("ND4J"), outcome::out);
    assertFalse(report().get("environment").has("dl4j"));
  }

  /** Deeplearning4j shows no z: it has no opinion, which is no failure beside one who has. */
  @Test
  void whatOneReferenceDoesNotShowTheOtherJudges() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.keySet().removeIf(name -> !name.matches("x|y|[Wb][12]|z1"));

    Outcome both = check(arrays, "both");
    Outcome dl4j = check(arrays, "dl4j");

    assertEquals(0, both.exitCode(), both::err);
    assertMentions(both.out(), "MATCH  1 tensors in 1 comparisons: 1 MATCH");
    dl4j.assertRefused();
    assertMentions(dl4j.err(), "arrays.npz: z1: dl4j does not show this tensor; leave the claim");
  }

  @Test
  void whatDeeplearning4jCannotComputeFromScratchJudgesAlone() throws IOException {
    String sums = ", \"timeSteps\": 3, \"reduction\": \"sum\"}";
    Files.writeString(spec, ClaimedSample.SPEC.strip().replaceFirst("}$", sums));
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    arrays.keySet().removeIf(name -> !name.matches("x|y|[Wb][12]|z1|a1"));

    Outcome both = check(arrays, "both");
    Outcome alone = check(arrays, "from-scratch");

    both.assertRefused();
    assertMentions(
        both.err(),
        "spec.json: Deeplearning4j has no operation for the reduction sum",
        "use mean; or judge with --against from-scratch");
    assertEquals(0, alone.exitCode(), alone::err);
  }

  @Test
  void coarseClaimsAreJudgedAsTheyAreWithAHint() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    NpyArray loss = arrays.get("loss");
    double[] rounded = {(float) loss.values()[0]};
    arrays.put("loss", new NpyArray(DType.FLOAT32, loss.shape(), rounded));

    Outcome outcome = check(arrays, "from-scratch");

    assertEquals(1, outcome.exitCode());
    assertMentions(outcome.out(), "first wrong: loss");
    assertMentions(outcome.err(), "gradparity: ", "arrays.npz: loss: computed in float32");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.npz"));
    Path missing = folder.resolve("missing.npz");
    Map<Path, String> complaints =
        Map.of(
            folder, folder + ": is a directory; give ",
            empty, empty + ": is empty; write ",
            missing, missing + ": there is no such file; write one with numpy.savez");
    complaints.forEach(
        (file, complaint) -> {
          Outcome outcome = check(file, "both");
          outcome.assertRefused();
          assertMentions(outcome.err(), complaint);
        });
    assertFalse(Files.exists(folder.resolve("report")));
  }

  @Test
  void usageIsExplained() throws IOException {
    Path arrays = ClaimedSample.write(folder, ClaimedSample.pass());
    Outcome unknown = check(arrays, "numpy");
    Outcome alone = run("check", "--spec", spec.toString());
    Outcome help = run("check", "--help");

    unknown.assertRefused();
    assertMentions(unknown.err(), "\"numpy\" is none of from-scratch, dl4j, both");
    alone.assertRefused();
    assertMentions(alone.err(), "Missing required option: '--arrays=FILE.npz'");
    assertEquals(0, help.exitCode());
    assertMentions(help.out(), "Usage: gradparity check", "--against", "numpy.savez('mine.npz', ");
  }

  @Test
  void aConventionIsNamedWithItsFix() throws IOException {
    Map<String, NpyArray> arrays = ClaimedSample.pass();
    for (String name : List.of("db1", "db2")) {
      NpyArray array = arrays.get(name);
      double[] averaged = Arrays.stream(array.values()).map(v -> v / ClaimedSample.N).toArray();
      arrays.put(name, new NpyArray(DType.FLOAT64, array.shape(), averaged));
    }

    Outcome outcome = check(arrays, "both");

    assertEquals(1, outcome.exitCode(), outcome::err);
    assertMentions(
        outcome.out(),
        "why: arrays.npz is wrong: its db2 is farther from the case's result than roundings go",
        "arbiter, 60 digits: arrays.npz is wrong in db2",
        "convention: db2, db1: all is 1/6 (by the number of examples) of what it should be",
        "fix: divide by the number of examples once: ",
        "db = dz.sum(axis=0)");
    for (JsonNode comparison : report().get("comparisons")) {
      JsonNode explanation = comparison.get("explanation");
      assertEquals("db2", explanation.get("firstWrong").stringValue());
      assertEquals("RIGHT", explanation.get("wrong").stringValue());
      assertEquals("batch-factor", explanation.get("convention").get("id").stringValue());
      JsonNode arbiter = explanation.get("arbiter");
      assertEquals(60, arbiter.get("digits").intValue());
      assertEquals("RIGHT", arbiter.get("wrong").stringValue());
      JsonNode tensor = arbiter.get("tensors").get(0);
      assertEquals("db2", tensor.get("name").stringValue());
      assertTrue(tensor.get("confirmedDigits").intValue() > 20);
      JsonNode element = tensor.get("elements").get(0);
      assertTrue(element.get("truth").stringValue().length() > 50);
      assertTrue(element.get("right").get("share").doubleValue() > 1e6);
      assertTrue(element.get("left").get("share").doubleValue() <= 1);
    }
  }
}
