package dev.gradparity.nn;

/**
 * f(z) = z/2 (1 + tanh(g)) with g = sqrt(2/pi) (z + 0.044715 z^3), an approximation of the Gaussian
 * error linear unit z Phi(z) (Hendrycks and Gimpel, 2016, section 2). For the logistic s, (1 + tanh
 * g)/2 = s(2g), which keeps the left tail.
 */
record PreciseGelu() implements ScalarActivation {

  private static final double TWICE_ROOT = 2 * StrictMath.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  private static double twiceG(double z) {
    return TWICE_ROOT * (z + CUBIC * z * z * z);
  }

  @Override
  public double value(double z) {
    return z * Logistic.value(twiceG(z));
  }

  @Override
  public double derivative(double z) {
    return Logistic.gateDerivative(z, twiceG(z), TWICE_ROOT * (1 + 3 * CUBIC * z * z));
  }
}
