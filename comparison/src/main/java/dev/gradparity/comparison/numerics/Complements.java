package dev.gradparity.comparison.numerics;

/**
 * What moving averages that start at zero have in common.
 *
 * @param r the format
 */
record Complements(Rounding r) {

  /**
   * The relative error of 1 - beta^t: beta was rounded, the power is within the library's ulps, and
   * what is left after cancellation keeps the absolute error.
   */
  double error(double beta, int t) {
    double power = Math.pow(beta, t);
    double powerError =
        Rounding.quotient(t * r.u()) + FunctionUlps.exp(r) * (1 + Rounding.quotient(t * r.u()));
    return Rounding.quotient(power / (1 - power) * powerError + r.u());
  }

  /** That of 1 - beta, without a power. */
  double error(double beta) {
    return Rounding.quotient(beta / (1 - beta) * r.u() + r.u());
  }

  /**
   * Adam's |m| per sqrt(v), at most: by the inequality of Cauchy and Schwarz c^2 = (1 - b1)^2 / (1
   * - b2) times the sum of (b1^2 / b2)^k for k below t. Each g has its share in both, whose
   * roundings are at most four to a step.
   */
  static double momentRatio(double beta1, double beta2, int t) {
    double ratio = beta1 == 0 ? 0 : beta1 * beta1 / beta2;
    return (1 - beta1) * Math.sqrt(geometricSum(ratio, t) / (1 - beta2));
  }

  /** 1 + q + ... + q^(t - 1). */
  static double geometricSum(double q, int t) {
    double sum = 0;
    double term = 1;
    for (int k = 0; k < t; k++) {
      sum += term;
      term *= q;
    }
    return sum;
  }

  /**
   * How much larger a quotient of |m| and sqrt(v) + epsilon may be because v loses a little where
   * squares underflow: a hundredth of it covers that unless all of v is so small that epsilon
   * decides.
   */
  double underflow(double epsilon, int t) {
    return Math.max(1.01, Math.sqrt(100 * 4 * t * r.tiny()) / epsilon);
  }
}
