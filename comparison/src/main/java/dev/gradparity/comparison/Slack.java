package dev.gradparity.comparison;

import java.util.Arrays;
import java.util.List;

/**
 * How much of the bounds a tensor's elements used.
 *
 * @param inherited the part of the worst element's difference that the sides' own inputs explain
 * @param probableBound the probable bound of the element that used most of it
 * @param probableRatio error / probable bound of that element
 * @param ratios how many elements have which error / certain bound
 */
public record Slack(
    double inherited, double probableBound, double probableRatio, Histogram ratios) {

  /** Of a tensor that was not judged element by element. */
  static final Slack NONE = new Slack(0, 0, 0, Histogram.EMPTY);

  /**
   * Counts of ratios.
   *
   * @param counts as many as {@link #bins}
   */
  @SuppressWarnings("ArrayRecordComponent") // copied, never compared
  public record Histogram(long[] counts) {

    /** No ratio at all. */
    public static final Histogram EMPTY = new Histogram(new long[] {0, 0, 0, 0, 0, 0, 0});

    /** The largest ratio of each bin but the first, which is 0, and the last, which has no end. */
    private static final double[] ENDS = {1e-3, 1e-2, 1e-1, 0.3, 1};

    private static final List<String> BINS =
        List.of("0", "<= 0.001", "<= 0.01", "<= 0.1", "<= 0.3", "<= 1", "> 1");

    /** The names of the bins, ascending. */
    public static List<String> bins() {
      return BINS;
    }

    /** The counts, by bin. */
    @Override
    public long[] counts() {
      return counts.clone();
    }

    /** Both together. */
    Histogram plus(Histogram other) {
      long[] sum = counts.clone();
      Arrays.setAll(sum, bin -> sum[bin] + other.counts[bin]);
      return new Histogram(sum);
    }

    /** The bin of a ratio. */
    public static int bin(double ratio) {
      if (ratio == 0) {
        return 0;
      }
      int bin = 1;
      while (bin <= ENDS.length && !(ratio <= ENDS[bin - 1])) {
        bin++;
      }
      return bin;
    }
  }
}
