package dev.gradparity.comparison;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that one invocation compared.
 *
 * @param environment what it ran on: names and values, in display order
 * @param comparisons in the order in which they were made
 * @param dissents who stood alone, and in which case
 * @param absences who could not compute which case
 * @param replay the words of the command line that makes a comparison again; empty if there is none
 */
public record Run(
    Map<String, String> environment,
    List<Comparison> comparisons,
    List<Dissent> dissents,
    List<Absence> absences,
    Function<Comparison, List<String>> replay) {

  /** Copies the lists. */
  public Run {
    comparisons = List.copyOf(comparisons);
    dissents = List.copyOf(dissents);
    absences = List.copyOf(absences);
  }

  /** A run in which everybody could compute everything, and that no command line makes again. */
  public Run(Map<String, String> environment, List<Comparison> comparisons) {
    this(environment, comparisons, comparison -> List.of());
  }

  /** A run in which everybody could compute everything. */
  public Run(
      Map<String, String> environment,
      List<Comparison> comparisons,
      Function<Comparison, List<String>> replay) {
    this(environment, comparisons, List.of(), List.of(), replay);
  }

  /** A run of several subjects. */
  public static Run of(
      Map<String, String> environment,
      List<QuorumResult> results,
      Function<Comparison, List<String>> replay) {
    return new Run(
        environment,
        results.stream().flatMap(result -> result.comparisons().stream()).toList(),
        results.stream().flatMap(result -> result.dissent().stream()).toList(),
        results.stream().flatMap(result -> result.absences().stream()).toList(),
        replay);
  }

  /** How many subjects computed the last case: paper has computed the first ones alone. */
  public long subjectsOfLastCase() {
    return comparisons.isEmpty()
        ? 0
        : comparisons.stream()
            .filter(c -> c.caseName().equals(comparisons.get(comparisons.size() - 1).caseName()))
            .flatMap(c -> Stream.of(c.left(), c.right()))
            .distinct()
            .count();
  }

  /**
   * The verdict on the run. A comparison without power does not pass, and neither does a run that
   * compared nothing.
   */
  public Verdict verdict() {
    List<Verdict> verdicts = comparisons.stream().map(Comparison::verdict).toList();
    if (verdicts.contains(Verdict.MISMATCH)) {
      return Verdict.MISMATCH;
    }
    return verdicts.contains(Verdict.VACUOUS) ? Verdict.VACUOUS : Verdict.overall(verdicts);
  }

  /** How many tensors got each verdict. */
  public Map<Verdict, Integer> tensorCounts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Comparison comparison : comparisons) {
      for (TensorJudgement tensor : comparison.tensors()) {
        counts.merge(tensor.verdict(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** What the arbiter confirmed. */
  public Confirmation.Total confirmed() {
    Confirmation.Total total = Confirmation.Total.NONE;
    for (Comparison comparison : comparisons) {
      total = comparison.confirmation().map(total::plus).orElse(total);
    }
    return total;
  }

  /** How much of their bounds all elements used. */
  public Slack.Histogram slack() {
    return slackByQuantity().values().stream().reduce(Slack.Histogram.EMPTY, Slack.Histogram::plus);
  }

  /** How much of their bounds the elements of each quantity used. */
  public Map<Quantity, Slack.Histogram> slackByQuantity() {
    Map<Quantity, Slack.Histogram> ratios = new EnumMap<>(Quantity.class);
    for (Comparison comparison : comparisons) {
      for (TensorJudgement tensor : comparison.tensors()) {
        ratios.merge(tensor.name().quantity(), tensor.slack().ratios(), Slack.Histogram::plus);
      }
    }
    return ratios;
  }
}
