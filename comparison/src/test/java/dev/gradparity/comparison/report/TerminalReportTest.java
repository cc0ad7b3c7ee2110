package dev.gradparity.comparison.report;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Run;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalReportTest {

  private static final TerminalReport PLAIN = new TerminalReport(Ansi.OFF);

  private static String everything(TerminalReport report, Run run) {
    return report.networks(run) + report.tensors(run) + report.problems(run) + report.summary(run);
  }

  private static String lineWith(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  @Test
  void withoutColoursThereAreNoEscapes() {
    assertFalse(everything(PLAIN, Runs.all()).contains("\u001b"));
    assertTrue(everything(new TerminalReport(Ansi.ON), Runs.all()).contains("\u001b[31"));
  }

  @Test
  void aMismatchNamesTensorIndexAndValues() {
    String problems = PLAIN.problems(Runs.all());

    assertMentions(
        problems,
        "MISMATCH  bad gradient, batch 32, float64, from-scratch / dl4j",
        "first wrong: dW2 [4, 16]: 3 of 64 elements differ by more than their bound",
        "worst at [2, 7]: from-scratch = 1234.75, dl4j = 0.125, error / bound = 1.2e+06",
        "2 of 3 tensors are wrong");
  }

  @Test
  void anExplainedMismatchNamesTheSideTheConventionAndTheFix() {
    String problems =
        PLAIN.problems(Runs.run(Runs.comparison("bad", Runs.MISMATCH).with(Runs.EXPLANATION)));

    assertMentions(
        problems,
        "\n  why: dl4j is wrong: its dW2 does not follow\n",
        "\n  arbiter, 60 digits: dl4j is wrong in dW2[2, 7] = 1234.75",
        "\n  convention: dW2: all is minus what it should be\n  fix: turn it\n");
  }

  @Test
  void whatIsNeitherRightNorWrongHasALine() {
    String problems = PLAIN.problems(Runs.all());

    assertMentions(
        lineWith(problems, "UNDECIDED"), "kink gradient, batch 32, float64: dx: 1 of 4 elements");
    assertMentions(lineWith(problems, "VACUOUS  empty"), "loss@3: 1 of 1 elements are zero");
    assertMentions(lineWith(problems, "VACUOUS  good"), "loss@3: 1 of 1 elements are zero");
  }

  @Test
  void aRunWithoutProblemsHasNone() {
    assertEquals("", PLAIN.problems(Runs.run(Runs.comparison("good", Runs.MATCH))));
  }

  @Test
  void manyMismatchesAreCountedAndNotAllShown() {
    Comparison[] many =
        IntStream.range(0, 25)
            .mapToObj(i -> Runs.comparison("network " + i, Runs.MISMATCH))
            .toArray(Comparison[]::new);

    String problems = PLAIN.problems(Runs.run(many));

    assertEquals(20, problems.lines().filter(line -> line.startsWith("MISMATCH")).count());
    assertMentions(problems, "... and 5 more comparisons with a mismatch");
  }

  @Test
  void aNetworksRowHasTheWorstRatioOfEachKindAndTheVerdict() {
    String table = PLAIN.networks(Runs.all());

    assertMentions(lineWith(table, "good"), "float64", "0.250", "0.000", "MATCH");
    assertMentions(lineWith(table, "bad"), "1.2e+06", "Infinity", "MISMATCH");
    assertMentions(lineWith(table, "kink"), "1.0e+16", "UNDECIDED");
    assertMentions(lineWith(table, "empty"), "VACUOUS");
  }

  /** The longest name of the built-in suite, and the longest number. */
  @Test
  void columnsDoNotTouch() {
    Run run = Runs.run(Runs.comparison("breast cancer 30-12-12-12-1", Runs.NOT_FINITE));

    assertTrue(
        lineWith(PLAIN.networks(run), "breast")
            .matches("breast cancer 30-12-12-12-1 +float64 +- .*Infinity +- .*MISMATCH"));
  }

  /** As in the run's verdict, which it would contradict otherwise. */
  @Test
  void oneCaseThatShowsNothingMarksItsNetwork() {
    Run run = Runs.run(Runs.comparison("net", Runs.MATCH), Runs.comparison("net", Runs.VACUOUS));

    assertMentions(lineWith(PLAIN.networks(run), "net "), "VACUOUS");
    assertMentions(PLAIN.summary(run), "VACUOUS");
  }

  @Test
  void aTensorsRowHasItsShapeAndTheWorstElement() {
    assertMentions(
        lineWith(PLAIN.tensors(Runs.all()), "dW2"),
        "[4, 16]",
        "1.23e+03",
        "1.00e-03",
        "1.2e+06",
        "[2, 7]",
        "MISMATCH");
  }

  @Test
  void theSummaryCountsTensorsByVerdict() {
    assertEquals(
        "MISMATCH  8 tensors in 4 comparisons:" + " 3 MATCH, 1 UNDECIDED, 2 VACUOUS, 2 MISMATCH",
        PLAIN.summary(Runs.all()));
  }

  @Test
  void numbersDoNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String english = everything(PLAIN, Runs.all());
      Locale.setDefault(Locale.GERMANY);
      assertEquals(english, everything(PLAIN, Runs.all()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whoStandsAloneAndWhoIsAbsentHaveALineEach() {
    String problems = PLAIN.problems(Runs.withDissent());

    assertEquals(
        "ALONE  bad gradient, float64: nd4j stands alone in dW2[2, 7]: from-scratch, dl4j agree;"
            + " nd4j is wrong",
        lineWith(problems, "ALONE"));
    assertEquals("ABSENT  samediff: it lacks an operation (1 case)", lineWith(problems, "ABSENT"));
  }
}
