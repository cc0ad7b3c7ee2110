package dev.gradparity.comparison.initial;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A distribution on the line.
 *
 * @param upTo x to P(w at most x)
 * @param below x to P(w below x), which is less where x itself has a probability
 */
record Law(DoubleUnaryOperator upTo, DoubleUnaryOperator below) {

  /** Where the series has long become 0 or 1. */
  private static final double FAR = 8;

  /** A distribution without points that have a probability. */
  static Law smooth(DoubleUnaryOperator upTo) {
    return new Law(upTo, upTo);
  }

  /** One number. */
  static Law point(double value) {
    return new Law(x -> x >= value ? 1 : 0, x -> x > value ? 1 : 0);
  }

  static Law uniform(double lower, double upper) {
    return smooth(x -> Math.min(1, Math.max(0, (x - lower) / (upper - lower))));
  }

  static Law normal(double mean, double std) {
    return smooth(x -> standardNormal((x - mean) / std));
  }

  /** A normal distribution on the condition that it is within so many deviations. */
  static Law truncatedNormal(double mean, double std, double cut) {
    double all = standardNormal(cut) - standardNormal(-cut);
    return smooth(
        x -> {
          double z = Math.min(cut, Math.max(-cut, (x - mean) / std));
          return (standardNormal(z) - standardNormal(-cut)) / all;
        });
  }

  static Law logNormal(double mean, double std) {
    return smooth(x -> x <= 0 ? 0 : standardNormal((Math.log(x) - mean) / std));
  }

  /** Of the whole numbers from 0 to the last index, by their probabilities. */
  static Law counts(double[] probabilities) {
    DoubleUnaryOperator upTo =
        x -> {
          double sum = 0;
          for (int k = 0; k < probabilities.length && k <= x; k++) {
            sum += probabilities[k];
          }
          return sum;
        };
    return new Law(upTo, x -> upTo.applyAsDouble(Math.ceil(x) - 1));
  }

  /** This law with probability 1 - share, the other one with probability share. */
  Law mixedWith(Law other, double share) {
    return new Law(
        x -> (1 - share) * upTo.applyAsDouble(x) + share * other.upTo.applyAsDouble(x),
        x -> (1 - share) * below.applyAsDouble(x) + share * other.below.applyAsDouble(x));
  }

  /** Phi(x) = 1/2 + phi(x) (x + x^3 / 3 + x^5 / (3 5) + ...) (Abramowitz and Stegun, 26.2.11). */
  static double standardNormal(double x) {
    if (Math.abs(x) > FAR) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int n = 3; sum + term != sum; n += 2) {
      term *= x * x / n;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }

  /** phi(x) = exp(-x^2 / 2) / sqrt(2 pi). */
  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The largest difference between this distribution function and that of a sample, Kolmogorov's D;
   * 1 if a number of the sample is not finite.
   */
  double distance(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double worst = 0;
    for (int from = 0; from < sorted.length; ) {
      double value = sorted[from];
      if (!Double.isFinite(value)) {
        return 1;
      }
      int to = from;
      while (to < sorted.length && sorted[to] == value) {
        to++;
      }
      worst = Math.max(worst, Math.abs(from / n - below.applyAsDouble(value)));
      worst = Math.max(worst, Math.abs(to / n - upTo.applyAsDouble(value)));
      from = to;
    }
    return worst;
  }
}
