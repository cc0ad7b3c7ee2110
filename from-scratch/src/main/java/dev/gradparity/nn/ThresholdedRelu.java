package dev.gradparity.nn;

/**
 * f(z) = z for z > theta, 0 up to it (Konda et al., Zero-bias Autoencoders and the Benefits of
 * Co-adapting Features, 2015). It jumps at theta, where value and derivative are 0.
 */
record ThresholdedRelu(double theta) implements ScalarActivation {

  @Override
  public double value(double z) {
    return z <= theta ? 0 : z;
  }

  @Override
  public double derivative(double z) {
    return z <= theta ? 0 : z > theta ? 1 : z;
  }
}
