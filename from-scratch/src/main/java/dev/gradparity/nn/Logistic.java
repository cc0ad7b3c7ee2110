package dev.gradparity.nn;

/** The logistic function of one float64 number, for the activations that are built on it. */
final class Logistic {

  private Logistic() {}

  /** 1 / (1 + e^-x), to full relative accuracy on both sides. */
  static double value(double x) {
    double q = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? q : 1) / (1 + q);
  }

  /** Its derivative q / (1 + q)^2 with q = e^-|x|. */
  static double derivative(double x) {
    double q = StrictMath.exp(-Math.abs(x));
    return q / ((1 + q) * (1 + q));
  }

  /**
   * The derivative of z s(g(z)) for the logistic s.
   *
   * @param g g(z)
   * @param gDerivative g'(z), of any size where s is flat: nothing outgrows an exponential
   */
  static double gateDerivative(double z, double g, double gDerivative) {
    double flat = derivative(g);
    return flat == 0 ? value(g) : value(g) + z * gDerivative * flat;
  }
}
