package dev.gradparity.nn;

/**
 * f(z) = scale z for z > 0, scale alpha (e^z - 1) up to it: the exponential linear unit for scale 1
 * (Clevert et al., Fast and Accurate Deep Network Learning by Exponential Linear Units, 2016,
 * equation 15). At zero the derivative is the left one, scale alpha.
 */
record Elu(double scale, double alpha) implements ScalarActivation {

  /**
   * The self-normalising unit (Klambauer et al., Self-Normalizing Neural Networks, 2017, equation
   * 2; the constants from its appendix).
   */
  static final Elu SELF_NORMALISING = new Elu(1.0507009873554805, 1.6732632423543772);

  @Override
  public double value(double z) {
    return z > 0 ? scale * z : scale * alpha * StrictMath.expm1(z);
  }

  @Override
  public double derivative(double z) {
    return z > 0 ? scale : scale * alpha * StrictMath.exp(z);
  }
}
