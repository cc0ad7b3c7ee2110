package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Each contender at the number of threads with which it is fastest, since more threads make some
 * slower and their user would take fewer.
 */
final class BestThreads {

  /** Of a contender at a workload: what it needs with each number of threads. */
  private final Map<String, Map<String, NavigableMap<Integer, Result>>> lines =
      new LinkedHashMap<>();

  BestThreads(Performance performance) {
    for (Result result : performance.results()) {
      if (result.status() == Status.MEASURED) {
        lines
            .computeIfAbsent(result.contender(), id -> new LinkedHashMap<>())
            .computeIfAbsent(result.workload() + ", " + result.dtype(), workload -> new TreeMap<>())
            .put(result.threads(), result);
      }
    }
    lines.values().forEach(line -> line.values().removeIf(threads -> threads.size() < 2));
  }

  /** Another's best time over our best. */
  private record Pair(String workload, Result ours, Result other) {

    double ratio() {
      return other.microseconds().value() / ours.microseconds().value();
    }

    String at() {
      return "%s times (%s, its %s against our %d)"
          .formatted(
              PerformanceTable.significant(ratio()),
              workload,
              PerformanceTable.threads(other.threads()),
              ours.threads());
    }
  }

  void writeTo(StringBuilder text) {
    Map<String, NavigableMap<Integer, Result>> ours =
        lines.getOrDefault(PerformanceTable.MAIN, Map.of());
    List<String> sentences = new ArrayList<>();
    lines.forEach(
        (id, line) -> {
          List<Pair> pairs = id.equals(PerformanceTable.MAIN) ? List.of() : pairs(ours, line);
          if (!pairs.isEmpty()) {
            sentences.add(sentence(id, pairs, line));
          }
        });
    if (!sentences.isEmpty()) {
      text.append(
          "Each at the number of threads with which it is fastest at a workload, against `%s` at its own:\n\n"
              .formatted(PerformanceTable.MAIN));
      sentences.forEach(text::append);
      text.append('\n');
    }
  }

  private static List<Pair> pairs(
      Map<String, NavigableMap<Integer, Result>> ours,
      Map<String, NavigableMap<Integer, Result>> others) {
    List<Pair> pairs = new ArrayList<>();
    others.forEach(
        (workload, threads) -> {
          if (ours.containsKey(workload)) {
            pairs.add(new Pair(workload, best(ours.get(workload)), best(threads)));
          }
        });
    pairs.sort(Comparator.comparingDouble(Pair::ratio));
    return pairs;
  }

  private static Result best(NavigableMap<Integer, Result> threads) {
    return threads.values().stream()
        .min(Comparator.comparingDouble(BestThreads::time))
        .orElseThrow();
  }

  private static double time(Result result) {
    return result.microseconds().value();
  }

  private static String sentence(
      String id, List<Pair> sorted, Map<String, NavigableMap<Integer, Result>> line) {
    long slowedDown =
        line.values().stream()
            .filter(
                threads ->
                    time(threads.lastEntry().getValue()) > time(threads.firstEntry().getValue()))
            .count();
    return """
        - `%s` takes from %s to %s as long, in the median %s times;
          with more threads it is slower than with the fewest at %d of its %d workloads.
        """
        .formatted(
            id,
            sorted.get(0).at(),
            sorted.get(sorted.size() - 1).at(),
            PerformanceTable.significant(sorted.get((sorted.size() - 1) / 2).ratio()),
            slowedDown,
            line.size());
  }
}
