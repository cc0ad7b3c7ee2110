package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each contender's fastest stretch of all rounds against ours. What disturbs only ever slows (J.
 * Chen and J. Revels, Robust benchmarking in noisy environments, 2016), so that this tells programs
 * apart where the mean of a few rounds does not.
 */
final class Undisturbed {

  /** By the others' ids. */
  private final Map<String, List<Pair>> pairs;

  Undisturbed(Performance performance) {
    Map<String, Result> ours =
        timed(performance)
            .filter(result -> result.contender().equals(PerformanceTable.MAIN))
            .collect(Collectors.toMap(PerformanceDocument::setting, Function.identity()));
    pairs =
        timed(performance)
            .filter(result -> !result.contender().equals(PerformanceTable.MAIN))
            .filter(result -> ours.containsKey(PerformanceDocument.setting(result)))
            .map(result -> new Pair(ours.get(PerformanceDocument.setting(result)), result))
            .collect(
                Collectors.groupingBy(
                    pair -> pair.other.contender(), LinkedHashMap::new, Collectors.toList()));
  }

  private static Stream<Result> timed(Performance performance) {
    return performance.results().stream().filter(result -> !result.fastest().isEmpty());
  }

  /** Another's fastest stretch over our fastest. */
  private record Pair(Result ours, Result other) {

    double ratio() {
      return Collections.min(other.fastest()) / Collections.min(ours.fastest());
    }

    String at() {
      return "%s times (%s)"
          .formatted(PerformanceTable.significant(ratio()), PerformanceDocument.setting(ours));
    }
  }

  void writeTo(StringBuilder text) {
    if (pairs.isEmpty()) {
      return;
    }
    text.append(
        """
        ### Undisturbed

        What disturbs a machine only ever slows it. Each one's fastest stretch of all rounds, 2 ms or one
        operation long, over that of `%s`; nobody waits for it alone, but it tells programs apart where
        times scatter:

        """
            .formatted(PerformanceTable.MAIN));
    pairs.forEach((id, sorted) -> text.append(sentence(id, sorted)));
    text.append('\n');
  }

  private static String sentence(String id, List<Pair> pairs) {
    List<Pair> sorted = pairs.stream().sorted(Comparator.comparingDouble(Pair::ratio)).toList();
    List<Pair> faster = sorted.stream().filter(pair -> pair.ratio() < 1).toList();
    return """
        - `%s` takes from %s to %s as long, in the median %s times;
          it is faster at %d of %d settings%s.
        """
        .formatted(
            id,
            sorted.get(0).at(),
            sorted.get(sorted.size() - 1).at(),
            PerformanceTable.significant(sorted.get((sorted.size() - 1) / 2).ratio()),
            faster.size(),
            sorted.size(),
            faster.isEmpty()
                ? ""
                : faster.stream().map(Pair::at).collect(Collectors.joining("; ", ": ", "")));
  }
}
