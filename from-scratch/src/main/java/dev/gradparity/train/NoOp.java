package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** The bare gradient; see {@link UpdaterSpec.NoOp}. */
record NoOp(UpdaterSpec.NoOp spec) implements Updater {

  @Override
  public boolean usesScratch() {
    return false;
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    kernels.addScaled(-1, g, p.theta());
  }
}
