package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.arbiter.Arbiter;
import dev.gradparity.comparison.arbiter.Hearing;
import java.util.Optional;

/** Explains the mismatches of one case. */
public final class Explainer {

  /** A fraction of a microsecond each: a second or two. */
  private static final long MOST_MULTIPLICATIONS = 4_000_000;

  private final Case task;
  private final Bounds bounds;

  /**
   * An explainer.
   *
   * @param bounds of the case alone, whatever bounds the comparison was made by: half of them is
   *     what one side may be off from the truth
   */
  public Explainer(Case task, Bounds bounds) {
    this.task = task;
    this.bounds = bounds;
  }

  /**
   * Why these two do not match.
   *
   * @param comparison of the two, with at least one mismatch
   */
  public Explanation explain(Party left, Party right, Comparison comparison) {
    Localisation where = Localisation.of(task, left, right, comparison);
    Optional<Arbitration> arbitration = arbitrate(left, right, comparison);
    Side wrong =
        where.wrong() == Side.NEITHER
            ? arbitration.map(Arbitration::wrong).orElse(Side.NEITHER)
            : where.wrong();
    return new Explanation(
        where.firstWrong(),
        wrong,
        where.basis(),
        where.consequences(),
        arbitration,
        convention(wrong, left, right, where.firstWrong()));
  }

  /** Of two that are wrong the right one is asked first, which is the one on trial in a check. */
  private Optional<Convention> convention(
      Side wrong, Party left, Party right, TensorName firstWrong) {
    Optional<Convention> found =
        wrong == Side.LEFT ? Optional.empty() : Detector.detect(task, right, firstWrong);
    return found.isPresent() || wrong == Side.RIGHT
        ? found
        : Detector.detect(task, left, firstWrong);
  }

  private Optional<Arbitration> arbitrate(Party left, Party right, Comparison comparison) {
    int step =
        comparison.tensors().stream()
            .filter(tensor -> tensor.verdict() == Verdict.MISMATCH)
            .map(TensorJudgement::name)
            .mapToInt(name -> name.step())
            .min()
            .orElse(0);
    if (Arbiter.multiplications(task, step) > MOST_MULTIPLICATIONS) {
      return Optional.empty();
    }
    return Optional.of(
        Hearing.of(
            new Arbiter(), task, left.observation(), right.observation(), comparison, bounds));
  }
}
