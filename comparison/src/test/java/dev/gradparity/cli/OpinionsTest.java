package dev.gradparity.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionsTest {

  /** A comparison of db1, db2, ... with these verdicts. */
  private static Comparison comparison(String reference, String task, Verdict... verdicts) {
    Slack slack = new Slack(0, 0, 0, Slack.Histogram.EMPTY);
    TensorJudgement[] judgements = new TensorJudgement[verdicts.length];
    for (int l = 0; l < verdicts.length; l++) {
      TensorName name = TensorName.of(Quantity.D_BIAS, l + 1);
      judgements[l] =
          new TensorJudgement(
              name, Shape.of(1), verdicts[l], 0, 0, 0, List.of(0), 0, 0, "for this test", slack);
    }
    return new Comparison(
        "net",
        task,
        DType.FLOAT64,
        reference,
        "mine",
        "",
        Arrays.asList(judgements),
        List.of(),
        List.of());
  }

  @Test
  void agreementAgainstTheClaimIsSaid() {
    assertEquals(
        List.of("pass: both a and b contradict db2 of mine."),
        Opinions.of(
            List.of(
                comparison("a", "pass", Verdict.MATCH, Verdict.MISMATCH, Verdict.MISMATCH),
                comparison("b", "pass", Verdict.MATCH, Verdict.MISMATCH))));
  }

  @Test
  void disagreementOfTheReferencesIsSaid() {
    assertEquals(
        List.of(
            "pass: both a and b contradict db3 of mine.",
            "pass: a and b are not of one mind about db1, db2; compare them with each other first."),
        Opinions.of(
            List.of(
                comparison("a", "pass", Verdict.MATCH, Verdict.MISMATCH, Verdict.MISMATCH),
                comparison("b", "pass", Verdict.MISMATCH, Verdict.UNDECIDED, Verdict.MISMATCH))));
  }

  @Test
  void ofManyTensorsTheFirstAreNamed() {
    Verdict[] verdicts = new Verdict[8];
    Arrays.fill(verdicts, Verdict.MISMATCH);

    assertEquals(
        List.of("pass: both a and b contradict db1, db2, db3, db4, db5, db6 and 2 more of mine."),
        Opinions.of(List.of(comparison("a", "pass", verdicts), comparison("b", "pass", verdicts))));
  }

  @Test
  void oneOpinionIsNotTwo() {
    assertEquals(
        List.of(),
        Opinions.of(
            List.of(
                comparison("a", "pass", Verdict.MISMATCH),
                comparison("b", "steps", Verdict.MISMATCH))));
  }
}
