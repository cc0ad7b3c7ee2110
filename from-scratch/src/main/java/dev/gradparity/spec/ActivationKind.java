package dev.gradparity.spec;

/** The activation function at the end of a layer. */
public enum ActivationKind implements Named {
  /** f(z) = z. */
  IDENTITY("identity"),
  /** f(z) = max(0, z). */
  RELU("relu"),
  /** The logistic function 1 / (1 + exp(-z)). */
  SIGMOID("sigmoid"),
  /** The hyperbolic tangent. */
  TANH("tanh"),
  /** exp(z_j) / sum_k exp(z_k) over each row. */
  SOFTMAX("softmax");

  private final String specName;

  ActivationKind(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }
}
