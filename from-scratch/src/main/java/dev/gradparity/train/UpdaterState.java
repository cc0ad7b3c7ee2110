package dev.gradparity.train;

import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/** What an updater remembers between steps: its moments, and how many steps it has made. */
final class UpdaterState {

  private final List<List<Matrix>> moments = new ArrayList<>();
  private int steps;

  /** The state before the first step: zeros in the parameters' shapes. */
  UpdaterState(Updater updater, List<Matrix> parameters) {
    for (Matrix theta : parameters) {
      List<Matrix> state = new ArrayList<>();
      for (int k = 0; k < updater.stateCount(); k++) {
        state.add(Matrix.zeros(theta.dtype(), theta.rows(), theta.columns()));
      }
      moments.add(state);
    }
  }

  /** The moments of the parameter at this position. */
  List<Matrix> of(int position) {
    return moments.get(position);
  }

  /** Counts one more step and returns its number, from 1. */
  int nextStep() {
    return ++steps;
  }
}
