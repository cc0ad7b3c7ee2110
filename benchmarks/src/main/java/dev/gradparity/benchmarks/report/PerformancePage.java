package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.benchmarks.regression.Change;
import dev.gradparity.benchmarks.regression.Changes;
import dev.gradparity.benchmarks.regression.Finding;
import dev.gradparity.comparison.html.Pages;
import dev.gradparity.comparison.html.Show;
import java.util.Comparator;
import java.util.List;

/** {@code index.html} of a run: the balance, the plots and their numbers. */
final class PerformancePage {

  private static final Pages PAGES = Pages.of("dev.gradparity.benchmarks");

  private final Performance performance;
  private final PerformancePlots plots;
  private final Changes changes;

  private PerformancePage(Performance performance, Changes changes) {
    this.performance = performance;
    this.changes = changes;
    plots = new PerformancePlots(performance);
  }

  /**
   * The page.
   *
   * @param changes since an earlier run; null for none
   */
  static String of(Performance performance, Changes changes) {
    PerformancePage page = new PerformancePage(performance, changes);
    return PAGES.render("gradparity bench: " + page.verdict(), "report/bench.jte", page);
  }

  /** What became of everything under test; null unless there is an earlier run. */
  Changes changes() {
    return changes;
  }

  /** The question that the page answers. */
  String question() {
    return changes == null
        ? "Which is faster, and where?"
        : "Has anything become slower since the earlier run?";
  }

  /** In a word. */
  String verdict() {
    if (changes != null && changes.hasRegression()) {
      return "REGRESSED";
    }
    if (!troubles().isEmpty()) {
      return "NOT ALL TIMED";
    }
    if (!performance.complete()) {
      return "INCOMPLETE";
    }
    return changes == null ? "COMPLETE" : "NO REGRESSION";
  }

  /** Its class. */
  String tone() {
    return switch (verdict()) {
      case "COMPLETE", "NO REGRESSION" -> "good";
      case "INCOMPLETE" -> "open";
      default -> "bad";
    };
  }

  /** The shape beside it. */
  String sign() {
    return switch (tone()) {
      case "good" -> "✓";
      case "open" -> "…";
      default -> "✗";
    };
  }

  /** What it means here. */
  String sentence() {
    String measured =
        "%s results in %d of %d rounds. Whoever is timed computed the right numbers first."
            .formatted(
                Show.count(measured()),
                performance.method().roundsDone(),
                performance.method().rounds());
    return changes == null ? measured : slowest() + ChangesTable.counts(changes) + ". " + measured;
  }

  private String slowest() {
    Change first = worstFirst().isEmpty() ? null : worstFirst().get(0);
    return first == null || first.finding() != Finding.REGRESSED
        ? ""
        : "%s takes %s times as long as before. "
            .formatted(
                ChangesTable.cells(first).get(0),
                PerformanceTable.significant(first.ratio().value()));
  }

  /** The changes since the earlier run, alarms first, each kind from the largest ratio on. */
  List<Change> worstFirst() {
    return changes.changes().stream()
        .sorted(
            Comparator.comparing(PerformancePage::rank)
                .thenComparing(
                    change -> change.ratio() == null ? 0 : change.ratio().value(),
                    Comparator.reverseOrder()))
        .toList();
  }

  private static int rank(Change change) {
    return switch (change.finding()) {
      case REGRESSED -> 0;
      case NOT_TIMED_NOW -> 1;
      case SLIGHTLY_SLOWER -> 2;
      case TOO_FEW_ROUNDS -> 3;
      case NOT_TOLD_APART -> 4;
      case FASTER -> 5;
    };
  }

  Performance performance() {
    return performance;
  }

  PerformancePlots plots() {
    return plots;
  }

  /** Who was timed beside ours. */
  List<String> others() {
    return performance.results().stream()
        .filter(result -> result.status() == Status.MEASURED)
        .map(Result::contender)
        .filter(id -> !id.equals(PerformanceTable.MAIN))
        .distinct()
        .toList();
  }

  /** Whose numbers disagree, and who could not be run. */
  List<Result> troubles() {
    return performance.results().stream()
        .filter(r -> r.status() == Status.REFUSED || r.status() == Status.FAILED)
        .toList();
  }

  long measured() {
    return performance.results().stream().filter(r -> r.status() == Status.MEASURED).count();
  }

  List<Balance.Overtaking> overtakings() {
    return Balance.overtakings(performance);
  }
}
