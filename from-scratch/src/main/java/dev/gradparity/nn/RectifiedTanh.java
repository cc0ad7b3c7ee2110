package dev.gradparity.nn;

/**
 * f(z) = max(0, tanh(z)), f'(z) = 1 / cosh^2 z for z > 0 and 0 up to it, taken from 4q / (1 + q)^2
 * with q = e^(-2z), which does not cancel.
 */
record RectifiedTanh() implements ScalarActivation {

  @Override
  public double value(double z) {
    return Math.max(0, StrictMath.tanh(z));
  }

  @Override
  public double derivative(double z) {
    return z <= 0 ? 0 : 4 * Logistic.derivative(2 * z);
  }
}
