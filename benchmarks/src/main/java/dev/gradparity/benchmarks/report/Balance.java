package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a ratio of times says about ours. */
enum Balance {
  FASTER,
  SLOWER,
  NOT_TOLD_APART;

  private static final Pattern SQUARE = Pattern.compile("product-(\\w\\w)-(\\d+)");

  /**
   * What a ratio says.
   *
   * @param ratio the time of another over ours
   */
  static Balance of(Estimate ratio) {
    if (!ratio.excludesOne()) {
      return NOT_TOLD_APART;
    }
    return ratio.value() > 1 ? FASTER : SLOWER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How often ours is what, against another. */
  static Map<Balance, Long> against(Performance performance, String other) {
    Map<Balance, Long> counts = new LinkedHashMap<>();
    for (Balance balance : values()) {
      counts.put(balance, 0L);
    }
    performance.results().stream()
        .filter(result -> result.contender().equals(PerformanceTable.MAIN))
        .map(result -> result.ratios().get(other))
        .filter(Objects::nonNull)
        .forEach(ratio -> counts.merge(of(ratio), 1L, Long::sum));
    return counts;
  }

  /**
   * From which size on another is faster at square products.
   *
   * @param where form, format and threads
   * @param other the other contender
   * @param from the smallest size from which on ours is slower at every size; null for never
   * @param sizes those that were measured
   */
  record Overtaking(String where, String other, Integer from, List<Integer> sizes) {}

  static List<Overtaking> overtakings(Performance performance) {
    Map<List<String>, TreeMap<Integer, Estimate>> series = new LinkedHashMap<>();
    for (Result result : performance.results()) {
      Matcher square = SQUARE.matcher(result.workload());
      if (result.contender().equals(PerformanceTable.MAIN) && square.matches()) {
        String where =
            "product-%s, %s, %s"
                .formatted(
                    square.group(1), result.dtype(), PerformanceTable.threads(result.threads()));
        result
            .ratios()
            .forEach(
                (other, ratio) ->
                    series
                        .computeIfAbsent(List.of(where, other), key -> new TreeMap<>())
                        .put(Integer.valueOf(square.group(2)), ratio));
      }
    }
    return series.entrySet().stream()
        .map(
            entry ->
                new Overtaking(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    from(entry.getValue()),
                    List.copyOf(entry.getValue().keySet())))
        .toList();
  }

  private static Integer from(NavigableMap<Integer, Estimate> bySize) {
    Integer from = null;
    for (Map.Entry<Integer, Estimate> size : bySize.descendingMap().entrySet()) {
      if (of(size.getValue()) != SLOWER) {
        break;
      }
      from = size.getKey();
    }
    return from;
  }
}
