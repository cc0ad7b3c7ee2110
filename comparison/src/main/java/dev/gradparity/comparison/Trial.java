package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import java.util.ArrayList;
import java.util.List;
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
    if (comparison.firstMismatch().isEmpty()) {
      return comparison;
    }
    // Either side may be the one that the register knows.
    List<KnownDeviations> known = new ArrayList<>();
    if (right.origin().usesNd4j()) {
      known.add(new KnownDeviations(task, ofLeft, ofRight, right.origin()));
    }
    if (left.origin().usesNd4j()) {
      known.add(new KnownDeviations(task, ofRight, ofLeft, left.origin()));
    }
    List<TensorJudgement> judgements = new ArrayList<>();
    boolean isExplained = true;
    boolean hasParted = false;
    for (TensorJudgement tensor : comparison.tensors()) {
      boolean isWrong = tensor.verdict() == Verdict.MISMATCH;
      // Behind what nobody explains, nothing is known.
      TensorJudgement judgement =
          isWrong && isExplained
              ? withKnownDeviation(tensor, known, hasParted, ofLeft, ofRight, bounds)
              : tensor;
      isExplained &= judgement.verdict() != Verdict.MISMATCH;
      hasParted |= judgement.verdict() == Verdict.UNDECIDED;
      judgements.add(judgement);
    }
    return comparison.with(judgements);
  }

  private static TensorJudgement withKnownDeviation(
      TensorJudgement tensor,
      List<KnownDeviations> known,
      boolean hasParted,
      Observation ofLeft,
      Observation ofRight,
      Bounds bounds) {
    TensorName name = tensor.name();
    double[] l = ofLeft.find(name).orElseThrow().values();
    double[] r = ofRight.find(name).orElseThrow().values();
    Bound bound = bounds.of(name);
    IntPredicate isBeyondBound = k -> !ElementJudgement.of(l[k], r[k], bound, k).agrees();
    Optional<TensorJudgement> explained =
        known.stream()
            .flatMap(candidate -> candidate.explain(name, isBeyondBound).stream())
            .findFirst()
            .map(deviation -> tensor.known(deviation.id(), deviation.title()));
    boolean followsFromParting =
        hasParted && known.stream().anyMatch(k -> k.followsOnEachSide(name, isBeyondBound));
    return explained.orElse(followsFromParting ? tensor.parted() : tensor);
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
