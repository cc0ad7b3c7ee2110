package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance.Result;
import java.util.List;

/**
 * What became of a contender at a workload since an earlier run.
 *
 * @param before the earlier result
 * @param after the later one
 * @param ratio the later time over the earlier, without the machine's drift; above 1 is slower.
 *     Null unless it was tested
 * @param probability of an alarm as loud from chance alone, at any of the tested changes; null
 *     likewise
 * @param detectable the slowdown that this pair of runs would have called a regression as often as
 *     not; null likewise
 * @param finding what it is
 */
public record Change(
    Result before,
    Result after,
    Estimate ratio,
    Double probability,
    Double detectable,
    Finding finding) {

  /**
   * The times that are compared: those of the fastest stretches, which scatter least, where both
   * runs have them; else those of the rounds.
   *
   * @param which one of the two results
   */
  List<Double> compared(Result which) {
    return before.fastest().size() > 1 && after.fastest().size() > 1
        ? which.fastest()
        : which.rounds();
  }

  /** Microseconds that are compared, the geometric mean; NaN where it was not timed. */
  public double microsecondsBefore() {
    return mean(compared(before));
  }

  /** Microseconds that are compared, the geometric mean; NaN where it was not timed. */
  public double microsecondsAfter() {
    return mean(compared(after));
  }

  private static double mean(List<Double> times) {
    return Math.exp(times.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }

  Shift shift() {
    return Shift.between(compared(before), compared(after));
  }

  static Change untested(Result before, Result after, Finding finding) {
    return new Change(before, after, null, null, null, finding);
  }
}
