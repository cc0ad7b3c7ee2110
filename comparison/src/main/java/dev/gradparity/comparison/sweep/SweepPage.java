package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.html.Pages;
import dev.gradparity.comparison.html.Show;
import dev.gradparity.comparison.plot.Histogram;
import dev.gradparity.comparison.sweep.Coverage.Factor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code index.html} of a sweep: what fails, what was covered, how close it came. */
final class SweepPage {

  static final String NAME = "index.html";

  /** Rows that somebody may read; {@code sweep.json} has all. */
  static final int SHOWN = 500;

  private static final Map<String, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              Verdict.KNOWN.name(),
              "the library differs from mathematics as its register of deviations says",
              Verdict.UNDECIDED.name(),
              "both sides are right, and no bound is left between them: a ReLU's argument is zero"
                  + " within rounding, a sum overflows as its order has it, or a known deviation has"
                  + " parted the sides",
              Verdict.VACUOUS.name(),
              "too few elements could have shown a fault, which is no pass of that network"));

  private final SweepResult result;
  private final Coverage coverage;
  private final List<Entry> failures;
  private final List<Coverage.Pair> unreached;
  private final Map<String, Map<String, SweepResult.Worst>> worstRatios;

  /** Whatever walks over all networks does it here, once. */
  private SweepPage(SweepResult result) {
    this.result = result;
    coverage = new Coverage(result.settings(), result.entries());
    failures = List.copyOf(result.failures());
    unreached = coverage.unreached();
    worstRatios = result.worstCertainRatios();
  }

  static String of(SweepResult result) {
    String title = "gradparity sweep: " + (result.fails() ? "FAILED" : "PASSED");
    return Pages.ofComparison().render(title, "sweep/sweep.jte", new SweepPage(result));
  }

  SweepResult result() {
    return result;
  }

  Coverage coverage() {
    return coverage;
  }

  /** By number. */
  List<Entry> failures() {
    return failures;
  }

  List<Coverage.Pair> unreached() {
    return unreached;
  }

  Map<String, Map<String, SweepResult.Worst>> worstRatios() {
    return worstRatios;
  }

  /**
   * Failures of one cause.
   *
   * @param kind what they have in common
   * @param entries the networks, by number
   * @param shrunk what some of them were shrunk to
   */
  record Kind(String kind, List<Entry> entries, List<Shrunk> shrunk) {}

  /** The most frequent first. */
  List<Kind> kinds() {
    Map<String, List<Entry>> byKind = new LinkedHashMap<>();
    for (Entry entry : failures) {
      byKind.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry);
    }
    return byKind.entrySet().stream()
        .map(
            kind ->
                new Kind(
                    kind.getKey(),
                    kind.getValue(),
                    result.shrunk().stream()
                        .filter(
                            shrunk ->
                                kind.getValue().stream()
                                    .anyMatch(entry -> entry.number() == shrunk.number()))
                        .toList()))
        .sorted((a, b) -> Integer.compare(b.entries().size(), a.entries().size()))
        .toList();
  }

  /** The command that judges a shrunk network, from the folder of this page. */
  static String replay(Shrunk shrunk) {
    return Show.shell(
        List.of(
            "./gradparity",
            "check",
            "--spec",
            shrunk.folder() + "/" + NetworkFiles.SPEC,
            "--arrays",
            shrunk.folder() + "/" + NetworkFiles.ARRAYS));
  }

  /** The command that draws a network again, with all before it. */
  String redraw(Entry entry) {
    return Show.shell(
        List.of(
            "./gradparity",
            "sweep",
            "--seed",
            String.valueOf(result.settings().seed()),
            "--dtype",
            result.settings().dtypes().size() > 1 ? "both" : entry.traits().dtype(),
            "--count",
            String.valueOf(entry.number())));
  }

  /** Whether a choice could meet an edge, and does in no network. */
  boolean isUnreached(Factor factor, String value, String edge) {
    return unreached.contains(new Coverage.Pair(factor, value, Factor.EDGE, edge))
        || unreached.contains(new Coverage.Pair(Factor.EDGE, edge, factor, value));
  }

  /** How many networks got each verdict, in the order of verdicts; crashes are last. */
  List<Map.Entry<String, Integer>> counts() {
    List<String> order = Stream.of(Verdict.values()).map(Verdict::name).toList();
    return result.counts().entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                count ->
                    order.contains(count.getKey()) ? order.indexOf(count.getKey()) : order.size()))
        .toList();
  }

  /** What the verdict of some networks means, where there are such. */
  List<String> meanings() {
    List<String> meanings = new ArrayList<>();
    MEANINGS.forEach(
        (verdict, meaning) -> {
          if (result.counts().containsKey(verdict)) {
            meanings.add(verdict + ": " + meaning);
          }
        });
    return meanings;
  }

  /** The shape beside a verdict, which may be one of a process. */
  static String sign(String verdict) {
    return Stream.of(Verdict.values())
        .filter(each -> each.name().equals(verdict))
        .map(Show::sign)
        .findFirst()
        .orElse("✗");
  }

  /** The registered deviations that networks met and how many did, the most frequent first. */
  List<Map.Entry<String, Integer>> deviations() {
    return result.deviations().entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  static String name(Factor factor) {
    return factor.name().toLowerCase(Locale.ROOT);
  }

  List<String> edges() {
    return coverage.values(Factor.EDGE);
  }

  /** The symbols of the tensors that have a ratio, in the order of data flow. */
  List<String> symbols() {
    return Stream.of(Quantity.values())
        .map(Quantity::symbol)
        .filter(symbol -> worstRatios.values().stream().anyMatch(w -> w.containsKey(symbol)))
        .toList();
  }

  /** How many networks have which worst error / bound among the tensors that match. */
  long[] ratioCounts() {
    long[] counts = Slack.Histogram.EMPTY.counts();
    for (Entry entry : result.entries()) {
      if (entry.outcome() instanceof Outcome.Judged judged && !judged.certainRatios().isEmpty()) {
        double worst =
            judged.certainRatios().values().stream().mapToDouble(r -> r).max().orElseThrow();
        counts[Slack.Histogram.bin(worst)]++;
      }
    }
    return counts;
  }

  String ratioPlot() {
    return new Histogram(
            "How many networks come how close to their bounds",
            "worst error / certain bound of a network's matching tensors",
            "networks",
            Slack.Histogram.bins(),
            ratioCounts())
        .svg();
  }
}
