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
    kernels.addScaled(-ScheduledValue.of(spec.learningRate(), now), g, p.theta());
  }
}
