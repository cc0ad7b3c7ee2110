package dev.gradparity.nn;

/**
 * f(z) = 1.7159 r(2z/3) with r(y) = sgn(y) (1 - 1/(1 + p(|y|))) and p(y) = y + y^2 + 1.41645 y^4, a
 * rational approximation of LeCun's 1.7159 tanh(2z/3) (Deeplearning4j's documentation, which takes
 * it from arXiv:1508.01292). r is taken as p/(1 + p), which does not cancel near zero.
 *
 * <p>f'(z) = 1.7159 2/3 p'(|y|) / (1 + p(|y|))^2, continuous at zero.
 */
record RationalTanh() implements ScalarActivation {

  private static final double HEIGHT = 1.7159;
  private static final double QUARTIC = 1.41645;

  private static double p(double y) {
    return y + y * y + QUARTIC * (y * y) * (y * y);
  }

  @Override
  public double value(double z) {
    double p = p(2 * Math.abs(z) / 3);
    double r = p < 1 ? p / (1 + p) : 1 - 1 / (1 + p);
    return Math.copySign(HEIGHT * r, z);
  }

  @Override
  public double derivative(double z) {
    double y = 2 * Math.abs(z) / 3;
    double bottom = 1 + p(y);
    if (bottom == Double.POSITIVE_INFINITY) {
      // p' is below p there, and 1 / p is no number above zero.
      return 0;
    }
    return HEIGHT * 2 / 3 * ((1 + 2 * y + 4 * QUARTIC * y * (y * y)) / bottom) / bottom;
  }
}
