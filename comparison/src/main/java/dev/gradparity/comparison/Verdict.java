package dev.gradparity.comparison;

import java.util.Collection;

/** What a comparison found. */
public enum Verdict {
  /** Every element differs by no more than its bound. */
  MATCH,
  /** The library differs from mathematics, in the way and by the size that are registered. */
  KNOWN,
  /**
   * Both answers are right: a ReLU kink lies within rounding of its argument, a sum overflows in
   * one order of its terms, or a {@link #KNOWN} difference has parted the sides.
   */
  UNDECIDED,
  /** The check has no power, and never counts as a pass. */
  VACUOUS,
  /** An element differs by more than its bound. */
  MISMATCH;

  /**
   * The verdict on a whole: one mismatch decides; without a match there is nothing to pass on.
   *
   * @param parts the verdicts on its parts; none of them is {@link #VACUOUS}, too
   */
  public static Verdict overall(Collection<Verdict> parts) {
    if (parts.contains(MISMATCH)) {
      return MISMATCH;
    }
    if (parts.contains(UNDECIDED)) {
      return UNDECIDED;
    }
    if (parts.contains(KNOWN)) {
      return KNOWN;
    }
    return parts.contains(MATCH) ? MATCH : VACUOUS;
  }
}
