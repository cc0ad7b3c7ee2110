package dev.gradparity.nn;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Distribution.Constant;
import dev.gradparity.spec.Distribution.Normal;
import dev.gradparity.spec.Distribution.TruncatedNormal;
import dev.gradparity.spec.Distribution.Uniform;
import dev.gradparity.spec.WeightInit;

/** What every {@link WeightInit} but the identity is for given fans. */
final class InitialDistribution {

  /**
   * The standard deviation of a normal number within two deviations: sqrt(1 - 4 phi(2) / (2 Phi(2)
   * - 1)), phi the density and Phi its integral.
   */
  private static final double WITHIN_TWO_DEVIATIONS = 0.8796256610342398;

  private InitialDistribution() {}

  static Distribution of(WeightInit init, int fanIn, int fanOut) {
    double in = fanIn;
    double out = fanOut;
    double both = in + out;
    return switch (init) {
      case XAVIER -> normal(2 / both);
      case XAVIER_UNIFORM -> within(Math.sqrt(6 / both));
      case XAVIER_FAN_IN, NORMAL, LECUN_NORMAL -> normal(1 / in);
      case XAVIER_LEGACY -> normal(1 / both);
      case RELU -> normal(2 / in);
      case RELU_UNIFORM -> within(Math.sqrt(6 / in));
      case SIGMOID_UNIFORM -> within(4 * Math.sqrt(6 / both));
      case UNIFORM -> within(1 / Math.sqrt(in));
      case LECUN_UNIFORM, VAR_SCALING_UNIFORM_FAN_IN -> within(Math.sqrt(3 / in));
      case VAR_SCALING_UNIFORM_FAN_OUT -> within(Math.sqrt(3 / out));
      case VAR_SCALING_UNIFORM_FAN_AVG -> within(Math.sqrt(6 / both));
      case VAR_SCALING_NORMAL_FAN_IN -> truncated(1 / in);
      case VAR_SCALING_NORMAL_FAN_OUT -> truncated(1 / out);
      case VAR_SCALING_NORMAL_FAN_AVG -> truncated(2 / both);
      case ZERO -> new Constant(0);
      case ONES -> new Constant(1);
      case IDENTITY -> throw new IllegalArgumentException("the identity is no distribution");
    };
  }

  private static Distribution normal(double variance) {
    return new Normal(0, Math.sqrt(variance));
  }

  private static Distribution within(double limit) {
    return new Uniform(-limit, limit);
  }

  private static Distribution truncated(double variance) {
    return new TruncatedNormal(0, Math.sqrt(variance) / WITHIN_TWO_DEVIATIONS);
  }
}
