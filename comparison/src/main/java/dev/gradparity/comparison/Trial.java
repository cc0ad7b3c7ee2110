package dev.gradparity.comparison;

import dev.gradparity.comparison.deviation.KnownDeviations;
import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.explain.Confirmer;
import dev.gradparity.comparison.explain.Explainer;
import dev.gradparity.comparison.explain.Party;
import dev.gradparity.comparison.numerics.CaseBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * A case before the judge: two subjects that are to agree on it.
 *
 * @param left the subject whose order of tensors and whose fingerprint the comparison keeps
 * @param right the other subject
 * @param task the case
 */
public record Trial(Subject left, Subject right, Case task) {

  /**
   * Lets both compute the case, compares, holds what matches against the arbiter where the case is
   * small, and says why where they do not match.
   */
  public Comparison judge() {
    return judge(confirmer(task));
  }

  /** The same for trials of one case, whose truth is computed once. */
  static List<Comparison> judgeAll(Case task, List<Trial> trials) {
    Confirmer confirmer = confirmer(task);
    return trials.stream().map(trial -> trial.judge(confirmer)).toList();
  }

  private static Confirmer confirmer(Case task) {
    return new Confirmer(task, Trial::boundsOf);
  }

  private Comparison judge(Confirmer confirmer) {
    Hearings heard = hear();
    Comparison confirmed = confirmer.confirm(heard.comparison, heard.left, heard.right);
    if (heard.comparison.verdict() == Verdict.MATCH) {
      // What the arbiter alone contradicts is held against the register to the last element.
      confirmed = withKnownDeviations(confirmed, heard.left, heard.right, name -> k -> true);
    }
    return explained(confirmed, heard);
  }

  /** The same without the arbiter's word on what matches. */
  public Comparison explain() {
    Hearings heard = hear();
    return explained(heard.comparison, heard);
  }

  /** The same without the reasons, which cost more than the verdict. */
  public Comparison compare() {
    return hear().comparison;
  }

  /** What both sides said, and what comes of it. */
  private record Hearings(Observation left, Observation right, Comparison comparison) {}

  private Hearings hear() {
    Observation ofLeft = left.observe(task);
    Observation ofRight = right.observe(task);
    Bounds bounds = bounds(ofLeft, ofRight);
    Comparison comparison = Comparator.compare(task, ofLeft, ofRight, bounds);
    Function<TensorName, IntPredicate> beyondBound =
        name -> beyondBound(values(ofLeft, name), values(ofRight, name), bounds.of(name));
    return new Hearings(
        ofLeft, ofRight, withKnownDeviations(comparison, ofLeft, ofRight, beyondBound));
  }

  private static IntPredicate beyondBound(double[] l, double[] r, Bound bound) {
    return k -> !ElementJudgement.of(l[k], r[k], bound, k).agrees();
  }

  private static double[] values(Observation observation, TensorName name) {
    return observation.find(name).orElseThrow().values();
  }

  private Comparison explained(Comparison comparison, Hearings heard) {
    if (comparison.verdict() != Verdict.MISMATCH) {
      return comparison;
    }
    return comparison.with(
        new Explainer(task, boundsOf(task))
            .explain(
                new Party(heard.left, left.showsWhatItUses()),
                new Party(heard.right, right.showsWhatItUses()),
                comparison));
  }

  private Comparison withKnownDeviations(
      Comparison comparison,
      Observation ofLeft,
      Observation ofRight,
      Function<TensorName, IntPredicate> beyondBound) {
    boolean isOutside = left.origin() == Origin.OUTSIDE || right.origin() == Origin.OUTSIDE;
    if (isOutside || comparison.firstMismatch().isEmpty()) {
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
              ? withKnownDeviation(tensor, known, hasParted, beyondBound.apply(tensor.name()))
              : tensor;
      isExplained &= judgement.verdict() != Verdict.MISMATCH;
      hasParted |= judgement.verdict() == Verdict.UNDECIDED || judgement.hasOverflown();
      judgements.add(judgement);
    }
    return comparison.with(judgements);
  }

  private static TensorJudgement withKnownDeviation(
      TensorJudgement tensor,
      List<KnownDeviations> known,
      boolean hasParted,
      IntPredicate isBeyondBound) {
    TensorName name = tensor.name();
    return known.stream()
        .flatMap(candidate -> candidate.explain(name, isBeyondBound).stream())
        .findFirst()
        .map(deviation -> tensor.known(deviation.id(), deviation.title()))
        .orElseGet(
            () ->
                known.stream().anyMatch(candidate -> candidate.followsOnEachSide(name, hasParted))
                    ? tensor.parted()
                    : tensor);
  }

  /** From the case alone. */
  private static Bounds boundsOf(Case task) {
    return ExactBounds.of(task).orElseGet(() -> CaseBounds.of(task));
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
