package dev.gradparity.train;

import static dev.gradparity.train.BiasCorrection.average;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;

/** State: the mean m and the variance s about it. See {@link UpdaterSpec.AdaBelief}. */
record AdaBelief(UpdaterSpec.AdaBelief spec) implements Updater {

  @Override
  public void step(Kernels kernels, ParameterState p, Matrix g, StepIndex now) {
    Matrix m = p.state(0);
    Matrix s = p.state(1);
    double alpha = BiasCorrection.alpha(spec.learningRate(), spec.beta1(), spec.beta2(), now);
    double epsilon = spec.epsilon();
    kernels.zip(m, g, (mean, slope) -> average(spec.beta1(), mean, slope), m);
    kernels.zip(g, m, (slope, mean) -> slope - mean, p.scratch());
    kernels.zip(s, p.scratch(), (mean, d) -> average(spec.beta2(), mean, d * d) + epsilon, s);
    kernels.zip(m, s, (mean, most) -> alpha * mean / (Math.sqrt(most) + epsilon), p.scratch());
    kernels.addScaled(-1, p.scratch(), p.theta());
  }
}
