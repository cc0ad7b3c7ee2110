package dev.gradparity.nn;

/**
 * f(z) = z for z >= 0, alpha z below (Maas et al., Rectifier Nonlinearities Improve Neural Network
 * Acoustic Models, 2013). At the kink the derivative is 1, as in Deeplearning4j.
 */
record LeakyRelu(double alpha) implements ScalarActivation {

  @Override
  public double value(double z) {
    return z < 0 ? alpha * z : z;
  }

  @Override
  public double derivative(double z) {
    return z < 0 ? alpha : z >= 0 ? 1 : z;
  }
}
