package dev.gradparity.train;

import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the moments m and v, and the largest v so far, h. See {@link UpdaterSpec.AmsGrad}. */
record AmsGrad(UpdaterSpec.AmsGrad spec) implements Updater {

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix m = p.state(0);
    Matrix v = p.state(1);
    Matrix h = p.state(2);
    double alpha = BiasCorrection.alpha(spec.learningRate(), spec.beta1(), spec.beta2(), now);
    kernels.zip(m, g, (mean, slope) -> average(spec.beta1(), mean, slope), m);
    kernels.zip(v, g, (mean, slope) -> average(spec.beta2(), mean, slope * slope), v);
    kernels.zip(h, v, Math::max, h);
    kernels.zip(
        m, h, (mean, most) -> alpha * mean / (Math.sqrt(most) + spec.epsilon()), p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
