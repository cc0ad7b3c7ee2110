package dev.gradparity.comparison.numerics;

import java.util.Optional;

/**
 * Softmax as Deeplearning4j 1.0.0-M2.1 has it. Of one unit it is 1, but for a single example,
 * whatever the argument. In float64, but for a single row of several columns, the largest argument
 * is sought from zero upwards: rows of negative arguments alone are not shifted, and their
 * exponentials underflow.
 */
final class LibrarySoftmax {

  /** Below it, the exponential is nearer to 0 than to the smallest number. */
  private final double vanishing;

  /** Below it, the exponential has lost digits. */
  private final double subnormal;

  private final Bounded z;
  private final Rounding r;
  private final boolean isBeyond;
  private Departure departure;

  /**
   * Of these arguments.
   *
   * @param isBeyond whether an exponential that may have vanished has
   */
  LibrarySoftmax(Bounded z, Rounding r, boolean isBeyond) {
    this.z = z;
    this.r = r;
    this.isBeyond = isBeyond;
    vanishing = Math.log(r.smallest()) - Math.log(2);
    subnormal = Math.log(r.smallest() / r.u());
  }

  /** The departure from the true values, if there is one. */
  Optional<Departure> departure() {
    return Optional.ofNullable(departure);
  }

  /** What comes of the true values. A probability that is zero is exactly so. */
  Bounded over(Bounded a) {
    Elements elements = new Elements(a);
    int m = z.columns();
    if (m == 1 && z.rows() > 1) {
      return ofOneUnit(elements);
    }
    for (int row = 0; row < z.size(); row += m) {
      double largest = Double.NEGATIVE_INFINITY;
      boolean isUndefined = false;
      for (int k = row; k < row + m; k++) {
        isUndefined |= Double.isNaN(z.value()[k]) || z.value()[k] == Double.POSITIVE_INFINITY;
        largest = Math.max(largest, z.value()[k] + error(k));
      }
      if (!isUndefined && largest < 0 && seeksFromZero()) {
        unshifted(row, elements);
      } else if (!isUndefined) {
        shifted(row, largest, elements);
      }
    }
    return elements.bounded();
  }

  private Bounded ofOneUnit(Elements elements) {
    for (int k = 0; k < z.size(); k++) {
      elements.set(k, 1, 0);
      if (!Double.isFinite(z.value()[k])) {
        departure = Departure.SOFTMAX_ONE_UNIT;
      }
    }
    return elements.bounded();
  }

  private boolean seeksFromZero() {
    boolean isVector = (z.rows() == 1) != (z.columns() == 1);
    return r.isDouble() && !isVector;
  }

  private double error(int k) {
    return 2 * z.error(Level.KINKED, k);
  }

  /** All as it should be, but for what rounds to zero. */
  private void shifted(int row, double largest, Elements elements) {
    int m = z.columns();
    double widest = 0;
    for (int k = row; k < row + m; k++) {
      widest = Math.max(widest, error(k));
    }
    for (int k = row; k < row + m; k++) {
      double highest = z.value()[k] + error(k) - (largest - 2 * widest);
      double lowest = z.value()[k] - error(k) - largest - Math.log(2 * m);
      if ((isBeyond ? lowest : highest) < vanishing) {
        elements.set(k, 0, 0);
      }
    }
  }

  private void unshifted(int row, Elements elements) {
    int m = z.columns();
    double[] low = new double[m];
    double[] high = new double[m];
    double lowSum = 0;
    double highSum = 0;
    for (int j = 0; j < m; j++) {
      exponential(row + j, j, low, high);
      lowSum += low[j];
      highSum += high[j];
    }
    if (highSum == 0) {
      departure = Departure.SOFTMAX_NAN;
      for (int k = row; k < row + m; k++) {
        elements.set(k, Double.NaN, Double.POSITIVE_INFINITY);
      }
      return;
    }
    double rounding = (r.gamma(Level.CERTAIN, m) + 2 * FunctionUlps.exp(r)) * Rounding.UP;
    for (int j = 0; j < m; j++) {
      double least = low[j] / highSum;
      double most = Math.min(1, high[j] / lowSum);
      boolean hasVanished = most == 0;
      elements.set(
          row + j,
          (least + most) / 2,
          hasVanished ? 0 : (most - least) / 2 + rounding * most + r.tiny());
    }
  }

  /** The ends of the interval that the exponential lies in, both zero where it has vanished. */
  private void exponential(int k, int j, double[] low, double[] high) {
    double lowest = z.value()[k] - error(k);
    double highest = z.value()[k] + error(k);
    double width = FunctionUlps.exp(r);
    if (lowest < subnormal && departure == null) {
      departure = Departure.SOFTMAX_UNDERFLOW;
    }
    if ((isBeyond ? lowest - width : highest + width) < vanishing) {
      return;
    }
    low[j] = Math.max(r.smallest(), Math.exp(lowest) - r.tiny());
    high[j] = Math.exp(highest) + r.tiny();
  }
}
