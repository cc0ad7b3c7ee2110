package dev.gradparity.comparison.mutants;

import dev.gradparity.comparison.TensorJudgement;

/**
 * What the judge made of one fault.
 *
 * @param id the fault's short name
 * @param fault what is wrong
 * @param caught the first case on which the fault was found; null if it survived
 * @param shows on how many cases it changes a number
 * @param kills on how many of these it was found
 * @param pointed on how many of these the first wrong tensor is the first that the fault changes
 */
public record MutantVerdict(
    String id, String fault, Caught caught, int shows, int kills, int pointed) {

  /** Whether the judge found the fault on any case. */
  public boolean isKilled() {
    return caught != null;
  }

  /** Whether it was found, and in the tensor that it changes first. */
  boolean isLocalised() {
    return caught != null && caught.isTrueFirst();
  }

  /**
   * A fault that was found.
   *
   * @param caseName the case
   * @param tensor the first wrong tensor
   * @param isTrueFirst whether this is the first tensor that the fault changes at all
   * @param smallest the sizes of the smallest case on which it is found and localised
   * @param isSmall whether that has at most 2 layers, 4 units and minibatches of 2
   */
  public record Caught(
      String caseName,
      TensorJudgement tensor,
      boolean isTrueFirst,
      String smallest,
      boolean isSmall) {}
}
