package dev.gradparity.comparison;

import dev.gradparity.spec.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one tensor, and the element that stands for it: the one with the largest ratio, of
 * those that no kink explains if there are any.
 *
 * @param name the tensor
 * @param shape its shape on the left
 * @param verdict what was found
 * @param maxError the largest |left - right|; infinite where NaN or infinity meets something else;
 *     where the arbiter contradicts sides that agree, how far the worst element is from the truth
 * @param bound the certain bound at the worst element, which decided
 * @param ratio error / bound at the worst element; above 1 is too far
 * @param worstIndex the index of the worst element; empty for a scalar
 * @param left the left value there
 * @param right the right value there
 * @param reason why, unless it is a plain match; otherwise empty
 * @param slack how much of the bounds was used
 */
public record TensorJudgement(
    TensorName name,
    Shape shape,
    Verdict verdict,
    double maxError,
    double bound,
    double ratio,
    List<Integer> worstIndex,
    double left,
    double right,
    String reason,
    Slack slack) {

  private static final String AFTER_ID = ": ";

  /** The same elements, which follow on each side from what it had, after the sides have parted. */
  TensorJudgement parted() {
    return with(
        Verdict.UNDECIDED,
        "as far as bounds tell, each side is right by its own inputs, which have parted before");
  }

  /** The same elements, whose differences a registered deviation of this id and title explains. */
  TensorJudgement known(String id, String title) {
    return with(Verdict.KNOWN, id + AFTER_ID + title);
  }

  /** Whether a value is no number where that may be an overflow, by which later ones part. */
  boolean hasOverflown() {
    return bound == Double.POSITIVE_INFINITY && !(Double.isFinite(left) && Double.isFinite(right));
  }

  private TensorJudgement with(Verdict otherVerdict, String otherReason) {
    return new TensorJudgement(
        name,
        shape,
        otherVerdict,
        maxError,
        bound,
        ratio,
        worstIndex,
        left,
        right,
        otherReason,
        slack);
  }

  /**
   * The same elements, which the arbiter contradicts.
   *
   * @param offset of the element that is farthest off
   * @param allowed by what one side may be off there
   * @param ofLeft what the left side says there
   * @param ofRight what the right side says there
   * @param why a sentence
   */
  public TensorJudgement contradicted(
      int offset, double allowed, ElementClaim ofLeft, ElementClaim ofRight, String why) {
    return new TensorJudgement(
        name,
        shape,
        Verdict.MISMATCH,
        Math.max(ofLeft.error(), ofRight.error()),
        allowed,
        Math.max(ofLeft.share(), ofRight.share()),
        shape.indexOf(offset),
        ofLeft.value(),
        ofRight.value(),
        why,
        slack);
  }

  /** The id of the registered deviation that explains the differences, if one does. */
  public Optional<String> deviation() {
    return verdict == Verdict.KNOWN
        ? Optional.of(reason.substring(0, reason.indexOf(AFTER_ID)))
        : Optional.empty();
  }
}
