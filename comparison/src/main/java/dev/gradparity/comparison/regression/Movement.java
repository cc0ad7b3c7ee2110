package dev.gradparity.comparison.regression;

import java.util.Collection;

/** Whether a tensor, a case or a run moved. */
public enum Movement {
  /** Every bit is the same. */
  UNMOVED,
  /** Some bits differ, by no more than rounding explains. */
  WITHIN_BOUNDS,
  /** Something differs by more than rounding explains, or differs where nothing may. */
  OUT_OF_BOUNDS,
  /** What the baseline has is no longer there to compare. */
  MISSING;

  /** Whether a run with it passes. */
  public boolean passes() {
    return this == UNMOVED || this == WITHIN_BOUNDS;
  }

  /** The worst of several. */
  static Movement worst(Collection<Movement> parts) {
    return parts.stream().max(Movement::compareTo).orElse(UNMOVED);
  }
}
