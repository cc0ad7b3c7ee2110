package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.regression.Change;
import dev.gradparity.benchmarks.regression.Changes;
import dev.gradparity.benchmarks.regression.Finding;
import dev.gradparity.benchmarks.regression.SelfCheck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What became of everything since an earlier run, on a terminal. */
public final class ChangesTable {

  private static final int[] WIDTHS = {60, 11, 11, 21, 10, 12, 17};

  /** The columns, also of the page. */
  private static final List<String> COLUMNS =
      List.of("", "before", "now", "ratio [95 %]", "chance", "found from", "which is");

  private final Ansi ansi;

  /**
   * Tables in colours or without.
   *
   * @param ansi {@link Ansi#AUTO} respects NO_COLOR and pipes
   */
  public ChangesTable(Ansi ansi) {
    this.ansi = ansi;
  }

  /** A row for everything under test, the machine's drift, and the verdict. */
  public String of(Changes changes) {
    Column[] columns = new Column[WIDTHS.length];
    for (int k = 0; k < WIDTHS.length; k++) {
      columns[k] = new Column(WIDTHS[k], 0, Overflow.SPAN);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
    table.addRowValues(COLUMNS.toArray(String[]::new));
    for (Change change : changes.changes()) {
      List<String> cells = cells(change);
      table.addRowValues(
          Stream.concat(
                  cells.subList(0, cells.size() - 1).stream(),
                  Stream.of(ansi.string(coloured(change.finding()))))
              .toArray(String[]::new));
    }
    return table + drift(changes) + "\n" + verdict(changes) + "\n";
  }

  private static String coloured(Finding finding) {
    return switch (finding) {
      case REGRESSED, NOT_TIMED_NOW -> "@|red,bold " + finding + "|@";
      case SLIGHTLY_SLOWER, TOO_FEW_ROUNDS -> "@|yellow " + finding + "|@";
      case FASTER -> "@|green " + finding + "|@";
      case NOT_TOLD_APART -> finding.toString();
    };
  }

  /** The page's colours for a finding. */
  static String badge(Finding finding) {
    return switch (finding) {
      case REGRESSED, NOT_TIMED_NOW -> "bad";
      case SLIGHTLY_SLOWER, TOO_FEW_ROUNDS -> "open";
      case FASTER -> "good";
      case NOT_TOLD_APART -> "none";
    };
  }

  /** What was measured, the times, the ratio with its interval, and what follows, as text. */
  static List<String> cells(Change change) {
    Result after = change.after();
    return List.of(
        "%s, %s, %s, %s"
            .formatted(
                after.contender(),
                after.workload(),
                after.dtype(),
                PerformanceTable.threads(after.threads())),
        time(change.microsecondsBefore()),
        time(change.microsecondsAfter()),
        change.ratio() == null ? "-" : PerformanceTable.ratio(change.ratio()),
        change.probability() == null ? "-" : probability(change.probability()),
        change.detectable() == null ? "-" : slowdown(change.detectable()),
        change.finding().toString());
  }

  private static String time(double microseconds) {
    return Double.isNaN(microseconds) ? "-" : PerformanceTable.time(microseconds);
  }

  private static String probability(double probability) {
    return probability < 0.001
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  private static String slowdown(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * (ratio - 1));
  }

  /** What was taken out of the ratios. */
  static String drift(Changes changes) {
    int count = changes.references().size();
    if (count == 0) {
      return "Nothing that did not change was measured in both runs: the ratios hold the machine's"
          + " own drift";
    }
    return String.format(
        Locale.ROOT,
        "The machine's own drift, %s, is taken out; %d references that did not change say so, and"
            + " scatter by %.1f %% beyond chance",
        PerformanceTable.ratio(changes.drift()),
        count,
        100 * (changes.spread() - 1));
  }

  private static String verdict(Changes changes) {
    return (changes.hasRegression() ? "REGRESSED: " : "NO REGRESSION: ") + counts(changes);
  }

  /** How many changes are what. */
  static String counts(Changes changes) {
    long tested = changes.changes().stream().filter(change -> change.ratio() != null).count();
    return String.format(
        Locale.ROOT,
        "%d of %d slower by at least %.0f %% beyond chance (family-wise error %.0f %%), %d slightly"
            + " slower, %d faster, %d not told apart",
        count(changes, Finding.REGRESSED),
        tested,
        100 * (Changes.SMALLEST - 1),
        100 * Changes.FAMILY_ERROR,
        count(changes, Finding.SLIGHTLY_SLOWER),
        count(changes, Finding.FASTER),
        count(changes, Finding.NOT_TOLD_APART));
  }

  /** What a comparison is worth on this machine, in a sentence. */
  public static String of(SelfCheck check, int rounds) {
    return String.format(
        Locale.ROOT,
        "A/A: of %d pairs of %d rounds each, between which nothing changed, %d raised an alarm; a"
            + " slowdown of %.0f %%, planted %d times, was found %d times",
        check.pairs(),
        rounds,
        check.falseAlarms(),
        100 * (SelfCheck.PLANTED - 1),
        check.plants(),
        check.found());
  }

  private static long count(Changes changes, Finding finding) {
    return changes.changes().stream().filter(change -> change.finding() == finding).count();
  }
}
