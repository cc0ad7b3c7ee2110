package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Two subjects on one network after the other.
 *
 * @param left the subject whose numbers are kept with a failure
 * @param right the other
 */
public record NetworkJudge(Subject left, Subject right) {

  /** Judges all cases of a network. An exception of a subject is a crash. */
  Outcome judge(SweepNetwork network) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Case task : network.cases()) {
      try {
        comparisons.add(new Trial(left, right, task).compare());
      } catch (RuntimeException e) {
        return new Outcome.Crashed("%s: %s".formatted(task.name(), UserText.oneLine(e.toString())));
      }
    }
    Optional<Comparison> wrong =
        comparisons.stream().filter(c -> c.firstMismatch().isPresent()).findFirst();
    return new Outcome.Judged(
        new Run(Map.of(), comparisons).verdict(),
        worstRatios(comparisons, TensorJudgement::ratio),
        worstRatios(comparisons, tensor -> tensor.slack().probableRatio()),
        deviations(comparisons),
        wrong.map(NetworkJudge::kind).orElse(""),
        wrong.map(NetworkJudge::finding).orElse(""));
  }

  private static Set<String> deviations(List<Comparison> comparisons) {
    return comparisons.stream()
        .flatMap(comparison -> comparison.tensors().stream())
        .flatMap(tensor -> tensor.deviation().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Double> worstRatios(
      List<Comparison> comparisons, ToDoubleFunction<TensorJudgement> ratio) {
    Map<String, Double> worst = new TreeMap<>();
    for (Comparison comparison : comparisons) {
      for (TensorJudgement tensor : comparison.tensors()) {
        if (tensor.verdict() == Verdict.MATCH) {
          worst.merge(tensor.name().quantity().symbol(), ratio.applyAsDouble(tensor), Math::max);
        }
      }
    }
    return worst;
  }

  private static String kind(Comparison comparison) {
    TensorJudgement first = comparison.firstMismatch().orElseThrow();
    return "%s: %s = %s, %s = %s"
        .formatted(
            first.name().quantity().symbol(),
            comparison.left(),
            kind(first.left()),
            comparison.right(),
            kind(first.right()));
  }

  private static String kind(double value) {
    if (Double.isFinite(value)) {
      return value == 0 ? "0" : "a number";
    }
    return Double.isNaN(value) ? "NaN" : "infinite";
  }

  private static String finding(Comparison comparison) {
    TensorJudgement first = comparison.firstMismatch().orElseThrow();
    return "%s: %s %s: %s; worst at %s: %s = %s, %s = %s, error / bound = %.3g"
        .formatted(
            comparison.task(),
            first.name(),
            first.shape(),
            first.reason(),
            first.worstIndex(),
            comparison.left(),
            first.left(),
            comparison.right(),
            first.right(),
            first.ratio());
  }
}
