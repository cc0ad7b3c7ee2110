package dev.gradparity.comparison.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

  private static final JsonNode REPORT = parsed(JsonReport.of(Runs.all()));

  private static JsonNode parsed(String json) {
    return JsonMapper.builder().build().readTree(json);
  }

  private static JsonNode comparison(int index) {
    return REPORT.get("comparisons").get(index);
  }

  private static JsonNode tensor(int comparison, int index) {
    return comparison(comparison).get("tensors").get(index);
  }

  @Test
  void theRunHasItsVerdictEnvironmentAndCounts() {
    assertEquals(
        List.of(
            "verdict",
            "environment",
            "tensorCounts",
            "slack",
            "confirmed",
            "alone",
            "absent",
            "comparisons"),
        List.copyOf(REPORT.propertyNames()));
    assertEquals("MISMATCH", REPORT.get("verdict").stringValue());
    assertEquals(parsed("{\"java\": \"17\"}"), REPORT.get("environment"));
    assertEquals(
        parsed("{\"MATCH\": 3, \"UNDECIDED\": 1, \"VACUOUS\": 2, \"MISMATCH\": 2}"),
        REPORT.get("tensorCounts"));
    assertEquals(4, REPORT.get("comparisons").size());
  }

  /** Eight tensors in all, with six elements in three bins each; one of them is a dx. */
  @Test
  void theSlackIsCountedOverAllAndByQuantity() {
    JsonNode slack = REPORT.get("slack");

    assertEquals(List.of("all", "a", "loss", "dW", "db", "dx"), List.copyOf(slack.propertyNames()));
    assertEquals(
        parsed(
            """
            {"0": 8, "<= 0.001": 0, "<= 0.01": 16, "<= 0.1": 0, "<= 0.3": 24, "<= 1": 0,
             "> 1": 0}
            """),
        slack.get("all"));
    assertEquals(1, slack.get("dx").get("0").intValue());
  }

  @Test
  void aComparisonKeepsTheSchema() {
    JsonNode bad = comparison(1);

    assertEquals(
        List.of(
            "case",
            "dtype",
            "left",
            "right",
            "verdict",
            "fingerprint",
            "firstMismatch",
            "confirmed",
            "tensors",
            "unpaired",
            "explanation"),
        List.copyOf(bad.propertyNames()));
    assertEquals("bad gradient, batch 32", bad.get("case").stringValue());
    assertEquals("float64", bad.get("dtype").stringValue());
    assertEquals("from-scratch", bad.get("left").stringValue());
    assertEquals("dl4j", bad.get("right").stringValue());
    assertEquals("MISMATCH", bad.get("verdict").stringValue());
    assertEquals("ab12", bad.get("fingerprint").stringValue());
    assertEquals("dW2", bad.get("firstMismatch").stringValue());
    assertEquals(parsed("[\"z1\"]"), bad.get("unpaired"));
    assertTrue(bad.get("explanation").isNull());
    assertTrue(comparison(0).get("firstMismatch").isNull());
  }

  @Test
  void anExplanationKeepsTheSchema() {
    JsonNode report =
        parsed(
            JsonReport.of(Runs.run(Runs.comparison("bad", Runs.MISMATCH).with(Runs.EXPLANATION))));

    assertEquals(
        parsed(
            """
            {"firstWrong": "dW2", "wrong": "RIGHT",
             "basis": "dl4j is wrong: its dW2 does not follow",
             "consequenceCount": 1, "consequences": ["db1"],
             "arbiter": {"digits": 60, "wrong": "RIGHT",
               "summary": "arbiter, 60 digits: dl4j is wrong in dW2[2, 7] = 1234.7500000100000000; from-scratch is off by 0.250 ulp, dl4j by 1.00e+15 ulp",
               "tensors": [{"name": "dW2", "wrong": "RIGHT", "accused": 3, "confirmedDigits": 35,
                 "elements": [{"index": [2, 7], "truth": "1234.75000001", "wrong": "RIGHT",
                   "left": {"value": 1234.75, "error": 1e-14, "ulps": 0.25, "share": 0.5},
                   "right": {"value": 0.125, "error": "Infinity", "ulps": 1e15, "share": 2e6}}]}],
               "inherited": []},
             "convention": {"id": "sign", "sentence": "dW2: all is minus what it should be",
               "fix": "turn it"}}
            """),
        report.get("comparisons").get(0).get("explanation"));
  }

  @Test
  void aTensorKeepsTheSchema() {
    assertEquals(
        parsed(
            """
            {"name": "dW2", "shape": [4, 16], "verdict": "MISMATCH", "maxError": 1234.5678,
             "bound": 0.001, "ratio": 1234567.8, "worstIndex": [2, 7], "left": 1234.75,
             "right": 0.125, "inherited": 0.5, "certainBound": 0.001, "certainRatio": 1234567.8,
             "probableBound": 2e-17, "probableRatio": 0.75, "reason": "3 of 64 elements differ by more than their bound"}
            """),
        tensor(1, 1));
    assertEquals(
        parsed(
            """
            {"name": "a1", "shape": [2, 3], "verdict": "MATCH", "maxError": 1e-17,
             "bound": 4e-17, "ratio": 0.25, "worstIndex": [1, 2], "left": 0.5, "right": 0.5,
             "inherited": 0.5, "certainBound": 4e-17, "certainRatio": 0.25,
             "probableBound": 2e-17, "probableRatio": 0.75}
            """),
        tensor(0, 0));
  }

  @Test
  void aScalarOfATrainingHasAnEmptyShapeAndItsStep() {
    JsonNode loss = tensor(0, 1);

    assertEquals("loss@3", loss.get("name").stringValue());
    assertEquals(parsed("[]"), loss.get("shape"));
    assertEquals(parsed("[]"), loss.get("worstIndex"));
  }

  @Test
  void numbersThatJsonLacksAreTexts() {
    JsonNode tensor = tensor(1, 2);

    assertEquals("Infinity", tensor.get("maxError").stringValue());
    assertEquals("Infinity", tensor.get("ratio").stringValue());
    assertEquals("NaN", tensor.get("left").stringValue());
    assertEquals("-Infinity", tensor.get("right").stringValue());
  }

  @Test
  void namesComeBackAsTheyWere() {
    String name = "a\"b\\c\u0001<&>\u00e9\ud83d\ude00";

    JsonNode report = parsed(JsonReport.of(Runs.run(Runs.comparison(name, Runs.MATCH))));

    assertEquals(
        name + " gradient, batch 32", report.get("comparisons").get(0).get("case").stringValue());
  }

  @Test
  void aRunOfNothingSaysSo() {
    JsonNode report = parsed(JsonReport.of(Runs.run()));

    assertEquals("VACUOUS", report.get("verdict").stringValue());
    assertEquals(0, report.get("comparisons").size());
  }

  @Test
  void whoStandsAloneAndWhoIsAbsentKeepTheSchema() {
    JsonNode report = parsed(JsonReport.of(Runs.withDissent()));

    assertEquals(
        parsed(
            """
            [{"case": "bad gradient", "dtype": "float64", "subject": "nd4j",
              "others": ["from-scratch", "dl4j"], "tensor": "dW2", "index": [2, 7],
              "value": 0.125, "otherValue": "NaN", "wrong": "ITSELF",
              "sentence": "nd4j stands alone in dW2[2, 7]: from-scratch, dl4j agree; nd4j is wrong"}]
            """),
        report.get("alone"));
    assertEquals(
        parsed(
            """
            [{"case": "bad gradient", "dtype": "float64", "subject": "samediff",
              "reason": "it lacks an operation"}]
            """),
        report.get("absent"));
  }
}
