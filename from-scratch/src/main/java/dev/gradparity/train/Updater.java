package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/**
 * Moves a parameter against its gradient. The gradient comes unscaled; the updater subtracts. What
 * no kernel of its own computes is computed in float64 and rounded once for each matrix that holds
 * it.
 */
interface Updater {

  /** The updater of a specification. */
  static Updater of(UpdaterSpec spec) {
    return spec.match(new Updaters());
  }

  /** What it computes. */
  UpdaterSpec spec();

  /** The state before the first step, in every element. */
  default double start() {
    return 0;
  }

  /** Whether a step needs scratch space. */
  default boolean usesScratch() {
    return true;
  }

  /**
   * One step of one parameter.
   *
   * @param p the parameter and its state, updated
   * @param g its gradient, of the same shape; left as it is
   * @param now which step it is
   */
  void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now);
}
