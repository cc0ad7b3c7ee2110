package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the velocity v. See {@link UpdaterSpec.Nesterovs} for the step. */
record Nesterovs(UpdaterSpec.Nesterovs spec) implements Updater {

  @Override
  public boolean usesScratch() {
    return false;
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    double rate = ScheduledValue.of(spec.learningRate(), now);
    double momentum = ScheduledValue.of(spec.momentum(), now);
    kernels.nesterovs(p.theta(), g, p.state(0), rate, momentum);
  }
}
