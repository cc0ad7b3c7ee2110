package dev.gradparity.comparison;

import dev.gradparity.comparison.exact.ExactBounds;
import dev.gradparity.comparison.numerics.CaseBounds;

/**
 * A case before the judge: two subjects that are to agree on it.
 *
 * @param left the subject whose order of tensors and whose fingerprint the comparison keeps
 * @param right the other subject
 * @param task the case
 */
public record Trial(Subject left, Subject right, Case task) {

  /** Lets both compute the case, and compares. */
  public Comparison judge() {
    Observation ofLeft = left.observe(task);
    Observation ofRight = right.observe(task);
    return Comparator.compare(task, ofLeft, ofRight, bounds(ofLeft, ofRight));
  }

  private Bounds bounds(Observation ofLeft, Observation ofRight) {
    // In training, what the next step starts from are the parameters that are shown.
    boolean stepByStep =
        task instanceof Case.Training || (left.showsWhatItUses() && right.showsWhatItUses());
    return ExactBounds.of(task)
        .orElseGet(() -> stepByStep ? CaseBounds.of(task, ofLeft, ofRight) : CaseBounds.of(task));
  }
}
