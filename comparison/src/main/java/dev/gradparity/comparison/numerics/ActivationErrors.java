package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;

/**
 * Activations: an argument's error travels by the largest slope between the exact and the computed
 * argument, and the function's own error is added.
 *
 * <p>Sigmoid and tanh cover a library's function within its documented ulps as well as the usual
 * formulas, 1 / (1 + exp(-z)) and (1 - p) / (1 + p) for p = e^(-2|z|), e rounded first, which is
 * ND4J's.
 *
 * <p>All others are formulas for one number, see {@link ScalarErrors}.
 *
 * @param spec f
 * @param r the format
 */
record ActivationErrors(ActivationSpec spec, Rounding r) {

  /** A = f(Z). */
  Bounded forward(Bounded z) {
    return switch (spec.kind()) {
      case IDENTITY -> z;
      case RELU -> spec.isPreset() ? relu(z) : scalar().forward(z);
      case SIGMOID -> sigmoid(z);
      case TANH -> tanh(z);
      case SOFTMAX -> new SoftmaxErrors(r).forward(z);
      default -> scalar().forward(z);
    };
  }

  /**
   * dZ from dA, by the transposed Jacobian of f at Z.
   *
   * @param z the argument as it was computed here, with its error: says where a ReLU may take
   *     either slope
   * @param a f(Z), or what a subject observed of it
   */
  Bounded backward(Bounded z, Bounded a, Bounded dA) {
    return switch (spec.kind()) {
      case IDENTITY -> dA;
      case RELU -> spec.isPreset() ? reluBackward(z, a, dA) : scalar().backward(z, a, dA);
      case SIGMOID, TANH -> timesSlope(a, dA);
      case SOFTMAX -> new SoftmaxErrors(r).backward(a, dA);
      default -> scalar().backward(z, a, dA);
    };
  }

  private ScalarErrors scalar() {
    return new ScalarErrors(ScalarFormulas.of(spec), r);
  }

  private Bounded relu(Bounded z) {
    double[] value = new double[z.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = Math.max(0, z.value()[k]);
    }
    if (z.isExact()) {
      return Bounded.exact(z.rows(), z.columns(), value);
    }
    return Bounded.ofElements(
        r,
        z.rows(),
        z.columns(),
        value,
        z.meetsKink(),
        (level, k) -> z.value()[k] + 2 * z.reach(level, k) < 0 ? 0 : z.error(level, k));
  }

  /**
   * A computed argument may lie on the other side of zero; of a subject that shows its activation,
   * it is known on which.
   */
  static boolean mayTakeEitherSlope(Bounded z, Bounded a, int k) {
    return !a.isExact() && Math.abs(z.value()[k]) <= 2 * z.error(Level.KINKED, k);
  }

  private Bounded reluBackward(Bounded z, Bounded a, Bounded dA) {
    double[] value = new double[a.size()];
    boolean kinked = dA.meetsKink();
    for (int k = 0; k < value.length; k++) {
      value[k] = a.value()[k] > 0 ? dA.value()[k] : 0;
      kinked |= mayTakeEitherSlope(z, a, k);
    }
    return Bounded.ofElements(
        r,
        a.rows(),
        a.columns(),
        value,
        kinked,
        (level, k) -> {
          if (level == Level.KINKED && mayTakeEitherSlope(z, a, k)) {
            return dA.exactMagnitude(level, k);
          }
          double error = dA.error(level, k);
          // What may have overflowed makes a product with a slope of 0 NaN.
          return a.value()[k] > 0 || error == Double.POSITIVE_INFINITY ? error : 0;
        });
  }

