package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterValues;
import java.util.List;

/**
 * All that a training needs besides its data to go on as if it had never stopped.
 *
 * @param parameters after the last step
 * @param state of the updater after the last step: one entry for each name of the specification
 * @param iterations the steps made, which schedules and bias corrections count
 * @param epochs the epochs gone through to their end, which schedules count
 */
public record Dl4jModel(
    ParameterValues parameters, List<ParameterValues> state, int iterations, int epochs) {

  /**
   * Copies the list, not the arrays.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public Dl4jModel {
    state = List.copyOf(state);
    Arguments.requireAtLeast(0, "iterations", iterations);
    Arguments.requireAtLeast(0, "epochs", epochs);
  }
}
