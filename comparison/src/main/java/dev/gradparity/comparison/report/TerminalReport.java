package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Absence;
import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dissent;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What a run looks like on a terminal: a row per network, then whatever did not match. */
public final class TerminalReport {

  static final List<Quantity> COLUMNS =
      List.of(
          Quantity.ACTIVATION,
          Quantity.LOSS,
          Quantity.D_WEIGHTS,
          Quantity.D_BIAS,
          Quantity.D_ACTIVATION,
          Quantity.D_INPUT,
          Quantity.STATE,
          Quantity.WEIGHTS,
          Quantity.BIAS);

  private static final int SHOWN_PROBLEMS = 20;

  private final Ansi ansi;

  /**
   * A report in colours or without.
   *
   * @param ansi {@link Ansi#AUTO} respects NO_COLOR and pipes
   */
  public TerminalReport(Ansi ansi) {
    this.ansi = ansi;
  }

  /**
   * A row per network and format, with the worst error / bound of each kind of tensor. Where more
   * than two subjects compute a network, a row stands for all of their comparisons.
   */
  public String networks(Run run) {
    boolean pairByPair = run.subjectsOfLastCase() <= 2;
    Map<String, List<Comparison>> groups = new LinkedHashMap<>();
    for (Comparison comparison : run.comparisons()) {
      String key = comparison.network() + "\n" + comparison.dtype().specName();
      groups
          .computeIfAbsent(
              pairByPair ? key + "\n" + sides(comparison) : key, k -> new ArrayList<>())
          .add(comparison);
    }
    TextTable table = table(widths(33, 9, COLUMNS.size()));
    List<String> header = new ArrayList<>(List.of("network", "dtype"));
    COLUMNS.forEach(quantity -> header.add(quantity.symbol()));
    header.add("verdict");
    addRow(table, header);
    groups.values().forEach(group -> addRow(table, networkRow(group, pairByPair)));
    return "Worst error / certain bound of each tensor, over all its layers and steps, the error less\n"
        + "what the tensor's own inputs explain; above 1 is too far.\n\n"
        + table;
  }

  private List<String> networkRow(List<Comparison> group, boolean pairByPair) {
    Comparison first = group.get(0);
    String label =
        !pairByPair || (first.left().equals("from-scratch") && first.right().equals("dl4j"))
            ? first.network()
            : "%s (%s/%s)".formatted(first.network(), first.left(), first.right());
    List<String> row = new ArrayList<>(List.of(label, first.dtype().specName()));
    for (Quantity quantity : COLUMNS) {
      row.add(
          group.stream()
              .flatMap(comparison -> comparison.tensors().stream())
              .filter(tensor -> tensor.name().quantity() == quantity)
              .map(TensorJudgement::ratio)
              .max(Double::compare)
              .map(TerminalReport::ratio)
              .orElse("-"));
    }
    row.add(coloured(new Run(Map.of(), group).verdict()));
    return row;
  }

  private static String sides(Comparison comparison) {
    return comparison.left() + " / " + comparison.right();
  }

