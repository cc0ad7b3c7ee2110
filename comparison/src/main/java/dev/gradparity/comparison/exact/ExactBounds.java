package dev.gradparity.comparison.exact;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import java.util.Optional;

/** Bounds of zero, for cases that floating point computes without rounding. */
public final class ExactBounds {

  private ExactBounds() {}

  /**
   * Bounds of zero where integer arithmetic proves that nothing can round: a gradient of integer
   * parameters and data through identity and ReLU, whose every sum stays below 2^24 in float32 or
   * 2^53 in float64, with a loss of squares, divisors that are powers of two, and no penalty.
   *
   * @return empty if there is no such proof
   */
  public static Optional<Bounds> of(Case task) {
    return task instanceof Case.Gradient gradient
        ? IntegerPass.observe(gradient).map(ExactBounds::zero)
        : Optional.empty();
  }

  private static Bounds zero(Observation exact) {
    return name ->
        exact
            .find(name)
            .map(tensor -> Bound.exact(tensor.values().length))
            .orElseThrow(
                () -> new IllegalArgumentException("the exact case has no tensor " + name));
  }
}
