package dev.gradparity.benchmarks.performance;

import dev.gradparity.benchmarks.Workload;
import dev.gradparity.benchmarks.Workloads;
import dev.gradparity.benchmarks.performance.Performance.Method;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.comparison.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Several runs as one, such as the products of one and the training steps of another. */
public final class Joining {

  private static final List<String> WORKLOADS =
      Workloads.all().stream().map(Workload::name).toList();

  private static final Comparator<Result> IN_ORDER =
      Comparator.comparing(Result::dtype)
          .thenComparing(Result::threads)
          .thenComparing(Joining::place);

  private Joining() {}

  /**
   * Joins runs of the same sources on the same machine. Of the ceiling, the best of all counts, and
   * every share is of that one; of rounds, the fewest are told. Settings come in the order of a
   * single run, whatever that of the runs.
   *
   * @param runs by their names, for messages; at least one
   * @throws InvalidInputException if they are of different machines, sources or methods, or
   *     measured the same
   */
  public static Performance of(Map<String, Performance> runs) {
    String firstName = runs.keySet().iterator().next();
    Performance joined = runs.get(firstName);
    for (Map.Entry<String, Performance> run : runs.entrySet()) {
      if (!run.getKey().equals(firstName)) {
        requireOneRun(firstName, joined, run.getKey(), run.getValue());
        joined = join(joined, run.getValue());
      }
    }
    return joined;
  }

  private static void requireOneRun(
      String firstName, Performance first, String name, Performance other) {
    List<String> reasons =
        new ArrayList<>(Comparability.otherMachine(first.environment(), other.environment()));
    reasons.addAll(Comparability.otherSoftware(first.environment(), other.environment()));
    reasons.addAll(Comparability.otherMethod(first.method(), other.method()));
    if (!reasons.isEmpty()) {
      throw new InvalidInputException(
          "%s and %s cannot be joined; measure both on the same machine, from the same commit (%s)"
              .formatted(firstName, name, String.join("; ", reasons)));
    }
    Set<String> measured = new HashSet<>();
    first.results().forEach(result -> measured.add(setting(result)));
    for (Result result : other.results()) {
      if (measured.contains(setting(result))) {
        throw new InvalidInputException(
            "%s and %s both have %s; ratios are of pairs within one run: give one of them"
                .formatted(firstName, name, setting(result)));
      }
    }
  }

  private static String setting(Result result) {
    return "%s in %s, threads: %d".formatted(result.workload(), result.dtype(), result.threads());
  }

  private static Performance join(Performance one, Performance other) {
    Map<String, String> unavailable = new LinkedHashMap<>(one.unavailable());
    unavailable.putAll(other.unavailable());
    Map<Integer, Peak> peaks = new TreeMap<>();
    one.ceiling().forEach(peak -> peaks.put(peak.threads(), peak));
    other.ceiling().forEach(peak -> peaks.merge(peak.threads(), peak, Joining::better));
    List<Result> results = new ArrayList<>(one.results());
    results.addAll(other.results());
    return new Performance(
        one.complete() && other.complete(),
        one.environment(),
        fewest(one.method(), other.method()),
        List.copyOf(peaks.values()),
        unavailable,
        results.stream()
            .sorted(IN_ORDER)
            .map(result -> shared(result, peaks.get(result.threads())))
            .toList());
  }

  private static int place(Result result) {
    int place = WORKLOADS.indexOf(result.workload());
    return place < 0 ? WORKLOADS.size() : place;
  }

  private static Method fewest(Method one, Method other) {
    return new Method(
        one.plan(),
        Math.min(one.rounds(), other.rounds()),
        Math.min(one.roundsDone(), other.roundsDone()),
        one.forksPerRound(),
        one.settlingMilliseconds(),
        one.warmupIterations(),
        one.warmupMilliseconds(),
        one.iterations(),
        one.milliseconds(),
        one.intervals());
  }

  private static Peak better(Peak one, Peak other) {
    Map<String, List<Double>> rounds = new TreeMap<>(one.rounds());
    other
        .rounds()
        .forEach(
            (figure, more) ->
                rounds.merge(
                    figure,
                    more,
                    (a, b) -> {
                      List<Double> all = new ArrayList<>(a);
                      all.addAll(b);
                      return all;
                    }));
    return new Peak(
        one.threads(),
        larger(one.float32(), other.float32()),
        larger(one.float64(), other.float64()),
        larger(one.memory(), other.memory()),
        rounds);
  }

  private static Double larger(Double one, Double other) {
    return one == null || (other != null && other > one) ? other : one;
  }

  private static Result shared(Result result, Peak peak) {
    Double most = peak.of(result.dtype());
    return result.gflops() == null || most == null
        ? result
        : result.withShareOfCeiling(result.gflops() / most);
  }
}
