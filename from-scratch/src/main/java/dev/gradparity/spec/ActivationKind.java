package dev.gradparity.spec;

import java.util.List;

/**
 * The activation function at the end of a layer: every name of Deeplearning4j's, and {@code
 * precise_gelu}, which it hides behind a constructor's flag.
 */
public enum ActivationKind implements Named {
  /** f(z) = z. */
  IDENTITY("identity"),
  /**
   * f(z) = max(0, z). With parameters (Keras's ReLU): min(z, max) from the threshold on, and
   * negativeSlope (z - threshold) below it.
   */
  RELU(
      "relu",
      new Parameter("max", Double.POSITIVE_INFINITY),
      new Parameter("threshold", 0),
      new Parameter("negativeSlope", 0)),
  /** The logistic function 1 / (1 + exp(-z)). */
  SIGMOID("sigmoid"),
  /** The hyperbolic tangent. */
  TANH("tanh"),
  /** exp(z_j) / sum_k exp(z_k) over each row. */
  SOFTMAX("softmax"),
  /** f(z) = z^3. */
  CUBE("cube"),
  /** z, and alpha (exp(z) - 1) below zero. */
  ELU("elu", new Parameter("alpha", 1)),
  /** z sigmoid(1.702 z), the approximation that Deeplearning4j gives this name. */
  GELU("gelu"),
  /** z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3))). */
  PRECISE_GELU("precise_gelu"),
  /** 0.2 z + 0.5 between 0 and 1. */
  HARDSIGMOID("hardsigmoid"),
  /** z between -1 and 1. */
  HARDTANH("hardtanh"),
  /** z, and alpha z below zero. */
  LEAKYRELU("leakyrelu", new Parameter("alpha", 0.01)),
  /** z tanh(ln(1 + exp(z))). */
  MISH("mish"),
  /** A rational approximation of 1.7159 tanh(2z/3). */
  RATIONALTANH("rationaltanh"),
  /** max(0, tanh(z)). */
  RECTIFIEDTANH("rectifiedtanh"),
  /** z between 0 and 6. */
  RELU6("relu6"),
  /**
   * z, and a z below zero, where a is (l + u)/2: the mean of the slopes that training would draw
   * between l and u, which inference uses.
   */
  RRELU("rrelu", new Parameter("l", 1.0 / 8), new Parameter("u", 1.0 / 3)),
  /** 1.0507 z, and 1.7581 (exp(z) - 1) below zero. */
  SELU("selu"),
  /** ln(1 + exp(z)). */
  SOFTPLUS("softplus"),
  /** z / (1 + |z|). */
  SOFTSIGN("softsign"),
  /** z sigmoid(z). */
  SWISH("swish"),
  /** z above theta, 0 up to it. */
  THRESHOLDEDRELU("thresholdedrelu", new Parameter("theta", 1));

  private final String specName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, whose type does not say so
  private final List<Parameter> parameters;

  ActivationKind(String specName, Parameter... parameters) {
    this.specName = specName;
    this.parameters = List.of(parameters);
  }

  @Override
  public String specName() {
    return specName;
  }

  /** What may be chosen besides the name; empty for most. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * A number that shapes the function; at least 0, and finite unless it is the preset.
   *
   * @param name in specification files
   * @param preset Deeplearning4j's
   */
  public record Parameter(String name, double preset) {

    void check(double value) {
      InvalidSpecException.unless(
          value == preset || (value >= 0 && value < Double.POSITIVE_INFINITY),
          name,
          "must be at least 0 and finite, got " + value);
    }
  }
}
