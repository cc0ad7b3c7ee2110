package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What a run looks like on a terminal: a table for each workload, then a balance. */
public final class PerformanceTable {

  /** Everybody else is compared with it. */
  static final String MAIN = "from-scratch-vector";

  private static final int[] WIDTHS = {22, 14, 9, 10, 8, 10, 25};

  private final Ansi ansi;

  /**
   * Tables in colours or without.
   *
   * @param ansi {@link Ansi#AUTO} respects NO_COLOR and pipes
   */
  public PerformanceTable(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The ceiling, a table for each workload, format and number of threads, and the balance. */
  public String of(Performance performance) {
    StringBuilder text = new StringBuilder();
    performance.ceiling().forEach(peak -> text.append(ceiling(peak)).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "%n+- is at 95 %% confidence, over %d rounds; share is of the ceiling; ratio is the time over"
                + " that of%n%s.%n",
            performance.method().roundsDone(),
            MAIN));
    for (List<Result> group : groups(performance).values()) {
      text.append('\n').append(group(group));
    }
    text.append('\n').append(balance(performance));
    performance
        .unavailable()
        .forEach((id, why) -> text.append("%s was not timed: %s%n".formatted(id, why)));
    return text.toString();
  }

  private static String ceiling(Peak peak) {
    return "ceiling, %s: %s GFLOP/s in float32, %s in float64; memory %s GB/s"
        .formatted(
            threads(peak.threads()),
            number(peak.float32()),
            number(peak.float64()),
            number(peak.memory()));
  }

  static String threads(int threads) {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  static Map<String, List<Result>> groups(Performance performance) {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : performance.results()) {
      String key =
          "%s, %s, %s".formatted(result.workload(), result.dtype(), threads(result.threads()));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
    }
    groups.values().removeIf(group -> group.stream().allMatch(r -> isSilent(r.status())));
    return groups;
  }

  static boolean isSilent(Status status) {
    return status == Status.ABSENT || status == Status.PENDING;
  }

  private String group(List<Result> group) {
    Result first = group.get(0);
    Column[] columns = new Column[WIDTHS.length];
    for (int k = 0; k < WIDTHS.length; k++) {
      columns[k] = new Column(WIDTHS[k], 0, Overflow.SPAN);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
    String title =
        "%s, %s, %s".formatted(first.workload(), first.dtype(), threads(first.threads()));
    table.addRowValues("", "time", "+-", "GFLOP/s", "share", "heap", "ratio [95 %]");
    List<String> remarks = new ArrayList<>();
    for (Result result : group) {
      if (result.status() == Status.MEASURED) {
        table.addRowValues(row(result).toArray(String[]::new));
        remark(result, remarks);
      } else if (!isSilent(result.status())) {
        remarks.add(
            ansi.string(
                    "@|red,bold %s|@ is not timed (%s): "
                        .formatted(
                            result.contender(), result.status().name().toLowerCase(Locale.ROOT)))
                + result.reason());
      }
    }
    StringBuilder text = new StringBuilder(ansi.string("@|bold " + title + "|@\n")).append(table);
    remarks.forEach(remark -> text.append("  ").append(remark).append('\n'));
    return text.toString();
  }

  private static List<String> row(Result result) {
    Estimate ratio = result.ratios().get(MAIN);
    return List.of(
        "  " + result.contender(),
        time(result.microseconds().value()),
        spread(result.microseconds()),
        number(result.gflops()),
        result.shareOfCeiling() == null
            ? "-"
            : String.format(Locale.ROOT, "%.1f %%", 100 * result.shareOfCeiling()),
        bytes(result.bytesPerOperation()),
        ratio == null ? "" : ratio(inverse(ratio)));
  }

  /** Says it plainly where somebody else is faster. */
  private void remark(Result result, List<String> remarks) {
    Estimate faster = result.ratios().get(MAIN);
    if (faster != null && faster.excludesOne() && faster.value() > 1) {
      remarks.add(
          ansi.string("@|yellow %s is faster than %s|@".formatted(result.contender(), MAIN))
              + ": %s times".formatted(ratio(faster)));
    }
    if (result.shareOfCeiling() != null && result.shareOfCeiling() > 1) {
      remarks.add("a share above 100 %: something else was running when the ceiling was measured");
    }
    if (result.reason() != null) {
      remarks.add("%s failed in one round: %s".formatted(result.contender(), result.reason()));
    }
  }

  /** How often the main contender was faster than each of the others. */
  private static String balance(Performance performance) {
    StringBuilder text = new StringBuilder();
    List<String> others =
        performance.results().stream()
            .filter(result -> result.status() == Status.MEASURED)
            .map(Result::contender)
            .filter(id -> !id.equals(MAIN))
            .distinct()
            .toList();
    for (String other : others) {
      List<Estimate> ratios =
          performance.results().stream()
              .filter(result -> result.contender().equals(MAIN))
              .map(result -> result.ratios().get(other))
              .filter(Objects::nonNull)
              .toList();
      long faster = ratios.stream().filter(r -> r.excludesOne() && r.value() > 1).count();
      long slower = ratios.stream().filter(r -> r.excludesOne() && r.value() < 1).count();
      text.append(
          "%s against %s: faster at %d of %d, slower at %d, not told apart at %d%n"
              .formatted(
                  MAIN, other, faster, ratios.size(), slower, ratios.size() - faster - slower));
    }
    return text.toString();
  }

  static Estimate inverse(Estimate ratio) {
    return new Estimate(
        1 / ratio.value(),
        ratio.high() == null ? null : 1 / ratio.high(),
        ratio.low() == null ? null : 1 / ratio.low());
  }

  static String ratio(Estimate ratio) {
    return ratio.low() == null
        ? significant(ratio.value())
        : "%s [%s, %s]"
            .formatted(
                significant(ratio.value()), significant(ratio.low()), significant(ratio.high()));
  }

  static String time(double microseconds) {
    if (microseconds < 1000) {
      return significant(microseconds) + " us";
    }
    return microseconds < 1e6
        ? significant(microseconds / 1e3) + " ms"
        : significant(microseconds / 1e6) + " s";
  }

  /** Half the interval on the logarithmic scale, as a percentage of the value. */
  static String spread(Estimate estimate) {
    if (estimate.low() == null) {
      return "-";
    }
    double percent = 100 * (Math.sqrt(estimate.high() / estimate.low()) - 1);
    return percent > 100 ? "> 100 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  static String bytes(Double bytes) {
    if (bytes == null) {
      return "-";
    }
    if (bytes < 1024) {
      return String.format(Locale.ROOT, "%.0f B", bytes);
    }
    return bytes < (1 << 20)
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1024)
        : String.format(Locale.ROOT, "%.1f MB", bytes / (1 << 20));
  }

  static String number(Double value) {
    return value == null ? "-" : significant(value);
  }

  /** Three significant digits, without exponents for what occurs. */
  static String significant(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (value >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, value >= 1 ? "%.2f" : "%.3f", value);
  }
}
