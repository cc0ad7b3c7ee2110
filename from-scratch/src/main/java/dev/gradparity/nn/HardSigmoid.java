package dev.gradparity.nn;

/**
 * f(z) = min(1, max(0, 0.2 z + 0.5)), as in Theano and Keras (Courbariaux et al., BinaryConnect,
 * 2015, has a slope of 1/2). At its kinks, -2.5 and 2.5, the derivative is 0.2, as in
 * Deeplearning4j.
 */
record HardSigmoid() implements ScalarActivation {

  private static final double KINK = 2.5;

  @Override
  public double value(double z) {
    return Math.min(1, Math.max(0, 0.2 * z + 0.5));
  }

  @Override
  public double derivative(double z) {
    double distance = Math.abs(z);
    return distance <= KINK ? 0.2 : distance > KINK ? 0 : z;
  }
}
