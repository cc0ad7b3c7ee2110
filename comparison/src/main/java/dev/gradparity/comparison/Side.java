package dev.gradparity.comparison;

import java.util.Collection;

/** Which side of a comparison is wrong. */
public enum Side {
  /** The left one. */
  LEFT,
  /** The right one. */
  RIGHT,
  /** Both. */
  BOTH,
  /** Neither, as far as was looked at. */
  NEITHER;

  /** The sides that are wrong. */
  public static Side of(boolean left, boolean right) {
    if (left) {
      return right ? BOTH : LEFT;
    }
    return right ? RIGHT : NEITHER;
  }

  /** A side that is wrong in one part is wrong in the whole. */
  public static Side union(Collection<Side> parts) {
    return of(
        parts.contains(LEFT) || parts.contains(BOTH),
        parts.contains(RIGHT) || parts.contains(BOTH));
  }
}
