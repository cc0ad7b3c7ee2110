package dev.gradparity.nn;

/**
 * f(z) = z s(beta z) with the logistic s, f'(z) = s + beta z s' (Ramachandran et al., Searching for
 * Activation Functions, 2017).
 *
 * <p>With beta 1.702 it is an approximation of the Gaussian error linear unit z Phi(z) (Hendrycks
 * and Gimpel, 2016, section 2), and what Deeplearning4j calls gelu.
 */
record Swish(double beta) implements ScalarActivation {

  static final Swish GELU = new Swish(1.702);

  @Override
  public double value(double z) {
    return z * Logistic.value(beta * z);
  }

  @Override
  public double derivative(double z) {
    return Logistic.gateDerivative(z, beta * z, beta);
  }
}
