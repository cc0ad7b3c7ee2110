package dev.gradparity.nn;

/**
 * f(z) = min(z, max) for z >= threshold, negativeSlope (z - threshold) below: Keras's ReLU with its
 * three parameters, and for (6, 0, 0) ReLU6 (Krizhevsky, Convolutional Deep Belief Networks on
 * CIFAR-10, 2010). The derivative is 1 strictly between threshold and max, and 0 from max on; at
 * the threshold it is the negative slope, as ReLU's at zero is 0.
 */
record ClippedRelu(double max, double threshold, double negativeSlope) implements ScalarActivation {

  @Override
  public double value(double z) {
    return z < threshold ? negativeSlope * (z - threshold) : Math.min(z, max);
  }

  @Override
  public double derivative(double z) {
    if (z <= threshold) {
      return negativeSlope;
    }
    return z < max ? 1 : z >= max ? 0 : z;
  }
}
