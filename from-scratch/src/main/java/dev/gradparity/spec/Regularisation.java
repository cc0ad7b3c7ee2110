package dev.gradparity.spec;

/**
 * What keeps parameters small: penalties, which are part of the objective and of its gradient, and
 * decay, which is part of the step alone.
 *
 * @param weights of the weights
 * @param bias of the biases
 */
public record Regularisation(Terms weights, Terms bias) {

  /** Nothing. */
  public static final Regularisation NONE = new Regularisation(Terms.NONE, Terms.NONE);

  /** An l2 penalty on weights and no bias. */
  public static Regularisation l2(double l2) {
    return new Regularisation(new Terms(0, l2, 0, true), Terms.NONE);
  }

  /** Of the biases, or of the weights. */
  public Terms of(boolean isBias) {
    return isBias ? bias : weights;
  }

  /** Of a kind of parameter. */
  public Terms of(ParameterKind kind) {
    return of(kind.isBias());
  }

  /** Whether the objective has a penalty. */
  public boolean penalises() {
    return weights.penalises() || bias.penalises();
  }

  /**
   * On one kind of parameter theta.
   *
   * @param l1 adds l1 |theta|_1 to the loss and l1 sign(theta) to the gradient, sign(0) = 0; at
   *     least 0 (Tibshirani 1996)
   * @param l2 adds l2/2 |theta|^2 to the loss and l2 theta to the gradient; at least 0 (Hoerl and
   *     Kennard 1970)
   * @param weightDecay takes weightDecay theta off theta in every step, beside the updater's step
   *     and not through it; no part of the loss; at least 0 (Loshchilov and Hutter 2019, algorithm
   *     2)
   * @param applyLearningRate whether the decay is multiplied by the learning rate of the step
   */
  public record Terms(double l1, double l2, double weightDecay, boolean applyLearningRate) {

    /** Nothing. */
    public static final Terms NONE = new Terms(0, 0, 0, true);

    /** Checks the coefficients. */
    public Terms {
      requireCoefficient(l1, "l1");
      requireCoefficient(l2, "l2");
      requireCoefficient(weightDecay, "weightDecay");
    }

    /** Whether there is a part of the objective. */
    public boolean penalises() {
      return l1 > 0 || l2 > 0;
    }

    /** The share of theta that a step takes off at this learning rate. */
    public double decay(double learningRate) {
      return applyLearningRate ? weightDecay * learningRate : weightDecay;
    }

    private static void requireCoefficient(double value, String place) {
      InvalidSpecException.unless(
          value >= 0 && value < Double.POSITIVE_INFINITY,
          place,
          "must be at least 0 and finite, got " + value);
    }
  }
}
