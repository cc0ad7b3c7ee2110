package dev.gradparity.train;

import dev.gradparity.nn.Parameters;
import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;

/** What an updater remembers between steps: its moments, and how many steps it has made. */
final class UpdaterState {

  private final List<ParameterState> parameters;
  private int steps;

  /** The state before the first step, in the parameters' shapes. */
  UpdaterState(Updater updater, Parameters parameters) {
    this.parameters = parameters.matrices().stream().map(theta -> start(updater, theta)).toList();
  }

  private static ParameterState start(Updater updater, Matrix theta) {
    List<Matrix> state =
        Stream.generate(() -> constant(theta, updater.start()))
            .limit(updater.spec().stateNames().size())
            .toList();
    return new ParameterState(theta, state, updater.usesScratch() ? constant(theta, 0) : null);
  }

  private static Matrix constant(Matrix theta, double value) {
    Matrix matrix = Matrix.zeros(theta.dtype(), theta.rows(), theta.columns());
    for (int i = 0; i < theta.rows(); i++) {
      for (int j = 0; j < theta.columns(); j++) {
        matrix.set(i, j, value);
      }
    }
    return matrix;
  }

  /** The parameter at this position of {@link Parameters#matrices}, with its state. */
  ParameterState of(int position) {
    return parameters.get(position);
  }

  /** A copy of everything. */
  TrainingState copy() {
    return TrainingState.of(parameters, steps);
  }

  /**
   * Takes over what another training left.
   *
   * @throws IllegalArgumentException naming both shapes where one does not fit
   */
  void set(TrainingState from) {
    from.copyInto(parameters);
    steps = from.steps();
  }

  /** The number of parameters. */
  int size() {
    return parameters.size();
  }

  /**
   * Counts one more step and returns its index.
   *
   * @param epoch the epoch that it belongs to, from 0
   */
  StepIndex nextStep(int epoch) {
    return new StepIndex(steps++, epoch);
  }

  /** The number of steps so far. */
  int steps() {
    return steps;
  }
}
