package dev.gradparity.comparison;

/** Where a subject's arithmetic comes from, as far as the register of deviations knows it. */
public enum Origin {
  /** From somebody that nothing is known about. */
  OUTSIDE,
  /** From the definitions, by this project. */
  FROM_SCRATCH,
  /** From ND4J's operations. */
  ND4J,
  /** From Deeplearning4j's layers and losses, on ND4J's operations. */
  DEEPLEARNING4J;

  /** Whether it computes with ND4J's operations. */
  public boolean usesNd4j() {
    return this == ND4J || this == DEEPLEARNING4J;
  }
}
