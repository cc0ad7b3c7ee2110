package dev.gradparity.benchmarks.regression;

import java.util.Locale;

/** What a change is. Significance and size are two questions; an alarm needs both. */
public enum Finding {
  /** Slower beyond chance, and by enough to matter: the alarm. */
  REGRESSED,
  /** Slower beyond chance, by less than matters. */
  SLIGHTLY_SLOWER,
  /** Faster beyond chance. */
  FASTER,
  /** No more than chance and the machine's own drift. */
  NOT_TOLD_APART,
  /** It has fewer than two rounds in one of the runs: nothing can be said. */
  TOO_FEW_ROUNDS,
  /** It was timed before, and could not be timed now. */
  NOT_TIMED_NOW;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
