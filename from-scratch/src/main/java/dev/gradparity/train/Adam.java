package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the moments m and v. See {@link UpdaterSpec.Adam} for the step. */
record Adam(UpdaterSpec.Adam spec) implements Updater {

  @Override
  public boolean usesScratch() {
    return false;
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    double alpha = BiasCorrection.alpha(spec.learningRate(), spec.beta1(), spec.beta2(), now);
    kernels.adam(
        p.theta(), g, p.state(0), p.state(1), alpha, spec.beta1(), spec.beta2(), spec.epsilon());
  }
}
