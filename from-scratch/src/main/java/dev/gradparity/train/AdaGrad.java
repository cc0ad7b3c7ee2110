package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the sum of squares h. See {@link UpdaterSpec.AdaGrad} for the step. */
record AdaGrad(UpdaterSpec.AdaGrad spec) implements Updater {

  @Override
  public double start() {
    return UpdaterSpec.AdaGrad.START;
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix h = p.state(0);
    double rate = ScheduledValue.of(spec.learningRate(), now);
    kernels.zip(h, g, (sum, slope) -> sum + slope * slope, h);
    kernels.zip(
        g, h, (slope, sum) -> rate * slope / (Math.sqrt(sum) + spec.epsilon()), p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
