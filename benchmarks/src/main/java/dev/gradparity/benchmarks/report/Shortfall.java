package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where ours stays far below the ceiling, and why. */
final class Shortfall {

  /** The share below which a setting is named. */
  private static final double FAR = 0.6;

  private final List<Result> ours;

  Shortfall(Performance performance) {
    ours =
        performance.results().stream()
            .filter(result -> result.contender().equals(PerformanceTable.MAIN))
            .filter(result -> result.status() == Status.MEASURED)
            .filter(result -> result.shareOfCeiling() != null)
            .toList();
  }

  void writeTo(StringBuilder text) {
    if (ours.isEmpty()) {
      return;
    }
    List<Result> far = ours.stream().filter(result -> result.shareOfCeiling() < FAR).toList();
    text.append("## What keeps it from the ceiling\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "`%s` reaches %.0f %% of the ceiling or more at %d of %d settings.",
            PerformanceTable.MAIN,
            100 * FAR,
            ours.size() - far.size(),
            ours.size()));
    if (far.isEmpty()) {
      text.append('\n');
      return;
    }
    text.append(" Below that:\n\n");
    Map<String, List<Result>> reasons = new LinkedHashMap<>();
    far.stream()
        .sorted(Comparator.comparingDouble(Result::shareOfCeiling))
        .collect(Collectors.groupingBy(Reason::ofShape, LinkedHashMap::new, Collectors.toList()))
        .forEach(reasons::put);
    reasons.forEach(
        (reason, results) ->
            text.append(
                "- %s: %s\n"
                    .formatted(
                        reason.equals(Reason.UNKNOWN) ? "for reasons not known" : reason,
                        results.stream().map(Shortfall::share).collect(Collectors.joining("; ")))));
  }

  private static String share(Result result) {
    return "%s (%s)".formatted(PerformanceDocument.setting(result), PerformancePlots.share(result));
  }
}
