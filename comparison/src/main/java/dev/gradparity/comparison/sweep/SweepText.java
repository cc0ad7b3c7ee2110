package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.html.Show;
import dev.gradparity.comparison.sweep.Coverage.Factor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a sweep looks like on a terminal: coverage, worst ratios, failures, and one last line. */
public final class SweepText {

  private static final int SHOWN = 20;

  private final SweepResult result;
  private final Coverage coverage;
  private final StringBuilder text = new StringBuilder();

  private SweepText(SweepResult result) {
    this.result = result;
    coverage = new Coverage(result.settings(), result.entries());
  }

  /** The text, with a line end at its end. */
  public static String of(SweepResult result) {
    return new SweepText(result).write();
  }

  private String write() {
    coverageTable();
    unreached();
    worstRatios();
    deviations();
    failures();
    summary();
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void coverageTable() {
    line("Networks with each choice, by what is particular about their numbers.");
    line("");
    List<String> edges = coverage.values(Factor.EDGE);
    String row = "%-" + labelWidth() + "s%s";
    line(row, "", edges.stream().map(edge -> "%13s".formatted(edge)).collect(Collectors.joining()));
    for (Factor factor : Coverage.ROWS) {
      for (String value : coverage.values(factor)) {
        line(
            row,
            label(factor, value),
            edges.stream()
                .map(edge -> "%13d".formatted(coverage.count(factor, value, Factor.EDGE, edge)))
                .collect(Collectors.joining()));
      }
    }
    line("");
    line(
        "%,d of the %,d combinations of activation, loss, updater, type and edge are reached.",
        coverage.cells().size(), coverage.cellsInAll());
  }

  private static String label(Factor factor, String value) {
    return factor.name().toLowerCase(Locale.ROOT) + " " + value;
  }

  private int labelWidth() {
    return Coverage.ROWS.stream()
        .flatMap(factor -> coverage.values(factor).stream().map(value -> label(factor, value)))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  private void unreached() {
    List<Coverage.Pair> unreached = coverage.unreached();
    if (unreached.isEmpty()) {
      line("Every pair of two choices is reached.");
    } else {
      line("Pairs that are never reached:");
      lines(unreached.stream().map(pair -> "  " + pair).toList());
    }
    line("");
  }

  private void lines(List<String> lines) {
    lines.stream().limit(SHOWN).forEach(line -> line("%s", line));
    if (lines.size() > SHOWN) {
      line("  ... and %d more; all are in %s", lines.size() - SHOWN, SweepReport.NAME);
    }
  }

  private void worstRatios() {
    Map<String, Map<String, SweepResult.Worst>> worst = result.worstCertainRatios();
    if (worst.isEmpty()) {
      return;
    }
    line("Worst error / certain bound of the tensors that match, above 1 is too far; and worst");
    line("error / probable bound, which does not decide.");
    line("");
    List<String> symbols =
        Stream.of(Quantity.values())
            .map(Quantity::symbol)
            .filter(symbol -> worst.values().stream().anyMatch(w -> w.containsKey(symbol)))
            .toList();
    line(
        "%-18s%s",
        "", symbols.stream().map(symbol -> "%8s".formatted(symbol)).collect(Collectors.joining()));
    ratios("certain", symbols, worst);
    ratios("probable", symbols, result.worstProbableRatios());
    line("");
  }

  private void ratios(
      String bound, List<String> symbols, Map<String, Map<String, SweepResult.Worst>> worst) {
    worst.forEach(
        (dtype, bySymbol) ->
            line(
                "%-9s%-9s%s",
                dtype,
                bound,
                symbols.stream()
                    .map(symbol -> ratio(bySymbol.get(symbol)))
                    .collect(Collectors.joining())));
  }

  private void deviations() {
    Map<String, Integer> deviations = result.deviations();
    if (deviations.isEmpty()) {
      return;
    }
    line("Networks that meet a registered deviation of Deeplearning4j's.");
    line("");
    deviations.forEach((id, count) -> line("%-25s%,8d", id, count));
    line("");
  }

  private static String ratio(SweepResult.Worst worst) {
    return "%8s".formatted(worst == null ? "-" : Show.ratio(worst.ratio()));
  }

  /** One example of each kind. */
  private void failures() {
    Map<String, List<Entry>> kinds = new LinkedHashMap<>();
    for (Entry entry : result.failures()) {
      kinds.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry);
    }
    List<String> lines = new ArrayList<>();
    kinds.forEach((kind, entries) -> lines.add(failure(kind, entries)));
    lines(lines);
    if (!lines.isEmpty()) {
      line("");
    }
  }

  private String failure(String kind, List<Entry> entries) {
    Entry first = entries.get(0);
    StringBuilder block = new StringBuilder();
    block.append(
        String.format(
            Locale.ROOT,
            "%s: %,d network%s%n  %d (%s): %s",
            kind,
            entries.size(),
            entries.size() == 1 ? "" : "s",
            first.number(),
            first.traits().edge(),
            first.outcome().finding()));
    result.shrunk().stream()
        .filter(shrunk -> shrunk.number() == first.number())
        .forEach(shrunk -> block.append("%n  %s: %s".formatted(shrunk.folder(), shrunk.summary())));
    return block.toString();
  }

  private void summary() {
    line(
        "%s  %,d networks of seed %d: %s",
        result.fails() ? "FAILED" : "PASSED",
        result.entries().size(),
        result.settings().seed(),
        result.counts().entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
            .collect(Collectors.joining(", ")));
  }
}
