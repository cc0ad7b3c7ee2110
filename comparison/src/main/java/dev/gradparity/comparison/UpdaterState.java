package dev.gradparity.comparison;

import dev.gradparity.spec.PerParameter;
import java.util.List;

/**
 * What a training that stopped left behind beside its parameters.
 *
 * @param memory what the updater remembers of each parameter: an array as long as the parameter for
 *     each of the updater's names, in their order. What is frozen may have zeros, or nothing
 * @param iterations the steps made, which schedules, bias corrections and dropout count
 * @param epochs the epochs gone through to their end, which schedules count
 */
public record UpdaterState(PerParameter<List<double[]>> memory, int iterations, int epochs) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public UpdaterState {
    if (iterations < 0 || epochs < 0) {
      throw new IllegalArgumentException(
          "iterations and epochs must be at least 0, got %d and %d".formatted(iterations, epochs));
    }
  }
}
