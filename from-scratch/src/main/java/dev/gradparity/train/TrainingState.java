package dev.gradparity.train;

import dev.gradparity.nn.Parameters;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * What a training needs besides its parameters and its data to go on as if it had never stopped.
 *
 * @param moments for each of {@link Parameters#matrices} that moves what its updater remembers, in
 *     the order of the specification's names and in the parameter's shape; empty lists where it
 *     remembers nothing. What is frozen, and a bias that a layer is without, has no place
 * @param steps the number of steps made, which schedules and bias corrections count
 */
public record TrainingState(List<List<Matrix>> moments, int steps) {

  /**
   * Copies the lists, not the matrices.
   *
   * @throws IllegalArgumentException if the number of steps is negative
   */
  public TrainingState {
    moments = moments.stream().map(List::copyOf).toList();
    if (steps < 0) {
      throw new IllegalArgumentException("the number of steps must be at least 0, got " + steps);
    }
  }

  /** A copy of what these parameters' updaters remember. */
  static TrainingState of(List<ParameterState> parameters, int steps) {
    return new TrainingState(
        parameters.stream().map(p -> p.state().stream().map(Matrix::copy).toList()).toList(),
        steps);
  }

  /** Copies everything, or nothing if it does not fit. */
  void copyInto(List<String> names, List<ParameterState> parameters) {
    requireFit(names, parameters);
    for (int k = 0; k < parameters.size(); k++) {
      for (int s = 0; s < moments.get(k).size(); s++) {
        parameters.get(k).state(s).setAll(moments.get(k).get(s));
      }
    }
  }

  private void requireFit(List<String> names, List<ParameterState> parameters) {
    if (moments.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "a state of %d parameters cannot continue a training of %d"
              .formatted(moments.size(), parameters.size()));
    }
    for (int k = 0; k < parameters.size(); k++) {
      requireFit(names.get(k), moments.get(k), parameters.get(k).state());
    }
  }

  private static void requireFit(String parameter, List<Matrix> from, List<Matrix> to) {
    if (from.size() != to.size()) {
      throw new IllegalArgumentException(
          "the updater remembers %d matrices of %s, the state has %d"
              .formatted(to.size(), parameter, from.size()));
    }
    for (int s = 0; s < to.size(); s++) {
      Matrix given = from.get(s);
      Matrix own = to.get(s);
      if (given.dtype() != own.dtype()
          || given.rows() != own.rows()
          || given.columns() != own.columns()) {
        throw new IllegalArgumentException(
            "the updater remembers a matrix of %s for %s, the state has one of %s"
                .formatted(own, parameter, given));
      }
    }
  }
}
