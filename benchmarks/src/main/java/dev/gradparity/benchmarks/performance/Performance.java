package dev.gradparity.benchmarks.performance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code performance.json} says; the project's {@code docs/performance-json.md} describes it.
 *
 * @param complete whether everything that was planned was done
 * @param environment what it ran on
 * @param method how it was measured
 * @param ceiling what the machine can do at best
 * @param unavailable who could not be timed at all, and why
 * @param results one for each workload, format, number of threads and contender
 */
public record Performance(
    boolean complete,
    Map<String, String> environment,
    Method method,
    List<Peak> ceiling,
    Map<String, String> unavailable,
    List<Result> results) {

  /**
   * How it was measured.
   *
   * @param plan quick or full
   * @param rounds how many were planned
   * @param roundsDone how many were finished
   * @param forksPerRound JVMs for each result in a round
   * @param settlingMilliseconds in each JVM, until the compiler rests, at the most; 0 in files that
   *     lack it
   * @param warmupIterations in each JVM
   * @param warmupMilliseconds of an iteration
   * @param iterations measured in each JVM
   * @param milliseconds of an iteration
   * @param intervals which statistics are behind them
   */
  public record Method(
      String plan,
      int rounds,
      int roundsDone,
      int forksPerRound,
      Integer settlingMilliseconds,
      int warmupIterations,
      int warmupMilliseconds,
      int iterations,
      int milliseconds,
      String intervals) {

    /** Without settling, there is none. */
    public Method {
      settlingMilliseconds = settlingMilliseconds == null ? 0 : settlingMilliseconds;
    }
  }

  /**
   * What a number of threads can do at best.
   *
   * @param threads how many
   * @param float32 multiply-adds out of registers, GFLOP/s
   * @param float64 the same
   * @param memory GB/s of a triad out of memory
   * @param rounds the same three of each round, by these names; empty in files that lack them
   */
  public record Peak(
      int threads,
      Double float32,
      Double float64,
      Double memory,
      Map<String, List<Double>> rounds) {

    /** Copies the map. */
    public Peak {
      rounds = rounds == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(rounds));
    }

    /** GFLOP/s in a format, by its name; null if they were not measured. */
    public Double of(String dtype) {
      return dtype.equals("float32") ? float32 : float64;
    }
  }

  /** What came of a contender at a workload. */
  public enum Status {
    /** It was timed. */
    MEASURED,
    /** Its numbers disagree, and it was not timed. */
    REFUSED,
    /** It has no such workload, or not on as many threads. */
    ABSENT,
    /** It could not be run. */
    FAILED,
    /** Its turn has not come: the run was interrupted before. */
    PENDING
  }

  /**
   * A contender at a workload.
   *
   * @param workload its name
   * @param dtype the format's name
   * @param threads how many
   * @param contender its id
   * @param status what came of it
   * @param description what really computed
   * @param reason why it was not timed; null if it was
   * @param errorOverBound the judge's largest error / bound; null if nothing was judged
   * @param microseconds of one operation
   * @param gflops of its matrix products, 10^9 operations per second
   * @param shareOfCeiling of the machine's multiply-adds
   * @param bytesPerOperation allocated on Java's heap
   * @param rounds microseconds of each round, in the rounds' order
   * @param fastest of each round, the fastest stretch; empty in files that lack it
   * @param handovers of each round, nanoseconds from one core to another, taken once the JVM had
   *     ended; empty on one thread, and in files that lack it
   * @param ratios the time of another contender over this one's; above 1, this one is faster
   */
  public record Result(
      String workload,
      String dtype,
      int threads,
      String contender,
      Status status,
      String description,
      String reason,
      Double errorOverBound,
      Estimate microseconds,
      Double gflops,
      Double shareOfCeiling,
      Double bytesPerOperation,
      List<Double> rounds,
      List<Double> fastest,
      List<Double> handovers,
      Map<String, Estimate> ratios) {

    /** Copies the lists. */
    public Result {
      rounds = List.copyOf(rounds);
      fastest = fastest == null ? List.of() : List.copyOf(fastest);
      handovers = handovers == null ? List.of() : List.copyOf(handovers);
    }

    /** The same result with another share of the ceiling. */
    public Result withShareOfCeiling(Double share) {
      return with(share, fastest, ratios);
    }

    /** The same result with other fastest stretches, and without ratios. */
    public Result withFastest(List<Double> others) {
      return with(shareOfCeiling, others, Map.of());
    }

    private Result with(Double share, List<Double> stretches, Map<String, Estimate> toOthers) {
      return new Result(
          workload,
          dtype,
          threads,
          contender,
          status,
          description,
          reason,
          errorOverBound,
          microseconds,
          gflops,
          share,
          bytesPerOperation,
          rounds,
          stretches,
          handovers,
          toOthers);
    }
  }
}
