package dev.gradparity.nn;

/**
 * f(z) = ln(1 + e^z) (Dugas et al., Incorporating Second-Order Functional Knowledge for Better
 * Option Pricing, 2001), taken as max(0, z) + ln(1 + e^-|z|), which neither overflows nor loses the
 * left tail. f' is the logistic function.
 */
record Softplus() implements ScalarActivation {

  @Override
  public double value(double z) {
    return Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  @Override
  public double derivative(double z) {
    return Logistic.value(z);
  }
}
