package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.Deviation;
import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import java.util.Optional;
import java.util.function.IntPredicate;

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
    if (left.origin() != Origin.OUTSIDE && right.origin() != Origin.OUTSIDE) {
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
      Comparison comparison, Observation ofLeft, Observation ofRight, Bounds bounds) {
    return comparison.with(
        comparison.tensors().stream()
            .map(
                tensor ->
                    tensor.verdict() == Verdict.MISMATCH
                        ? knownDeviation(tensor.name(), ofLeft, ofRight, bounds)
                            .map(d -> tensor.with(Verdict.KNOWN, d.id() + ": " + d.title()))
                            .orElse(tensor)
                        : tensor)
            .toList());
  }

  /** Either side may be the one that the register knows. */
  private Optional<Deviation> knownDeviation(
      TensorName name, Observation ofLeft, Observation ofRight, Bounds bounds) {
    double[] l = ofLeft.find(name).orElseThrow().values();
    double[] r = ofRight.find(name).orElseThrow().values();
    Bound bound = bounds.of(name);
    IntPredicate isBeyondBound = k -> !ElementJudgement.of(l[k], r[k], bound, k).agrees();
    return KnownDeviations.explain(task, ofLeft, ofRight, right.origin(), name, isBeyondBound)
        .or(
            () ->
                KnownDeviations.explain(task, ofRight, ofLeft, left.origin(), name, isBeyondBound));
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