  private Bounded sigmoid(Bounded z) {
    double[] value = new double[z.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = logistic(z.value()[k]);
    }
    return Bounded.ofElements(
        r,
        z.rows(),
        z.columns(),
        value,
        z.meetsKink(),
        (level, k) -> {
          double radius = 2 * z.error(level, k);
          double low = z.value()[k] - radius;
          double high = z.value()[k] + radius;
          double nearest = low > 0 ? low : Math.min(high, 0);
          double slope = logistic(nearest) * logistic(-nearest);
          double moved = z.error(level, k) == 0 ? 0 : slope * z.error(level, k);
          double byFormula =
              Rounding.quotient(logistic(-low) * FunctionUlps.exp(r) + r.gamma(level, 2));
          double ownError = logistic(high) * Math.max(byFormula, FunctionUlps.tanh(r)) + r.tiny();
          // exp(-z) overflows before 1 / exp(-z) is nothing: the formula's result is then 0.
          double overflow =
              Math.exp(-low) * (1 + FunctionUlps.exp(r)) < r.huge() ? 0 : 2 / r.huge();
          return moved + ownError + overflow;
        });
  }

  private Bounded tanh(Bounded z) {
    double[] value = new double[z.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = Math.tanh(z.value()[k]);
    }
    return Bounded.ofElements(
        r,
        z.rows(),
        z.columns(),
        value,
        z.meetsKink(),
        (level, k) -> {
          double radius = 2 * z.error(level, k);
          double nearest = Math.max(0, Math.abs(z.value()[k]) - radius);
          double farthest = Math.abs(z.value()[k]) + radius;
          double slope = tanhSlope(nearest);
          double moved = z.error(level, k) == 0 ? 0 : slope * z.error(level, k);
          double largest = Math.tanh(farthest);
          double power = FunctionUlps.exp(r) + Rounding.quotient(2 * farthest * r.u());
          // Where the slope is 0, the power is nothing beside 1, however far it is off.
          double byPower = slope == 0 ? 0 : slope / 2 * Rounding.quotient(power);
          double byFormula = byPower + r.gamma(level, 3) * (largest + byPower);
          return moved + Math.max(byFormula, largest * FunctionUlps.tanh(r)) + r.tiny();
        });
  }

  /** 1 - tanh^2 x without cancellation. */
  private static double tanhSlope(double x) {
    double p = Math.exp(-2 * x);
    return 4 * p / ((1 + p) * (1 + p));
  }

  /** dA a (1 - a) or dA (1 - a^2), the square rounded by itself or the difference factored. */
  private Bounded timesSlope(Bounded a, Bounded dA) {
    boolean isTanh = spec.kind() == ActivationKind.TANH;
    double[] value = new double[a.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = dA.value()[k] * slope(isTanh, a.value()[k]);
    }
    return Bounded.ofElements(
        r,
        a.rows(),
        a.columns(),
        value,
        a.meetsKink() || dA.meetsKink(),
        (level, k) -> {
          double v = a.value()[k];
          double e = a.error(level, k);
          double slope = Math.abs(slope(isTanh, v));
          // The slope's own slope, anywhere within 2e of v.
          double steepest = isTanh ? 2 * Math.abs(v) + 4 * e : Math.abs(1 - 2 * v) + 4 * e;
          double moved = e == 0 ? 0 : steepest * e;
          double square = isTanh ? r.u() * (v * v + 2 * moved) : 0;
          double slopeError =
              moved + square + r.gamma(level, 3) * (slope + 2 * moved + square) + r.tiny();
          return product(level, dA, k, slope, slopeError);
        });
  }

  private static double slope(boolean isTanh, double a) {
    return isTanh ? (1 - a) * (1 + a) : a * (1 - a);
  }

  /** The error of a rounded product of an element and a factor with an error. */
  private double product(Level level, Bounded a, int k, double factor, double factorError) {
    double computedFactor = factor + 2 * factorError;
    return a.error(level, k) * computedFactor
        + a.exactMagnitude(level, k) * factorError
        + r.gamma(level, 1) * a.magnitude(level, k) * computedFactor
        + r.tiny();
  }

  private static double logistic(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
