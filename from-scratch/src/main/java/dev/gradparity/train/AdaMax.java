package dev.gradparity.train;

import static dev.gradparity.spec.UpdaterSpec.AdaMax.FLOOR;
import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the mean m and the maximum u. See {@link UpdaterSpec.AdaMax} for the step. */
record AdaMax(UpdaterSpec.AdaMax spec) implements Updater {

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix m = p.state(0);
    Matrix u = p.state(1);
    double rate =
        ScheduledValue.of(spec.learningRate(), now) / BiasCorrection.of(spec.beta1(), now);
    kernels.zip(m, g, (mean, slope) -> average(spec.beta1(), mean, slope), m);
    kernels.zip(u, g, (most, slope) -> Math.max(spec.beta2() * most, Math.abs(slope)) + FLOOR, u);
    kernels.zip(m, u, (mean, most) -> rate * mean / most, p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
