package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A run written up in Markdown, with its plots and its numbers in a folder beside the page. */
public final class PerformanceDocument {

  private static final String SUFFIX = ".md";

  private final Performance performance;
  private final String folder;
  private final Map<String, String> plots = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private PerformanceDocument(Performance performance, String folder) {
    this.performance = performance;
    this.folder = folder;
  }

  /**
   * Writes the page, then everything that it shows.
   *
   * @param page ends in {@code .md}; the folder has its name without that
   * @throws InvalidInputException if it does not, or cannot be written
   */
  public static void write(Path page, Performance performance) {
    Path folder = folder(page);
    PerformanceDocument document =
        new PerformanceDocument(performance, folder.getFileName().toString());
    String markdown = document.markdown();
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> plot : document.plots.entrySet()) {
        write(folder.resolve(plot.getKey()), plot.getValue());
      }
      write(folder.resolve(PerformanceFile.NAME), PerformanceFile.toJson(performance));
      write(page, markdown);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be written; give a file in a writable folder with --page (%s)"
              .formatted(page, UserText.reason(e)),
          e);
    }
  }

  private static Path folder(Path page) {
    String name = page.getFileName().toString();
    if (!name.endsWith(SUFFIX) || name.equals(SUFFIX)) {
      throw new InvalidInputException(
          "--page: %s does not end in %s, and its folder of plots would have its name"
              .formatted(page, SUFFIX));
    }
    return page.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static void write(Path file, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(bytes));
  }

  private String markdown() {
    text.append(
        """
        # Performance

        Written by `./gradparity bench --from docs/performance/performance.json --page docs/performance.md`
        from the measurements in [that file](%s/performance.json); all figures and the sentences around them
        come from it. [performance-json.md](performance-json.md) says how they are made: each contender in a
        JVM of its own under JMH, judged in it before it is timed, by turns, beside the most that the machine
        can do. Intervals are 95 %% confidence intervals over rounds of fresh JVMs.

        """
            .formatted(folder));
    new Standing(performance).writeTo(text);
    new Undisturbed(performance).writeTo(text);
    machine();
    contenders();
    section("Matrix products", "product-", new PerformancePlots(performance).rates());
    section("The affine layer", "affine-", List.of());
    section("Training steps", "train-", List.of());
    ratios();
    threads();
    new Shortfall(performance).writeTo(text);
    return text.toString();
  }

  private void machine() {
    Map<String, String> environment = performance.environment();
    text.append("## The machine and its ceiling\n\n");
    text.append(
        "%s, %s processors, %s, Java %s; sources %s. Load before the run: %s.\n\n"
            .formatted(
                environment.getOrDefault("cpu", "an unknown processor"),
                environment.getOrDefault("processors", "unknown"),
                environment.getOrDefault("os", "an unknown system"),
                environment.getOrDefault("java", "unknown"),
                environment.getOrDefault("commit", "unknown"),
                environment.getOrDefault("loadAverage", "unknown")));
    text.append(
        """
        The ceiling is the best that multiply-adds out of registers did in any round; the memory's, a triad
        `a = b + s c` over arrays of four times the last cache.

        | threads | float32, GFLOP/s | float64, GFLOP/s | memory, GB/s |
        |---|---|---|---|
        """);
    for (Peak peak : performance.ceiling()) {
      row(
          String.valueOf(peak.threads()),
          PerformanceTable.number(peak.float32()),
          PerformanceTable.number(peak.float64()),
          PerformanceTable.number(peak.memory()));
    }
    String handovers = Handovers.sentence(performance);
    if (!handovers.isEmpty()) {
      text.append('\n').append(handovers).append('\n');
    }
    TreeSet<Integer> rounds = new TreeSet<>();
    measured(result -> true).forEach(result -> rounds.add(result.rounds().size()));
    if (!rounds.isEmpty()) {
      text.append(
          "\nRounds: %s.%s%s\n\n"
              .formatted(
                  rounds.first().equals(rounds.last())
                      ? rounds.first().toString()
                      : rounds.first() + " to " + rounds.last(),
                  rounds.first() < 4
                      ? " So few make wide intervals: of two rounds, Student's quantile is 12.7."
                      : "",
                  performance.complete() ? "" : " The run was interrupted: not all is here."));
    }
  }

  private List<Result> measured(Predicate<Result> which) {
    return performance.results().stream()
        .filter(result -> result.status() == Status.MEASURED)
        .filter(which)
        .toList();
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void contenders() {
    text.append(
        "## Who took part\n\n| contender | what computed, as it said itself | timed at |\n");
    text.append("|---|---|---|\n");
    List<String> ids = performance.results().stream().map(Result::contender).distinct().toList();
    for (String id : ids) {
      List<Result> own = measured(result -> result.contender().equals(id));
      row(
          "`" + id + "`",
          own.stream().map(Result::description).distinct().collect(Collectors.joining("<br>")),
          own.size() + " settings");
    }
    text.append('\n');
    performance
        .unavailable()
        .forEach((id, why) -> text.append("`%s` was not timed: %s.\n\n".formatted(id, why)));
    for (Result result : performance.results()) {
      if (result.status() == Status.REFUSED || result.status() == Status.FAILED) {
        text.append(
            "`%s` was not timed at %s (%s): %s.\n\n"
                .formatted(
                    result.contender(),
                    setting(result),
                    result.status().name().toLowerCase(Locale.ROOT),
                    result.reason()));
      }
    }
  }

  static String setting(Result result) {
    return "%s, %s, %s"
        .formatted(result.workload(), result.dtype(), PerformanceTable.threads(result.threads()));
  }

  /** Plots, then a row for each workload, format and number of threads: ours, and all others. */
  private void section(String title, String prefix, List<Figure> figures) {
    List<Result> ours =
        measured(
            result ->
                result.workload().startsWith(prefix)
                    && result.contender().equals(PerformanceTable.MAIN));
    if (ours.isEmpty()) {
      return;
    }
    text.append("## ").append(title).append("\n\n");
    figures.forEach(this::plot);
    List<String> others =
        ours.stream().flatMap(result -> result.ratios().keySet().stream()).distinct().toList();
    text.append(
        """
        Time, rate, share of the ceiling and heap are those of `%s`; a column of another has the time of that
        one over it, with its interval: above 1, `%s` is faster.

        """
            .formatted(PerformanceTable.MAIN, PerformanceTable.MAIN));
    boolean handedOver = ours.stream().anyMatch(result -> !result.handovers().isEmpty());
    if (handedOver) {
      text.append(
          "Handover is the time from one core to another, right after each round's JVM.\n\n");
    }
    text.append("| workload | format | threads | time | ± | GFLOP/s | share | heap |");
    text.append(handedOver ? " handover |" : "");
    others.forEach(other -> text.append(" `").append(other).append("` |"));
    text.append("\n|---|---|---|---|---|---|---|---|").append(handedOver ? "---|" : "");
    text.append("---|".repeat(others.size()));
    text.append('\n');
    for (Result result : ours) {
      text.append(
          "| %s | %s | %d | %s | %s | %s | %s | %s |"
              .formatted(
                  result.workload().substring(prefix.length()),
                  result.dtype(),
                  result.threads(),
                  PerformanceTable.time(result.microseconds().value()),
                  PerformanceTable.spread(result.microseconds()),
                  PerformanceTable.number(result.gflops()),
                  PerformancePlots.share(result),
                  PerformanceTable.bytes(result.bytesPerOperation())));
      text.append(handedOver ? " " + Handovers.of(result) + " |" : "");
      for (String other : others) {
        text.append(" ")
            .append(
                result.ratios().containsKey(other)
                    ? PerformanceTable.ratio(result.ratios().get(other))
                    : "-")
            .append(" |");
      }
      text.append('\n');
    }
    text.append('\n');
  }

  private void ratios() {
    List<Figure> figures = new PerformancePlots(performance).ratios();
    if (!figures.isEmpty()) {
      text.append(
          "## Ratios\n\nTo the right of 1, `%s` is faster.\n\n".formatted(PerformanceTable.MAIN));
      figures.forEach(this::plot);
    }
  }

  /** How many times as fast each contender is on the most threads as on the fewest. */
  private void threads() {
    Map<String, Map<String, TreeMap<Integer, Double>>> times = new LinkedHashMap<>();
    for (Result result : measured(r -> true)) {
      times
          .computeIfAbsent(
              "%s | %s".formatted(result.workload(), result.dtype()), k -> new LinkedHashMap<>())
          .computeIfAbsent(result.contender(), k -> new TreeMap<>())
          .put(result.threads(), result.microseconds().value());
    }
    times.values().removeIf(row -> row.values().stream().allMatch(line -> line.size() < 2));
    if (times.isEmpty()) {
      return;
    }
    List<String> ids =
        times.values().stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    text.append("## Threads\n\n");
    new BestThreads(performance).writeTo(text);
    text.append("Times as fast on the most threads as on the fewest:\n\n");
    text.append("| workload | format |");
    ids.forEach(id -> text.append(" `").append(id).append("` |"));
    text.append("\n|---|---|").append("---|".repeat(ids.size())).append('\n');
    times.forEach(
        (name, row) -> {
          text.append("| ").append(name).append(" |");
          for (String id : ids) {
            TreeMap<Integer, Double> line = row.getOrDefault(id, new TreeMap<>());
            text.append(" ")
                .append(
                    line.size() < 2
                        ? "-"
                        : PerformanceTable.significant(
                            line.firstEntry().getValue() / line.lastEntry().getValue()))
                .append(" |");
          }
          text.append('\n');
        });
    text.append('\n');
  }

  private void plot(Figure figure) {
    String title = figure.plot().title();
    String name =
        title.toLowerCase(Locale.ROOT).replace("ᵀ", "t").replaceAll("[^a-z0-9]+", "-") + ".svg";
    plots.put(name, figure.plot().svgFile() + "\n");
    text.append("![%s](%s/%s)\n\n".formatted(title, folder, name));
  }
}
