package dev.gradparity.comparison.deviation;

/** What became of a registered deviation. */
public enum Status {
  /** The library shows it exactly as registered. */
  HOLDS,
  /** The library is right now. */
  VANISHED,
  /** The library is wrong in another way or by another amount. */
  CHANGED
}
