package dev.gradparity.nn;

/**
 * f(z) = z t with t = tanh(ln(1 + e^z)) (Misra, Mish: A Self Regularized Non-Monotonic Activation
 * Function, 2019).
 *
 * <p>With the logistic s and q = e^(-2 ln(1 + e^z)) = s(-z)^2, t = (1 - q)/(1 + q) has the
 * derivative 4q/(1 + q)^2 s(z), so that f'(z) = t + z s(z) 4q/(1 + q)^2.
 */
record Mish() implements ScalarActivation {

  private static final Softplus SOFTPLUS = new Softplus();

  private static double t(double z) {
    return StrictMath.tanh(SOFTPLUS.value(z));
  }

  @Override
  public double value(double z) {
    return z * t(z);
  }

  @Override
  public double derivative(double z) {
    double root = Logistic.value(-z);
    double q = root * root;
    double flat = 4 * q / ((1 + q) * (1 + q)) * Logistic.value(z);
    return flat == 0 ? t(z) : t(z) + z * flat;
  }
}
