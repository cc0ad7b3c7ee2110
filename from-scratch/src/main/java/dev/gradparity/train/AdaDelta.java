package dev.gradparity.train;

import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the mean squares of gradients and of updates. See {@link UpdaterSpec.AdaDelta}. */
record AdaDelta(UpdaterSpec.AdaDelta spec) implements Updater {

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix msg = p.state(0);
    Matrix msdx = p.state(1);
    double epsilon = spec.epsilon();
    kernels.zip(msg, g, (mean, slope) -> average(spec.rho(), mean, slope * slope), msg);
    kernels.zip(
        msdx,
        msg,
        (moved, mean) -> Math.sqrt(moved + epsilon) / Math.sqrt(mean + epsilon),
        p.scratch());
    kernels.hadamard(p.scratch(), g, p.scratch());
    kernels.zip(msdx, p.scratch(), (mean, d) -> average(spec.rho(), mean, d * d), msdx);
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
