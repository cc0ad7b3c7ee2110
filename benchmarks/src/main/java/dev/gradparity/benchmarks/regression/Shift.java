package dev.gradparity.benchmarks.regression;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far the mean logarithm of a time moved from one run to another; 0.1 is a tenth slower,
 * nearly.
 *
 * @param value after less before
 * @param variance of the value
 * @param freedom the degrees of freedom that the variance was estimated with
 */
record Shift(double value, double variance, double freedom) {

  /**
   * Rounds that agree to the last bit would weigh infinitely: a hundredth of a percent is as exact.
   */
  private static final double LEAST_VARIANCE = 1e-8;

  /** One of so many rounds is left out, the slowest. */
  private static final int ONE_LEFT_OUT_OF = 5;

  /**
   * Between rounds that are not paired, whose scatter may differ: trimmed means with K. K. Yuen's
   * variance and degrees of freedom (Biometrika 61 (1974) 165-170), which are Welch's where nothing
   * is trimmed. What disturbs a round only ever slows it down, so that the trimming is one-sided.
   *
   * @param before positive, at least two
   * @param after positive, at least two
   */
  static Shift between(List<Double> before, List<Double> after) {
    Sample was = Sample.of(before);
    Sample is = Sample.of(after);
    double variance = was.variance + is.variance;
    double freedom =
        variance < LEAST_VARIANCE
            ? was.freedom + is.freedom
            : satterthwaite(
                new double[] {was.variance, is.variance}, new double[] {was.freedom, is.freedom});
    return new Shift(is.mean - was.mean, Math.max(variance, LEAST_VARIANCE), freedom);
  }

  /**
   * The degrees of freedom of a sum of variances (F. E. Satterthwaite, Biometrics Bulletin 2 (1946)
   * 110-114).
   */
  static double satterthwaite(double[] variances, double[] freedoms) {
    double sum = 0;
    double shares = 0;
    for (int k = 0; k < variances.length; k++) {
      sum += variances[k];
      shares += variances[k] * variances[k] / freedoms[k];
    }
    return sum * sum / shares;
  }

  /**
   * What is left when the machine's own drift is taken out. The drift's error and its scatter from
   * program to program add to the variance.
   */
  Shift less(Drift drift) {
    double[] variances = {variance, drift.error(), drift.between()};
    double[] freedoms = {freedom, drift.errorFreedom(), drift.betweenFreedom()};
    return new Shift(
        value - drift.value(), Arrays.stream(variances).sum(), satterthwaite(variances, freedoms));
  }

  /** The probability of as large a value, if nothing had become slower. */
  double chanceOfSlower() {
    return new TDistribution(null, freedom).cumulativeProbability(-value / deviation());
  }

  /** The probability of as small a value, if nothing had become faster. */
  double chanceOfFaster() {
    return new TDistribution(null, freedom).cumulativeProbability(value / deviation());
  }

  /** Half the interval that covers the truth with this confidence. */
  double halfInterval(double confidence) {
    return quantile(0.5 + confidence / 2) * deviation();
  }

  /** A true shift that is as likely as not to reach this significance. */
  double detectable(double significance) {
    return quantile(1 - significance) * deviation();
  }

  private double quantile(double probability) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(probability);
  }

  private double deviation() {
    return Math.sqrt(variance);
  }

  /** The trimmed mean of logarithms, the variance of that mean, and its degrees of freedom. */
  private record Sample(double mean, double variance, double freedom) {

    static Sample of(List<Double> times) {
      double[] logs = times.stream().mapToDouble(Math::log).sorted().toArray();
      int n = logs.length;
      int kept = n - n / ONE_LEFT_OUT_OF;
      double mean = Arrays.stream(logs, 0, kept).average().orElseThrow();
      // Winsorized: what is left out counts as the slowest that is not.
      Arrays.fill(logs, kept, n, logs[kept - 1]);
      double centre = Arrays.stream(logs).average().orElseThrow();
      double squares = Arrays.stream(logs).map(log -> (log - centre) * (log - centre)).sum();
      return new Sample(mean, squares / (kept * (kept - 1.0)), kept - 1.0);
    }
  }
}
