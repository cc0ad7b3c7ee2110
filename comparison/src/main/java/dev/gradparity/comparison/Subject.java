package dev.gradparity.comparison;

/** Something that can compute a network: an implementation on trial, or one to judge it by. */
public interface Subject {

  /** The name in reports. */
  String name();

  /**
   * Computes a case; the same case gives the same observation.
   *
   * @throws CannotComputeException if the subject lacks something that the case needs
   */
  Observation observe(Case task);

  /** Where its arithmetic comes from. */
  default Origin origin() {
    return Origin.OUTSIDE;
  }

  /**
   * Whether each tensor of a pass is, bit for bit, what the subject went on computing with. Then
   * each operation can be judged by itself, from the subject's own inputs; otherwise only what all
   * of them together may do to the case's inputs.
   */
  default boolean showsWhatItUses() {
    return true;
  }
}
