package dev.gradparity.train;

import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the moments m and v. See {@link UpdaterSpec.Nadam} for the step. */
record Nadam(UpdaterSpec.Nadam spec) implements Updater {

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix m = p.state(0);
    Matrix v = p.state(1);
    double beta1 = spec.beta1();
    double rate = ScheduledValue.of(spec.learningRate(), now) / BiasCorrection.of(beta1, now);
    kernels.zip(m, g, (mean, slope) -> average(beta1, mean, slope), m);
    kernels.zip(v, g, (mean, slope) -> average(spec.beta2(), mean, slope * slope), v);
    // The average of the step after this one, were its gradient the same.
    kernels.zip(m, g, (mean, slope) -> average(beta1, mean, slope), p.scratch());
    kernels.zip(
        p.scratch(),
        v,
        (ahead, mean) -> rate * ahead / (Math.sqrt(mean) + spec.epsilon()),
        p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
