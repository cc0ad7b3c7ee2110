package dev.gradparity.spec;

/** Where a layer may be: only the last has the network's loss. */
public enum LayerPosition {
  /** Anywhere. */
  ANY,
  /** As the first, and not as the last. */
  FIRST,
  /** Anywhere but at the end. */
  NOT_LAST,
  /** As the last. */
  LAST
}
