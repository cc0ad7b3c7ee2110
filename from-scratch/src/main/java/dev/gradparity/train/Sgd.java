package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** Plain gradient descent; see {@link UpdaterSpec.Sgd}. */
record Sgd(UpdaterSpec.Sgd spec) implements Updater {

  @Override
  public boolean usesScratch() {
    return false;
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    kernels.addScaled(-rate(now), g, p.theta());
  }

  /**
   * The same step down a gradient that is a product, which is not needed for it.
   *
   * @param a (n, d), g = a^T.b
   * @param b (n, m)
   * @param scratch of g's shape
   */
  void step(Kernels kernels, ParameterState p, Matrix a, Matrix b, Matrix scratch, StepIndex now) {
    kernels.addScaledTransA(-rate(now), a, b, scratch, p.theta());
  }

  private double rate(StepIndex now) {
    return ScheduledValue.of(spec.learningRate(), now);
  }
}
