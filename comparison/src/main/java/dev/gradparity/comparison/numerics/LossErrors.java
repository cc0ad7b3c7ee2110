package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.LossKind;

/**
 * Losses and their gradients.
 *
 * @param kind the loss of one example
 * @param divisor n for a mean over the examples, 1 for a sum
 * @param r the format
 */
record LossErrors(LossKind kind, int divisor, Rounding r) {

  /** Of a squared difference's term: p - y, the square, a weight or 1/C, and the mean. */
  private static final int TERM_ROUNDINGS = 5;

  /** Of (p - y) / (p (1 - p)) times s (1 - s), and of a mean. */
  private static final int QUOTIENT_ROUNDINGS = 8;

  /**
   * The loss of the minibatch, a scalar, the penalty included.
   *
   * @param penalty its value; null for none
   * @param factor of the loss without the penalty; 1 but for a variation
   */
  Bounded value(Bounded p, double[] y, Bounded penalty, double factor) {
    double sum = 0;
    for (int k = 0; k < p.size(); k++) {
      sum += term(p.value()[k], y[k], p.columns());
    }
    double loss = factor * sum / divisor + (penalty == null ? 0 : penalty.value()[0]);
    double up = Rounding.up(p.size());
    return Bounded.of(
        r,
        1,
        1,
        new double[] {loss},
        p.meetsKink() || (penalty != null && penalty.meetsKink()),
        level -> {
          double error = Math.abs(factor) * termErrors(level, p, y) / divisor + r.tiny();
          error += penalty == null ? 0 : penalty.error(level, 0);
          return new double[] {(error + r.gamma(level, 1) * (Math.abs(loss) + 2 * error)) * up};
        });
  }

  private double termErrors(Level level, Bounded p, double[] y) {
    double gamma = r.gamma(level, p.size() + TERM_ROUNDINGS);
    double errors = 0;
    for (int k = 0; k < p.size(); k++) {
      double moved = termError(level, p, k, y[k]);
      double term = Math.abs(term(p.value()[k], y[k], p.columns()));
      errors += moved + gamma * (term + 2 * moved) + r.tiny();
    }
    return errors;
  }

  /** How far p's error and the functions' own move a term. */
  private double termError(Level level, Bounded p, int k, double y) {
    double v = p.value()[k];
    double e = p.error(level, k);
    return switch (kind) {
      case MSE -> squareError(v - y, e) / p.columns();
      case L2, HALF_L2 -> squareError(v - y, e);
      case XENT ->
          logError(y, v, e) + logError(1 - y, 1 - v, e + r.u() * (Math.abs(1 - v) + 2 * e));
      case MCXENT -> logError(y, v, e);
    };
  }

  private static double squareError(double difference, double e) {
    return e == 0 ? 0 : e * (2 * Math.abs(difference) + 4 * e);
  }

  /** y ln p where p may be off by e: the mean value theorem, and the function's ulps. */
  private double logError(double y, double p, double e) {
    if (y == 0) {
      return 0;
    }
    double moved = e == 0 ? 0 : p > 2 * e ? e / (p - 2 * e) : Double.POSITIVE_INFINITY;
    return Math.abs(y) * (moved + FunctionUlps.log(r) * (Math.abs(Math.log(p)) + moved));
  }

  /** dZ of the last layer, before the activation. */
  Bounded backward(ActivationErrors activation, Bounded z, Bounded p, double[] y) {
    return switch (kind) {
      case MCXENT, XENT -> differences(p, y, 1, QUOTIENT_ROUNDINGS);
      case MSE -> activation.backward(z, p, differences(p, y, 2.0 / p.columns(), TERM_ROUNDINGS));
      case L2 -> activation.backward(z, p, differences(p, y, 2, TERM_ROUNDINGS));
      case HALF_L2 -> activation.backward(z, p, differences(p, y, 1, TERM_ROUNDINGS));
    };
  }

  /** dA of the last layer, what the loss alone gives. */
  Bounded derivative(Bounded p, double[] y) {
    return switch (kind) {
      case MSE -> differences(p, y, 2.0 / p.columns(), TERM_ROUNDINGS);
      case L2 -> differences(p, y, 2, TERM_ROUNDINGS);
      case HALF_L2 -> differences(p, y, 1, TERM_ROUNDINGS);
      case MCXENT, XENT -> quotients(p, y);
    };
  }

  /** -y/p, and (1 - y)/(1 - p) besides for XENT, by the divisor. */
  private Bounded quotients(Bounded p, double[] y) {
    double[] value = new double[p.size()];
    for (int k = 0; k < value.length; k++) {
      double v = p.value()[k];
      double second = kind == LossKind.XENT ? quotient(1 - y[k], 1 - v) : 0;
      value[k] = (second - quotient(y[k], v)) / divisor;
    }
    return Bounded.ofElements(
        r,
        p.rows(),
        p.columns(),
        value,
        p.meetsKink(),
        (level, k) -> {
          double v = p.value()[k];
          double e = p.error(level, k);
          double complement = e + r.u() * (Math.abs(1 - v) + 2 * e);
          double error = quotientError(level, y[k], v, e);
          if (kind == LossKind.XENT) {
            error += quotientError(level, 1 - y[k], 1 - v, complement);
          }
          return error / divisor + r.tiny();
        });
  }

  private static double quotient(double y, double p) {
    return y == 0 ? 0 : y / p;
  }

  private double quotientError(Level level, double y, double p, double e) {
    if (y == 0) {
      return 0;
    }
    double least = p - 2 * e;
    if (!(least > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = Math.abs(y) / least;
    return largest * (e / least + r.gamma(level, QUOTIENT_ROUNDINGS));
  }

  /**
   * factor (p - y) / divisor. Of the cross entropies it is the gradient however it is come by: who
   * divides by p (1 - p) multiplies by the same number again.
   */
  private Bounded differences(Bounded p, double[] y, double factor, int roundings) {
    double scale = factor / divisor;
    double[] value = new double[p.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = scale * (p.value()[k] - y[k]);
    }
    return Bounded.ofElements(
        r,
        p.rows(),
        p.columns(),
        value,
        p.meetsKink(),
        (level, k) -> {
          double moved = scale * p.error(level, k);
          return moved
              + r.gamma(level, roundings) * (Math.abs(value[k]) + 2 * moved)
              + roundings * r.tiny();
        });
  }

  private double term(double p, double y, int outputs) {
    return switch (kind) {
      case MSE -> (p - y) * (p - y) / outputs;
      case L2 -> (p - y) * (p - y);
      case HALF_L2 -> (p - y) * (p - y) / 2;
      case XENT -> -timesLog(y, p) - timesLog(1 - y, 1 - p);
      case MCXENT -> -timesLog(y, p);
    };
  }

  private static double timesLog(double y, double p) {
    return y == 0 ? 0 : y * Math.log(p);
  }
}
