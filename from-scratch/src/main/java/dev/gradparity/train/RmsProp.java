package dev.gradparity.train;

import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the mean of squares r. See {@link UpdaterSpec.RmsProp} for the step. */
record RmsProp(UpdaterSpec.RmsProp spec) implements Updater {

  @Override
  public double start() {
    return spec.epsilon();
  }

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix r = p.state(0);
    double rate = ScheduledValue.of(spec.learningRate(), now);
    kernels.zip(r, g, (mean, slope) -> average(spec.rmsDecay(), mean, slope * slope), r);
    kernels.zip(
        g, r, (slope, mean) -> rate * slope / (Math.sqrt(mean) + spec.epsilon()), p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
