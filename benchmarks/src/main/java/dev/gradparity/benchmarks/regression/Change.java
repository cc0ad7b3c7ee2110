package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance.Result;

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

  static Change untested(Result before, Result after, Finding finding) {
    return new Change(before, after, null, null, null, finding);
  }
}
