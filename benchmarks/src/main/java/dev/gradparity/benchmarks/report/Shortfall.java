package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where ours stays far below the ceiling, and why: by a fact of the shape, or by what the run's own
 * figures show.
 */
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
    Map<String, List<Result>> reasons =
        far.stream()
            .sorted(Comparator.comparingDouble(Result::shareOfCeiling))
            .collect(Collectors.groupingBy(this::reason, LinkedHashMap::new, Collectors.toList()));
    reasons.forEach(
        (reason, results) ->
            text.append(
                "- %s: %s\n"
                    .formatted(
                        reason,
                        results.stream().map(this::share).collect(Collectors.joining("; ")))));
  }

  /** A fact of the shape; else what the run's own figures say; else that neither says anything. */
  private String reason(Result result) {
    String shape = Reason.ofShape(result);
    if (!shape.equals(Reason.UNKNOWN)) {
      return shape;
    }
    if (onOneThread(result).filter(alone -> alone.shareOfCeiling() >= FAR).isPresent()) {
      return "on one thread they reach it: what is missing is lost between the threads";
    }
    if (mostOf(result) >= FAR) {
      return "not told apart from it: the interval of the time reaches that far";
    }
    return "the shape gives no reason, and this run measured none";
  }

  /** The same of a result on several threads. */
  private Optional<Result> onOneThread(Result result) {
    return ours.stream()
        .filter(other -> result.threads() > 1 && other.threads() == 1)
        .filter(other -> other.workload().equals(result.workload()))
        .filter(other -> other.dtype().equals(result.dtype()))
        .findFirst();
  }

  /** The share of the ceiling at the lower end of the interval of the time. */
  private static double mostOf(Result result) {
    Estimate time = result.microseconds();
    return time.low() == null
        ? result.shareOfCeiling()
        : result.shareOfCeiling() * time.value() / time.low();
  }

  private String share(Result result) {
    String share = PerformancePlots.share(result);
    boolean isOfShape = !Reason.ofShape(result).equals(Reason.UNKNOWN);
    String alone =
        onOneThread(result)
            .filter(other -> !isOfShape)
            .map(other -> ", on one " + PerformancePlots.share(other))
            .orElse("");
    return "%s (%s%s)".formatted(PerformanceDocument.setting(result), share, alone);
  }
}