  /** A row per tensor of each comparison; the steps of a training share a row. */
  public String tensors(Run run) {
    StringBuilder text = new StringBuilder();
    for (Comparison comparison : run.comparisons()) {
      text.append(
          "%s, %s, %s%n"
              .formatted(comparison.caseName(), comparison.dtype().specName(), sides(comparison)));
      TextTable table = table(new int[] {12, 14, 12, 12, 10, 14, 12});
      addRow(
          table, List.of("tensor", "shape", "max error", "bound", "ratio", "worst at", "verdict"));
      for (List<TensorJudgement> series : series(comparison).values()) {
        addRow(table, tensorRow(series));
      }
      text.append(table).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static Map<String, List<TensorJudgement>> series(Comparison comparison) {
    Map<String, List<TensorJudgement>> series = new LinkedHashMap<>();
    for (TensorJudgement tensor : comparison.tensors()) {
      String key = tensor.name().atStep(0).toString();
      series.computeIfAbsent(key, k -> new ArrayList<>()).add(tensor);
    }
    return series;
  }

  private List<String> tensorRow(List<TensorJudgement> series) {
    TensorJudgement worst =
        series.stream().max(Comparator.comparingDouble(TensorJudgement::ratio)).orElseThrow();
    return List.of(
        worst.name().toString(),
        worst.shape().toString(),
        scientific(worst.maxError()),
        scientific(worst.bound()),
        ratio(worst.ratio()),
        worst.worstIndex().toString(),
        coloured(Verdict.overall(series.stream().map(TensorJudgement::verdict).toList())));
  }

  /** What did not match, and why: the first wrong tensor of each mismatch, in data-flow order. */
  public String problems(Run run) {
    List<String> lines = new ArrayList<>();
    for (Comparison comparison : run.comparisons()) {
      comparison.firstMismatch().ifPresent(first -> lines.add(mismatch(comparison, first)));
    }
    shorten(lines, "comparisons with a mismatch");
    List<String> alone = new ArrayList<>();
    for (Dissent dissent : run.dissents()) {
      alone.add(
          "%s  %s, %s: %s"
              .formatted(
                  ansi.string("@|red,bold ALONE|@"),
                  dissent.caseName(),
                  dissent.dtype().specName(),
                  dissent.sentence()));
    }
    shorten(alone, "cases in which one stands alone");
    lines.addAll(alone);
    lines.addAll(absences(run));
    lines.addAll(others(run, Verdict.KNOWN));
    lines.addAll(others(run, Verdict.UNDECIDED));
    lines.addAll(others(run, Verdict.VACUOUS));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static void shorten(List<String> lines, String what) {
    int more = lines.size() - SHOWN_PROBLEMS;
    if (more > 0) {
      lines.subList(SHOWN_PROBLEMS, lines.size()).clear();
      lines.add("... and %d more %s; all are in the report".formatted(more, what));
    }
  }

  /** One line per reason. */
  private List<String> absences(Run run) {
    Map<String, Integer> cases = new LinkedHashMap<>();
    for (Absence absence : run.absences()) {
      cases.merge(absence.subject() + ": " + absence.reason(), 1, Integer::sum);
    }
    return cases.entrySet().stream()
        .map(
            entry ->
                "%s  %s (%d %s)"
                    .formatted(
                        ansi.string("@|yellow ABSENT|@"),
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue() == 1 ? "case" : "cases"))
        .toList();
  }

  private String mismatch(Comparison comparison, TensorJudgement first) {
    long wrong = comparison.tensors().stream().filter(t -> t.verdict() == Verdict.MISMATCH).count();
    return """
        %s  %s, %s, %s
          first wrong: %s %s: %s
          worst%s: %s = %s, %s = %s, error / bound = %s
          %d of %d tensors are wrong%s\
        """
        .formatted(
            coloured(Verdict.MISMATCH),
            comparison.caseName(),
            comparison.dtype().specName(),
            sides(comparison),
            first.name(),
            first.shape(),
            first.reason(),
            first.worstIndex().isEmpty() ? "" : " at " + first.worstIndex(),
            comparison.left(),
            first.left(),
            comparison.right(),
            first.right(),
            ratio(first.ratio()),
            wrong,
            comparison.tensors().size(),
            comparison.explanation().map(TerminalReport::explanation).orElse(""));
  }

  private static String explanation(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append("\n  why: ").append(explanation.basis());
    explanation
        .arbitration()
        .map(Arbitration::summary)
        .filter(summary -> !summary.isEmpty())
        .ifPresent(summary -> text.append("\n  ").append(summary));
    explanation
        .convention()
        .ifPresent(
            convention ->
                text.append("\n  convention: ")
                    .append(convention.sentence())
                    .append("\n  fix: ")
                    .append(convention.fix()));
    return text.toString();
  }

  /** One line per network for tensors that neither match nor mismatch, with one reason in full. */
  private List<String> others(Run run, Verdict verdict) {
    Map<String, List<TensorJudgement>> byCase = new TreeMap<>();
    for (Comparison comparison : run.comparisons()) {
      for (TensorJudgement tensor : comparison.tensors()) {
        if (tensor.verdict() == verdict) {
          String key = comparison.caseName() + ", " + comparison.dtype().specName();
          byCase.computeIfAbsent(key, k -> new ArrayList<>()).add(tensor);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    byCase.forEach(
        (key, tensors) -> {
          TensorJudgement first = tensors.get(0);
          String more = tensors.size() > 1 ? " and %d more".formatted(tensors.size() - 1) : "";
          lines.add(
              "%s  %s: %s%s: %s"
                  .formatted(coloured(verdict), key, first.name(), more, first.reason()));
        });
    return lines;
  }

  /** One line: the verdict, how much was judged, and how close it came. */
  public String summary(Run run) {
    Map<Verdict, Integer> counts = run.tensorCounts();
    int tensors = counts.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s  %,d tensors in %d comparisons:",
            coloured(run.verdict()),
            tensors,
            run.comparisons().size()));
    String separator = " ";
    for (Map.Entry<Verdict, Integer> entry : counts.entrySet()) {
      text.append(separator)
          .append(String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()));
      separator = ", ";
    }
    return text.toString();
  }

  /** One line: how many elements used how much of their certain bounds. */
  public String slack(Run run) {
    long[] counts = run.slack().counts();
    StringBuilder text = new StringBuilder("error / certain bound of all elements:");
    for (int bin = 0; bin < counts.length; bin++) {
      text.append(bin == 0 ? " " : ", ")
          .append(
              String.format(Locale.ROOT, "%s: %,d", Slack.Histogram.bins().get(bin), counts[bin]));
    }
    double worst = 0;
    for (Comparison comparison : run.comparisons()) {
      for (TensorJudgement tensor : comparison.tensors()) {
        worst = Math.max(worst, tensor.slack().probableRatio());
      }
    }
    return text.append("; worst error / probable bound: ").append(ratio(worst)).toString();
  }

  /** One line: what the arbiter says of what matches. */
  public String confirmation(Run run) {
    return "arbiter: " + run.confirmed().sentence(run.comparisons().size());
  }

  private String coloured(Verdict verdict) {
    String colour =
        switch (verdict) {
          case MATCH, KNOWN -> "green";
          case MISMATCH -> "red,bold";
          case UNDECIDED, VACUOUS -> "yellow";
        };
    return ansi.string("@|" + colour + " " + verdict + "|@");
  }

  private static String ratio(double ratio) {
    return ratio < 1000
        ? String.format(Locale.ROOT, "%.3f", ratio)
        : String.format(Locale.ROOT, "%.1e", ratio);
  }

  private static String scientific(double value) {
    return String.format(Locale.ROOT, "%.2e", value);
  }

  private static int[] widths(int first, int second, int ratios) {
    int[] widths = new int[ratios + 3];
    widths[0] = first;
    widths[1] = second;
    Arrays.fill(widths, 2, ratios + 2, 9);
    widths[ratios + 2] = 12;
    return widths;
  }

  private TextTable table(int[] widths) {
    Column[] columns = new Column[widths.length];
    for (int k = 0; k < widths.length; k++) {
      columns[k] = new Column(widths[k], 0, Overflow.SPAN);
    }
    return TextTable.forColumns(Help.defaultColorScheme(ansi), columns);
  }

  private static void addRow(TextTable table, List<String> cells) {
    table.addRowValues(cells.toArray(String[]::new));
  }
}
