package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import java.util.Optional;

/**
 * The squared losses of Deeplearning4j 1.0.0-M2.1 far out: differences are squared, or doubled,
 * before a weight of their output scales them, and summed before the sum is divided.
 *
 * @param loss a squared one
 * @param r the format
 */
record LibrarySquares(LossSpec loss, Rounding r) {

  static boolean concerns(LossKind kind) {
    return switch (kind) {
      case MSE, SQUARED_LOSS, L2, HALF_L2 -> true;
      default -> false;
    };
  }

  /** The sum of the weighted squares that count; infinite, or NaN, where that of the library is. */
  double sum(Bounded p, Labels labels) {
    double sum = 0;
    for (int k = 0; k < p.size(); k++) {
      double difference = p.value()[k] - labels.y()[k];
      double weighted = limited(limited(difference * difference) * weight(k % p.columns()));
      sum = limited(sum + (labels.counts(k) ? weighted : weighted * 0));
    }
    return sum;
  }

  /** An infinity beyond the format. */
  private double limited(double x) {
    return x > r.huge() ? Double.POSITIVE_INFINITY : x;
  }

  /** What the library multiplies a square by. */
  private double weight(int output) {
    return loss.weight(output) * (loss.kind() == LossKind.HALF_L2 ? 0.5 : 1);
  }

  /**
   * Why the library's loss is not the true one.
   *
   * @param sum as it is computed, infinite or NaN
   */
  static Departure ofValue(double sum) {
    return Double.isNaN(sum) ? Departure.WEIGHT_ZERO_NAN : Departure.MSE_SCORE_OVERFLOW;
  }

  /**
   * dA where differences overflow when they are doubled, or are infinite and have a weight of 0.
   *
   * @param dA the true one
   * @return empty where none do
   */
  Optional<Bounded> derivative(Labels labels, Bounded p, Bounded dA) {
    Elements elements = new Elements(dA);
    boolean overflows = false;
    for (int k = 0; k < p.size(); k++) {
      double weight = weight(k % p.columns());
      double doubled = 2 * (p.value()[k] - labels.y()[k]);
      double largest = Math.abs(doubled) * Math.max(1, weight);
      boolean isBeyond = Double.isFinite(doubled) && largest - error(p, k, doubled) > r.huge();
      if (isBeyond || (weight == 0 && !Double.isFinite(doubled))) {
        double infinite = Math.copySign(Double.POSITIVE_INFINITY, doubled);
        elements.set(k, infinite * weight, weight == 0 ? Double.POSITIVE_INFINITY : 0);
        overflows = true;
      }
    }
    return overflows ? Optional.of(elements.bounded()) : Optional.empty();
  }

  private double error(Bounded p, int k, double doubled) {
    return 8 * (p.error(Level.KINKED, k) + r.u() * Math.abs(doubled));
  }
}
