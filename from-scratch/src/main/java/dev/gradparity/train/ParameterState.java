package dev.gradparity.train;

import dev.gradparity.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parameter and what its updater keeps of it, all of one shape.
 *
 * @param theta the parameter
 * @param state what is remembered from step to step, in the order of the specification's names
 * @param scratch what one step may overwrite; null for an updater that needs none
 */
record ParameterState(Matrix theta, List<Matrix> state, Matrix scratch) {

  /** The state before the first step. */
  static ParameterState start(Updater updater, Matrix theta) {
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

  Matrix state(int index) {
    return state.get(index);
  }
}
