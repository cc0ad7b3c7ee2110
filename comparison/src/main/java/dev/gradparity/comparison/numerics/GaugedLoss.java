package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.LossKind;

/**
 * Losses with gauges.
 *
 * @param kind the loss of one example
 * @param divisor n for a mean over the examples, 1 for a sum
 */
record GaugedLoss(LossKind kind, int divisor) {

  /** The loss of the minibatch, a scalar, without the penalty. */
  Gauged value(Gauged p, double[] y) {
    double sum = 0;
    double gauge = 0;
    for (int k = 0; k < p.size(); k++) {
      double term = term(p.value()[k], y[k], p.columns());
      sum += term;
      gauge += Math.abs(term) + slope(p.value()[k], y[k], p.columns()) * p.gauge()[k];
    }
    return new Gauged(1, 1, new double[] {sum / divisor}, new double[] {gauge / divisor}, null);
  }

  /** dZ of the last layer, before the activation. */
  Gauged backward(GaugedActivation activation, Gauged z, Gauged p, double[] y) {
    return switch (kind) {
      case MCXENT, XENT -> fused(p, y);
      case MSE -> activation.backward(z, p, differences(p, y, 2.0 / p.columns()));
      case L2 -> activation.backward(z, p, differences(p, y, 2));
      case HALF_L2 -> activation.backward(z, p, differences(p, y, 1));
    };
  }

  /** factor (p - y) / divisor. */
  private Gauged differences(Gauged p, double[] y, double factor) {
    double scale = factor / divisor;
    double[] values = new double[p.size()];
    double[] gauges = new double[p.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = scale * (p.value()[k] - y[k]);
      gauges[k] = scale * p.gauge()[k] + Math.abs(values[k]);
    }
    return new Gauged(p.rows(), p.columns(), values, gauges, null);
  }

  /** (p - y) / divisor, however it is come by. */
  private Gauged fused(Gauged p, double[] y) {
    double[] values = new double[p.size()];
    double[] gauges = new double[p.size()];
    for (int k = 0; k < values.length; k++) {
      double pk = p.value()[k];
      values[k] = (pk - y[k]) / divisor;
      gauges[k] = p.gauge()[k] * quotientFactor(pk, y[k]) / divisor + Math.abs(values[k]);
    }
    return new Gauged(p.rows(), p.columns(), values, gauges, null);
  }

  /**
   * Whoever does not fuse the binary cross entropy divides by p (1 - p) and multiplies by it again;
   * p's error then counts once more, relative to p (1 - p). At a saturated p = y, that is 0/0 and
   * its limit 1.
   */
  private double quotientFactor(double p, double y) {
    if (kind != LossKind.XENT) {
      return 1;
    }
    return p == y ? 2 : 1 + Math.abs(p - y) / (p * (1 - p));
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

  /** |d term / dp|. */
  private double slope(double p, double y, int outputs) {
    return switch (kind) {
      case MSE -> 2 * Math.abs(p - y) / outputs;
      case L2 -> 2 * Math.abs(p - y);
      case HALF_L2 -> Math.abs(p - y);
      case XENT -> (y == 0 ? 0 : y / p) + (y == 1 ? 0 : (1 - y) / (1 - p));
      case MCXENT -> y == 0 ? 0 : y / p;
    };
  }

  private static double timesLog(double y, double p) {
    return y == 0 ? 0 : y * Math.log(p);
  }
}
