package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.html.Pages;
import dev.gradparity.comparison.html.Show;
import dev.gradparity.comparison.plot.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code index.html} of a run: what is wrong first, then each network and each of its cases. */
final class ComparePage {

  /** The kinds of tensor that have a column in the table of networks. */
  static final List<Quantity> COLUMNS = TerminalReport.COLUMNS;

  private static final int SHOWN_PROBLEMS = 20;

  /** Networks in the table, at half a kilobyte each. */
  private static final int SHOWN_NETWORKS = 1_000;

  /** Cases with their plots, at ten kilobytes each; a browser opens some megabytes at once. */
  private static final int SHOWN_CASES = 300;

  private final Run run;
  private final Verdict verdict;
  private final List<NetworkView> networks;
  private final List<NetworkView> worstFirst;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final Map<Quantity, Slack.Histogram> ratios;
  private final Slack.Histogram allRatios;
  private final List<Remark> remarks;

  /** Whatever walks over all tensors does it here, once. */
  private ComparePage(Run run) {
    this.run = run;
    verdict = run.verdict();
    networks = NetworkView.of(run);
    worstFirst = new ArrayList<>(networks);
    worstFirst.sort(Comparator.comparing(NetworkView::verdict).reversed());
    Map<Verdict, Integer> tensorCounts = run.tensorCounts();
    for (Verdict each : Verdict.values()) {
      counts.put(each, tensorCounts.getOrDefault(each, 0));
    }
    ratios = run.slackByQuantity();
    allRatios = run.slack();
    remarks = findRemarks();
  }

  static String of(Run run) {
    ComparePage page = new ComparePage(run);
    return Pages.ofComparison().render("gradparity: " + page.verdict, "report/compare.jte", page);
  }

  Run run() {
    return run;
  }

  /** Those that the table shows: all, or as many as somebody may read, the worst among them. */
  List<NetworkView> networks() {
    return inOrder(worstFirst.subList(0, Math.min(SHOWN_NETWORKS, worstFirst.size())));
  }

  int hiddenNetworks() {
    return networks.size() - networks().size();
  }

  /** Those with their cases. */
  List<NetworkView> detailed() {
    List<NetworkView> shown = new ArrayList<>();
    int cases = 0;
    for (NetworkView network : worstFirst) {
      cases += network.cases().size();
      if (cases > SHOWN_CASES && !shown.isEmpty()) {
        break;
      }
      shown.add(network);
    }
    return inOrder(shown);
  }

  private List<NetworkView> inOrder(List<NetworkView> some) {
    Set<NetworkView> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    chosen.addAll(some);
    return networks.stream().filter(chosen::contains).toList();
  }

  Verdict verdict() {
    return verdict;
  }

  /** How many tensors got each verdict, all verdicts. */
  Map<Verdict, Integer> counts() {
    return counts;
  }

  int tensors() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  long comparisons(Verdict verdict) {
    return run.comparisons().stream().filter(c -> c.verdict() == verdict).count();
  }

  /** One sentence: what the verdict means here. */
  String sentence() {
    int all = run.comparisons().size();
    return switch (verdict) {
      case MATCH -> "Every tensor agrees to within what rounding allows.";
      case KNOWN -> "All agrees, but for registered deviations of the library.";
      case UNDECIDED -> "Nothing is wrong; some tensors have two right answers, as is said below.";
      case VACUOUS ->
          all == 0
              ? "Nothing was compared, which is no pass."
              : "%d of %d comparisons could not have shown a fault, which is no pass."
                  .formatted(comparisons(Verdict.VACUOUS), all);
      case MISMATCH ->
          "%s of %s %s."
              .formatted(
                  Show.count(comparisons(Verdict.MISMATCH)),
                  all == 1 ? "1 comparison" : Show.count(all) + " comparisons",
                  comparisons(Verdict.MISMATCH) == 1 ? "does not match" : "do not match");
    };
  }

  List<CaseView> problems() {
    return cases().stream()
        .filter(view -> view.comparison().verdict() == Verdict.MISMATCH)
        .limit(SHOWN_PROBLEMS)
        .toList();
  }

  long hiddenProblems() {
    return Math.max(0, comparisons(Verdict.MISMATCH) - SHOWN_PROBLEMS);
  }

  private List<CaseView> cases() {
    return networks.stream().flatMap(network -> network.cases().stream()).toList();
  }

  /**
   * Tensors that neither match nor mismatch, of one verdict and for one reason.
   *
   * @param verdict what was found
   * @param reason why
   * @param first a case that has one
   * @param tensor its name there
   * @param tensors how many there are
   * @param cases in how many cases
   */
  record Remark(
      Verdict verdict, String reason, CaseView first, String tensor, int tensors, int cases) {

    Remark plus(int moreTensors) {
      return new Remark(verdict, reason, first, tensor, tensors + moreTensors, cases + 1);
    }
  }

  /** What deserves a word although it fails nothing: known deviations first. */
  List<Remark> remarks() {
    return remarks;
  }

  private List<Remark> findRemarks() {
    Map<String, Remark> found = new LinkedHashMap<>();
    for (Verdict kind : List.of(Verdict.KNOWN, Verdict.UNDECIDED, Verdict.VACUOUS)) {
      for (CaseView view : cases()) {
        Map<String, List<TensorJudgement>> byReason = new LinkedHashMap<>();
        for (TensorJudgement tensor : view.comparison().tensors()) {
          if (tensor.verdict() == kind) {
            byReason.computeIfAbsent(tensor.reason(), r -> new ArrayList<>()).add(tensor);
          }
        }
        byReason.forEach(
            (reason, tensors) ->
                found.merge(
                    kind + reason,
                    new Remark(
                        kind, reason, view, tensors.get(0).name().toString(), tensors.size(), 1),
                    (known, ignored) -> known.plus(tensors.size())));
      }
    }
    return List.copyOf(found.values());
  }

  Map<Quantity, Slack.Histogram> ratios() {
    return ratios;
  }

  /** What the arbiter says of what matches. */
  String confirmation() {
    return run.confirmed().sentence(run.comparisons().size());
  }

  Slack.Histogram allRatios() {
    return allRatios;
  }

  String ratioPlot() {
    return new Histogram(
            "How many elements of all tensors used how much of their bounds",
            "error / certain bound",
            "elements",
            Slack.Histogram.bins(),
            allRatios.counts())
        .svg();
  }
}
