package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/** Moves a parameter against its gradient. The gradient comes unscaled; the updater subtracts. */
sealed interface Updater {

  static Updater of(UpdaterSpec spec) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      return new Sgd(sgd);
    }
    if (spec instanceof UpdaterSpec.Nesterovs nesterovs) {
      return new Nesterovs(nesterovs);
    }
    if (spec instanceof UpdaterSpec.Adam adam) {
      return new Adam(adam);
    }
    throw new IllegalArgumentException("no updater for " + spec);
  }

  /** The number of matrices of state that a parameter needs. */
  int stateCount();

  /**
   * One step of one parameter.
   *
   * @param theta the parameter, updated
   * @param g its gradient, of the same shape
   * @param state {@link #stateCount} matrices of the same shape, zero before the first step,
   *     updated
   * @param t the number of this step, from 1
   */
  void step(Kernels kernels, Matrix theta, Matrix g, List<Matrix> state, int t);

  /** theta -= learningRate g. */
  record Sgd(UpdaterSpec.Sgd spec) implements Updater {

    @Override
    public int stateCount() {
      return 0;
    }

    @Override
    public void step(Kernels kernels, Matrix theta, Matrix g, List<Matrix> state, int t) {
      kernels.addScaled(-spec.learningRate(), g, theta);
    }
  }

  /** State: the velocity v. See {@link UpdaterSpec.Nesterovs} for the step. */
  record Nesterovs(UpdaterSpec.Nesterovs spec) implements Updater {

    @Override
    public int stateCount() {
      return 1;
    }

    @Override
    public void step(Kernels kernels, Matrix theta, Matrix g, List<Matrix> state, int t) {
      kernels.nesterovs(theta, g, state.get(0), spec.learningRate(), spec.momentum());
    }
  }

  /** State: the moments m and v. See {@link UpdaterSpec.Adam} for the step. */
  record Adam(UpdaterSpec.Adam spec) implements Updater {

    @Override
    public int stateCount() {
      return 2;
    }

    @Override
    public void step(Kernels kernels, Matrix theta, Matrix g, List<Matrix> state, int t) {
      double correction1 = 1 - StrictMath.pow(spec.beta1(), t);
      double correction2 = 1 - StrictMath.pow(spec.beta2(), t);
      double alpha = spec.learningRate() * Math.sqrt(correction2) / correction1;
      kernels.adam(
          theta, g, state.get(0), state.get(1), alpha, spec.beta1(), spec.beta2(), spec.epsilon());
    }
  }
}
