package dev.gradparity.nn;

/**
 * f(z) = z / (1 + |z|), f'(z) = 1 / (1 + |z|)^2 (Turian et al., Quadratic Features and Deep
 * Architectures for Chunking, 2009). At infinity it is its limit.
 */
record Softsign() implements ScalarActivation {

  @Override
  public double value(double z) {
    return Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z));
  }

  @Override
  public double derivative(double z) {
    double s = 1 / (1 + Math.abs(z));
    return s * s;
  }
}
