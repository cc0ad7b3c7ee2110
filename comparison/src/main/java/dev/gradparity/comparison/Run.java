package dev.gradparity.comparison;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything that one invocation compared.
 *
 * @param environment what it ran on: names and values, in display order
 * @param comparisons in the order in which they were made
 * @param replay the words of the command line that makes a comparison again; empty if there is none
 */
public record Run(
    Map<String, String> environment,
    List<Comparison> comparisons,
    Function<Comparison, List<String>> replay) {

  /** Copies the list. */
  public Run {
    comparisons = List.copyOf(comparisons);
  }

  /** A run that no command line makes again. */
  public Run(Map<String, String> environment, List<Comparison> comparisons) {
    this(environment, comparisons, comparison -> List.of());
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
