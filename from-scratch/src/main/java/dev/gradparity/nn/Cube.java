package dev.gradparity.nn;

/** f(z) = z^3, f'(z) = 3 z^2 (Chen and Manning, A Fast and Accurate Dependency Parser, 2014). */
record Cube() implements ScalarActivation {

  @Override
  public double value(double z) {
    return z * z * z;
  }

  @Override
  public double derivative(double z) {
    return 3 * z * z;
  }
}
