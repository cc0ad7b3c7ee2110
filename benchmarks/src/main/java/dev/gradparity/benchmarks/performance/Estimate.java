package dev.gradparity.benchmarks.performance;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A positive quantity with its 95 % confidence interval.
 *
 * @param value the geometric mean over the rounds
 * @param low the lower end; null where one round alone gives no interval
 * @param high the upper end; null likewise
 */
public record Estimate(double value, Double low, Double high) {

  private static final double CONFIDENCE = 0.95;

  /**
   * The geometric mean with Student's t-interval on the logarithms, one number per round. Of paired
   * ratios, it is the ratio of the geometric means, with an interval that the rounds' common ups
   * and downs do not widen.
   *
   * @param rounds positive, at least one
   */
  public static Estimate ofRounds(double[] rounds) {
    double[] logs = Arrays.stream(rounds).map(Math::log).toArray();
    int n = logs.length;
    double mean = Arrays.stream(logs).average().orElseThrow();
    if (n == 1) {
      return new Estimate(Math.exp(mean), null, null);
    }
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    double quantile =
        new TDistribution(null, n - 1).inverseCumulativeProbability(0.5 + CONFIDENCE / 2);
    double half = quantile * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
  }

  /** Whether 1 lies outside the interval, so that a ratio is more than chance. */
  public boolean excludesOne() {
    return low != null && (low > 1 || high < 1);
  }
}
