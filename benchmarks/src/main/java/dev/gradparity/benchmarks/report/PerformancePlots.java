package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.comparison.plot.Axis;
import dev.gradparity.comparison.plot.IntervalPlot;
import dev.gradparity.comparison.plot.LinePlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run looks like as plots, for a page or for files of their own. */
public final class PerformancePlots {

  /** A square product; its form and its size. */
  private static final Pattern SQUARE = Pattern.compile("product-(\\w\\w)-(\\d+)");

  private final Performance performance;
  private final List<Result> measured;
  private final List<String> contenders;

  /** Plots of a run. */
  public PerformancePlots(Performance performance) {
    this.performance = performance;
    measured = performance.results().stream().filter(r -> r.status() == Status.MEASURED).toList();
    contenders = performance.results().stream().map(Result::contender).distinct().toList();
  }

  /** A contender looks the same in all plots. */
  private int style(String contender) {
    return contenders.indexOf(contender);
  }

  /**
   * The rate of square products against their size, below the ceiling: a figure for each form,
   * format and number of threads with at least two sizes.
   */
  public List<Figure> rates() {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : measured) {
      Matcher square = SQUARE.matcher(result.workload());
      if (square.matches() && result.gflops() != null) {
        String key =
            "Rate of %s, %s, %s"
                .formatted(
                    form(square.group(1)),
                    result.dtype(),
                    PerformanceTable.threads(result.threads()));
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
      }
    }
    List<Figure> figures = new ArrayList<>();
    groups.forEach(
        (title, group) -> {
          if (group.stream().map(Result::workload).distinct().count() > 1) {
            figures.add(rate(title, group));
          }
        });
    return figures;
  }

  private static String form(String form) {
    return switch (form) {
      case "nn" -> "A·B";
      case "tn" -> "Aᵀ·B";
      case "nt" -> "A·Bᵀ";
      default -> form;
    };
  }

  private Figure rate(String title, List<Result> group) {
    Map<String, NavigableMap<Double, Double>> lines = new LinkedHashMap<>();
    TreeMap<Double, Boolean> sizes = new TreeMap<>();
    for (Result result : group) {
      Matcher square = SQUARE.matcher(result.workload());
      if (square.matches()) {
        double size = Double.parseDouble(square.group(2));
        sizes.put(size, true);
        lines.computeIfAbsent(result.contender(), c -> new TreeMap<>()).put(size, result.gflops());
      }
    }
    Double ceiling = ceiling(group.get(0).dtype(), group.get(0).threads());
    LinePlot plot =
        new LinePlot(
            title,
            Axis.binary("rows = inner length = columns"),
            Axis.linear("GFLOP/s"),
            lines(lines),
            ceiling == null
                ? List.of()
                : List.of(
                    new LinePlot.Level(
                        "ceiling: " + PerformanceTable.significant(ceiling), ceiling)));
    List<List<String>> rows = new ArrayList<>();
    for (double size : sizes.keySet()) {
      List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.0f", size)));
      lines.values().forEach(line -> row.add(PerformanceTable.number(line.get(size))));
      rows.add(row);
    }
    return new Figure(plot, header("size", lines.keySet()), rows);
  }

  private List<LinePlot.Line> lines(Map<String, NavigableMap<Double, Double>> lines) {
    List<LinePlot.Line> drawn = new ArrayList<>();
    lines.forEach(
        (contender, points) ->
            drawn.add(
                new LinePlot.Line(
                    contender,
                    style(contender),
                    points.keySet().stream().mapToDouble(x -> x).toArray(),
                    points.values().stream().mapToDouble(y -> y).toArray())));
    return drawn;
  }

  private static List<String> header(String first, Iterable<String> others) {
    List<String> header = new ArrayList<>(List.of(first));
    others.forEach(header::add);
    return header;
  }

  private Double ceiling(String dtype, int threads) {
    return performance.ceiling().stream()
        .filter(peak -> peak.threads() == threads)
        .findFirst()
        .map(peak -> peak.of(dtype))
        .orElse(null);
  }

  /** How long each contender takes at a workload; empty groups are left out. */
  public Map<String, Figure> times() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    PerformanceTable.groups(performance)
        .forEach(
            (title, group) -> {
              List<IntervalPlot.Row> rows = new ArrayList<>();
              List<List<String>> numbers = new ArrayList<>();
              for (Result result : group) {
                if (result.status() == Status.MEASURED) {
                  Estimate time = result.microseconds();
                  rows.add(
                      new IntervalPlot.Row(
                          result.contender(),
                          style(result.contender()),
                          time.value(),
                          time.low(),
                          time.high(),
                          PerformanceTable.time(time.value())));
                  numbers.add(numbers(result));
                }
              }
              if (!rows.isEmpty()) {
                figures.put(
                    title,
                    new Figure(
                        new IntervalPlot(
                            "Time of " + title, Axis.linear("microseconds"), null, rows),
                        List.of(
                            "contender", "time", "±", "GFLOP/s", "share", "heap", "times of ours"),
                        numbers));
              }
            });
    return figures;
  }

  private static List<String> numbers(Result result) {
    Estimate ratio = result.ratios().get(PerformanceTable.MAIN);
    return List.of(
        result.contender(),
        PerformanceTable.time(result.microseconds().value()),
        PerformanceTable.spread(result.microseconds()),
        PerformanceTable.number(result.gflops()),
        share(result),
        PerformanceTable.bytes(result.bytesPerOperation()),
        ratio == null ? "" : PerformanceTable.ratio(PerformanceTable.inverse(ratio)));
  }

  static String share(Result result) {
    return result.shareOfCeiling() == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100 * result.shareOfCeiling());
  }

  /**
   * The time of another contender over that of ours, workload by workload: to the right of 1, ours
   * is faster. A figure for each other contender, format and number of threads.
   */
  public List<Figure> ratios() {
    Map<List<String>, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : measured) {
      if (result.contender().equals(PerformanceTable.MAIN)) {
        for (String other : result.ratios().keySet()) {
          groups
              .computeIfAbsent(
                  List.of(other, result.dtype(), PerformanceTable.threads(result.threads())),
                  key -> new ArrayList<>())
              .add(result);
        }
      }
    }
    List<Figure> figures = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            figures.add(
                ratio(
                    key.get(0),
                    "Time of %s over that of %s, %s, %s"
                        .formatted(key.get(0), PerformanceTable.MAIN, key.get(1), key.get(2)),
                    group)));
    return figures;
  }

  private Figure ratio(String other, String title, List<Result> group) {
    List<IntervalPlot.Row> rows = new ArrayList<>();
    List<List<String>> numbers = new ArrayList<>();
    for (Result result : group) {
      Estimate ratio = result.ratios().get(other);
      rows.add(
          new IntervalPlot.Row(
              result.workload(),
              style(other),
              ratio.value(),
              ratio.low(),
              ratio.high(),
              PerformanceTable.significant(ratio.value())));
      numbers.add(
          List.of(result.workload(), PerformanceTable.ratio(ratio), Balance.of(ratio).toString()));
    }
    return new Figure(
        new IntervalPlot(title, Axis.logarithmic("times as long as ours"), 1.0, rows),
        List.of("workload", "ratio [95 %]", "ours is"),
        numbers);
  }

  /**
   * How much faster more threads are than the fewest: a figure for each workload and format that
   * was measured on several numbers of threads.
   */
  public List<Figure> scaling() {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : measured) {
      groups
          .computeIfAbsent(result.workload() + ", " + result.dtype(), key -> new ArrayList<>())
          .add(result);
    }
    List<Figure> figures = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (group.stream().mapToInt(Result::threads).distinct().count() > 1) {
            figures.add(scaling("Speed by threads, " + key, group));
          }
        });
    return figures;
  }

  private Figure scaling(String title, List<Result> group) {
    Map<String, NavigableMap<Double, Double>> lines = new LinkedHashMap<>();
    TreeMap<Double, Double> ideal = new TreeMap<>();
    for (Result result : group) {
      lines
          .computeIfAbsent(result.contender(), c -> new TreeMap<>())
          .put((double) result.threads(), result.microseconds().value());
    }
    lines.values().forEach(PerformancePlots::relate);
    lines.values().forEach(line -> line.keySet().forEach(threads -> ideal.put(threads, threads)));
    double fewest = ideal.firstKey();
    List<List<String>> rows = new ArrayList<>();
    for (double threads : ideal.keySet()) {
      List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.0f", threads)));
      lines.values().forEach(line -> row.add(PerformanceTable.number(line.get(threads))));
      rows.add(row);
    }
    LinePlot plot =
        new LinePlot(
            title,
            Axis.linear("threads"),
            Axis.linear("times as fast"),
            lines(lines),
            List.of(new LinePlot.Level("every thread counts", ideal.lastKey() / fewest)));
    return new Figure(plot, header("threads", lines.keySet()), rows);
  }

  /** Times become how often as fast as on the fewest threads. */
  private static void relate(NavigableMap<Double, Double> times) {
    double first = times.firstEntry().getValue();
    times.replaceAll((threads, time) -> first / time);
  }

  /** The shares of the ceiling: a row for each setting, a column for each contender. */
  public Figure shares() {
    Map<String, List<Result>> groups = PerformanceTable.groups(performance);
    List<List<String>> rows = new ArrayList<>();
    List<IntervalPlot.Row> bars = new ArrayList<>();
    groups.forEach(
        (title, group) -> {
          List<String> row = new ArrayList<>(List.of(title));
          for (String contender : contenders) {
            row.add(
                group.stream()
                    .filter(r -> r.contender().equals(contender) && r.shareOfCeiling() != null)
                    .findFirst()
                    .map(PerformancePlots::share)
                    .orElse("-"));
          }
          rows.add(row);
          group.stream()
              .filter(r -> r.contender().equals(PerformanceTable.MAIN))
              .filter(r -> r.shareOfCeiling() != null)
              .forEach(
                  r ->
                      bars.add(
                          new IntervalPlot.Row(
                              r.workload() + ", " + r.dtype() + ", " + r.threads(),
                              style(r.contender()),
                              100 * r.shareOfCeiling(),
                              null,
                              null,
                              share(r))));
        });
    return new Figure(
        new IntervalPlot(
            "Share of the ceiling that %s reaches".formatted(PerformanceTable.MAIN),
            Axis.linear("% of the multiply-adds that the machine can do"),
            null,
            bars),
        header("workload", contenders),
        rows);
  }
}
