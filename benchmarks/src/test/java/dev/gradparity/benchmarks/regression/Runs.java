package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Method;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Runs as a machine might give them: a ceiling, four workloads of ours, and a library that scatters
 * far more at each.
 */
final class Runs {

  static final String OURS = "from-scratch-vector";
  static final String OTHER = "dl4j";
  static final List<String> WORKLOADS =
      List.of("product-nn-512", "train-4-16-3-b32", "train-784-512-10-b128", "train-8-8-b1");

  private final Random random;
  private final int rounds;
  private double scatter = 0.02;
  private double drift;
  private double deviation;
  private double disturbed;
  private double slowdown;
  private String version = "1";

  Runs(long seed, int rounds) {
    random = new Random(seed);
    this.rounds = rounds;
  }

  /** The standard deviation of our times from round to round. */
  Runs scatter(double of) {
    scatter = of;
    return this;
  }

  /** By how much the next runs are slower, whatever is timed. */
  Runs drift(double by) {
    drift = by;
    return this;
  }

  /** The standard deviation of what each program does on its own, in the next runs. */
  Runs deviation(double by) {
    deviation = by;
    return this;
  }

  /** How many of the rounds something else disturbs, by half as long again in the mean. */
  Runs disturbed(double share) {
    disturbed = share;
    return this;
  }

  /** By how much the first workload of ours is slower in the next runs. */
  Runs slowdown(double by) {
    slowdown = by;
    return this;
  }

  /** What the library says of itself. */
  Runs version(String of) {
    version = of;
    return this;
  }

  Performance next() {
    List<Result> results = new ArrayList<>();
    for (String workload : WORKLOADS) {
      boolean slow = workload.equals(WORKLOADS.get(0));
      results.add(result(workload, OURS, 100 * (slow ? 1 + slowdown : 1), scatter));
      results.add(result(workload, OTHER, 500, 0.3));
    }
    List<Peak> ceiling =
        List.of(
            new Peak(
                2,
                200.0,
                100.0,
                20.0,
                Map.of(
                    "float32", rates(200, 0.01),
                    "float64", rates(100, 0.01),
                    "memory", rates(20, 0.02))));
    return new Performance(
        true,
        Map.of("cpu", "some"),
        new Method("quick", rounds, rounds, 1, 0, 3, 500, 5, 100, "t"),
        ceiling,
        Map.of(),
        results);
  }

  private Result result(String workload, String contender, double microseconds, double deviating) {
    List<Double> times = times(microseconds, deviating);
    return new Result(
        workload,
        "float32",
        2,
        contender,
        Status.MEASURED,
        contender.equals(OTHER) ? "version " + version : "it",
        null,
        0.1,
        new Estimate(times.get(0), null, null),
        1.0,
        0.1,
        0.0,
        times,
        times,
        List.of(),
        Map.of());
  }

  private List<Double> times(double typical, double deviating) {
    double own = drift + deviation * random.nextGaussian();
    return DoubleStream.generate(
            () ->
                typical
                    * Math.exp(own + deviating * random.nextGaussian())
                    * (random.nextDouble() < disturbed ? 1 - 0.5 * Math.log(uniform()) : 1))
        .limit(rounds)
        .boxed()
        .toList();
  }

  /** Above 0, for a logarithm. */
  private double uniform() {
    return 1 - random.nextDouble();
  }

  private List<Double> rates(double typical, double deviating) {
    return times(1 / typical, deviating).stream().map(time -> 1 / time).toList();
  }
}
