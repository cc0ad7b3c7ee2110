package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import java.util.ArrayList;
import java.util.List;

/**
 * A case before the judge: two subjects that are to agree on it.
 *
 * @param left the subject whose order of tensors and whose fingerprint the comparison keeps
 * @param right the other subject
 * @param task the case
 */
public record Trial(Subject left, Subject right, Case task) {

  /** Lets both compute the case, compares, and says why where they do not match. */
  public Comparison judge() {
    return judge(true);
  }

  /** The same without the reasons, which cost more than the verdict. */
  public Comparison compare() {
    return judge(false);
  }

  private Comparison judge(boolean withReasons) {
    Observation ofLeft = left.observe(task);
    Observation ofRight = right.observe(task);
    Bounds bounds = bounds(ofLeft, ofRight);
    Comparison comparison = Comparator.compare(task, ofLeft, ofRight, bounds);
    if (left instanceof FromScratchSubject && right instanceof Dl4jSubject) {
      comparison = withKnownDeviations(comparison, ofLeft, ofRight, bounds);
    }
    return withReasons && comparison.verdict() == Verdict.MISMATCH
        ? explained(comparison, ofLeft, ofRight)
        : comparison;
  }

  private Comparison explained(Comparison comparison, Observation ofLeft, Observation ofRight) {
    Bounds ofCase = ExactBounds.of(task).orElseGet(() -> CaseBounds.of(task));
    return comparison.with(
        new Explainer(task, ofCase)
            .explain(
                new Party(ofLeft, left.showsWhatItUses()),
                new Party(ofRight, right.showsWhatItUses()),
                comparison));
  }

  private Comparison withKnownDeviations(
      Comparison comparison, Observation ours, Observation library, Bounds bounds) {
    if (comparison.firstMismatch().isEmpty()) {
      return comparison;
    }
    KnownDeviations known = new KnownDeviations(task, ours, library);
    List<TensorJudgement> judgements = new ArrayList<>();
    boolean isExplained = true;
    for (TensorJudgement tensor : comparison.tensors()) {
      boolean isWrong = tensor.verdict() == Verdict.MISMATCH;
      // Behind what nobody explains, nothing is known.
      TensorJudgement judgement =
          isWrong && isExplained
              ? withKnownDeviation(tensor, known, ours, library, bounds)
              : tensor;
      isExplained &= judgement.verdict() != Verdict.MISMATCH;
      judgements.add(judgement);
    }
    return comparison.with(judgements);
  }

  private static TensorJudgement withKnownDeviation(
      TensorJudgement tensor,
      KnownDeviations known,
      Observation ours,
      Observation library,
      Bounds bounds) {
    double[] left = ours.find(tensor.name()).orElseThrow().values();
    double[] right = library.find(tensor.name()).orElseThrow().values();
    Bound bound = bounds.of(tensor.name());
    return known
        .explain(tensor.name(), k -> !ElementJudgement.of(left[k], right[k], bound, k).agrees())
        .map(deviation -> tensor.known(deviation.id(), deviation.title()))
        .orElse(tensor);
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
