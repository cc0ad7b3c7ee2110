package dev.gradparity.comparison;

import static dev.gradparity.comparison.Verdict.MATCH;
import static dev.gradparity.comparison.Verdict.MISMATCH;
import static dev.gradparity.comparison.Verdict.UNDECIDED;
import static dev.gradparity.comparison.Verdict.VACUOUS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final TensorName LOSS = TensorName.of(Quantity.LOSS);

  private static Comparison comparison(Verdict... tensors) {
    return new Comparison(
        "network",
        "task",
        DType.FLOAT64,
        "left",
        "right",
        "",
        Arrays.stream(tensors).map(RunTest::judgement).toList(),
        List.of(),
        List.of());
  }

  private static TensorJudgement judgement(Verdict verdict) {
    return new TensorJudgement(LOSS, Shape.of(), verdict, 0, 0, 0, List.of(), 0, 0, "", Slack.NONE);
  }

  private static Verdict verdict(Comparison... comparisons) {
    return new Run(Map.of(), List.of(comparisons)).verdict();
  }

  @Test
  void aRunThatComparedNothingDoesNotPass() {
    assertEquals(VACUOUS, verdict());
    assertEquals(VACUOUS, verdict(comparison()));
  }

  @Test
  void aComparisonThatShowsNothingFailsTheRun() {
    assertEquals(VACUOUS, verdict(comparison(MATCH), comparison(VACUOUS, VACUOUS)));
    assertEquals(VACUOUS, verdict(comparison(UNDECIDED), comparison()));
  }

  @Test
  void aTensorThatShowsNothingDoesNot() {
    assertEquals(MATCH, verdict(comparison(MATCH, VACUOUS), comparison(MATCH)));
  }

  @Test
  void aMismatchOutweighsEverything() {
    assertEquals(
        MISMATCH, verdict(comparison(VACUOUS), comparison(MATCH, MISMATCH), comparison(UNDECIDED)));
  }

  @Test
  void undecidedIsNotCalledAMatch() {
    assertEquals(UNDECIDED, verdict(comparison(MATCH), comparison(MATCH, UNDECIDED)));
  }

  @Test
  void tensorsAreCountedByVerdict() {
    Run run = new Run(Map.of(), List.of(comparison(MATCH, VACUOUS), comparison(MATCH, MISMATCH)));

    assertEquals(Map.of(MATCH, 2, VACUOUS, 1, MISMATCH, 1), run.tensorCounts());
  }
}
