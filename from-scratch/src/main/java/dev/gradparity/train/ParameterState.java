package dev.gradparity.train;

import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * A parameter and what its updater keeps of it, all of one shape.
 *
 * @param theta the parameter
 * @param state what is remembered from step to step, in the order of the specification's names
 * @param scratch what one step may overwrite; null for an updater that needs none
 */
record ParameterState(Matrix theta, List<Matrix> state, Matrix scratch) {

  Matrix state(int index) {
    return state.get(index);
  }
}
