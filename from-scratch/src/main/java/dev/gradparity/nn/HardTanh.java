package dev.gradparity.nn;

/**
 * f(z) = min(1, max(-1, z)) (Collobert, Large Scale Machine Learning, 2004). At its kinks, -1 and
 * 1, the derivative is 1, as in Deeplearning4j.
 */
record HardTanh() implements ScalarActivation {

  @Override
  public double value(double z) {
    return Math.min(1, Math.max(-1, z));
  }

  @Override
  public double derivative(double z) {
    double distance = Math.abs(z);
    return distance <= 1 ? 1 : distance > 1 ? 0 : z;
  }
}
