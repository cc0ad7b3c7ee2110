package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.numerics.Variation;

/** A convention that may be the reason of a mismatch, and how to find out. */
sealed interface Hypothesis {

  /** What will be said if it explains everything; {@code %s} stands for the wrong tensors. */
  Convention convention();

  /**
   * Right tensors were changed on their way out.
   *
   * @param convention what it is called
   * @param transform what was done to each tensor that is wrong
   */
  record OfClaims(Convention convention, Transform transform) implements Hypothesis {}

  /**
   * An operation is another one, and what follows is made of it.
   *
   * @param convention what it is called
   * @param variation the operation
   * @param stage the first that it can show in
   */
  record OfOperations(Convention convention, Variation variation, Stage stage)
      implements Hypothesis {}

  /** Which tensors a change of an operation can show in: its own stage's, and of those after it. */
  enum Stage {
    /** z, a and everything. */
    FORWARD,
    /** The loss and all gradients. */
    LABELS,
    /** The loss alone. */
    LOSS,
    /** The loss by itself, and the gradients by themselves. */
    OBJECTIVE,
    /** Gradients alone. */
    BACKWARD,
    /** Anything. */
    ANY
  }
}
