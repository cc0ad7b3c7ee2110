package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.benchmarks.regression.Changes;
import dev.gradparity.comparison.html.Pages;
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
    return PAGES.render(
        "gradparity bench", "report/bench.jte", new PerformancePage(performance, changes));
  }

  /** What became of everything under test; null unless there is an earlier run. */
  Changes changes() {
    return changes;
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
