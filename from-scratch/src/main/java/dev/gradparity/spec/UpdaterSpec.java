package dev.gradparity.spec;

/** How a gradient becomes a step. The parameters move by minus the update, never plus. */
public sealed interface UpdaterSpec {

  /** The name in specification files. */
  String specName();

  /** The step size, positive and finite. */
  double learningRate();

  /**
   * Plain gradient descent: theta -= learningRate * g (document 004, row S19).
   *
   * @param learningRate the step size
   */
  record Sgd(double learningRate) implements UpdaterSpec {

    /** Checks the step size. */
    public Sgd {
      requireLearningRate(learningRate);
    }

    @Override
    public String specName() {
      return "sgd";
    }
  }

  /**
   * Nesterov's accelerated gradient in Deeplearning4j's form: v' = momentum * v - learningRate * g;
   * theta += (1 + momentum) * v' - momentum * v.
   *
   * @param learningRate the step size
   * @param momentum in [0, 1)
   */
  record Nesterovs(double learningRate, double momentum) implements UpdaterSpec {

    /** Checks the parts. */
    public Nesterovs {
      requireLearningRate(learningRate);
      requireFraction(momentum, "momentum");
    }

    @Override
    public String specName() {
      return "nesterovs";
    }
  }

  /**
   * Adam in the form that ends section 2 of Kingma and Ba 2015, which Deeplearning4j uses: m =
   * beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; theta -= alpha m / (sqrt(v) + epsilon),
   * where alpha = learningRate sqrt(1 - beta2^t) / (1 - beta1^t) and t counts from 1.
   *
   * @param learningRate the step size
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive; added outside the root and outside the bias correction
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements UpdaterSpec {

    /** Checks the parts. */
    public Adam {
      requireLearningRate(learningRate);
      requireFraction(beta1, "beta1");
      requireFraction(beta2, "beta2");
      InvalidSpecException.unless(
          epsilon > 0 && epsilon < Double.POSITIVE_INFINITY,
          "epsilon",
          "must be positive and finite, got " + epsilon);
    }

    @Override
    public String specName() {
      return "adam";
    }
  }

  private static void requireLearningRate(double learningRate) {
    InvalidSpecException.unless(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "learningRate",
        "must be positive and finite, got " + learningRate);
  }

  private static void requireFraction(double value, String place) {
    InvalidSpecException.unless(
        value >= 0 && value < 1, place, "must be at least 0 and below 1, got " + value);
  }
}
