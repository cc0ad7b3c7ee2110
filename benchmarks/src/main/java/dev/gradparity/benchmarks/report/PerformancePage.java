package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.report.Performance.Result;
import dev.gradparity.benchmarks.report.Performance.Status;
import dev.gradparity.comparison.html.Pages;
import java.util.List;

/** {@code index.html} of a run: the balance, the plots and their numbers. */
final class PerformancePage {

  private static final Pages PAGES = Pages.of("dev.gradparity.benchmarks");

  private final Performance performance;
  private final PerformancePlots plots;

  private PerformancePage(Performance performance) {
    this.performance = performance;
    plots = new PerformancePlots(performance);
  }

  static String of(Performance performance) {
    return PAGES.render("gradparity bench", "report/bench.jte", new PerformancePage(performance));
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
