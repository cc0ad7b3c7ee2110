package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Method;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link Changes} is worth on this machine: one run of many rounds, of which each few that
 * follow each other are taken for a run of their own. Nothing changed between any two of them, so
 * that every alarm is a false one; a slowdown that is then planted in one of them should be found.
 *
 * @param pairs of runs that were compared
 * @param falseAlarms how many of the pairs raised an alarm
 * @param plants how often a slowdown was planted, in one contender at one workload each
 * @param found how often that one was called a regression
 */
public record SelfCheck(int pairs, int falseAlarms, int plants, int found) {

  /** The slowdown that is planted. */
  public static final double PLANTED = 1.1;

  /**
   * Compares each few rounds with all later ones.
   *
   * @param run with at least twice as many rounds
   * @param rounds of what is taken for a run, at least 2
   */
  public static SelfCheck of(Performance run, int rounds) {
    List<Performance> parts = new ArrayList<>();
    for (int from = 0; from + rounds <= run.method().roundsDone(); from += rounds) {
      parts.add(part(run, from, from + rounds));
    }
    int pairs = 0;
    int falseAlarms = 0;
    int plants = 0;
    int found = 0;
    for (int later = 1; later < parts.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        Changes nothing = Changes.between(parts.get(earlier), parts.get(later));
        pairs++;
        falseAlarms += nothing.hasRegression() ? 1 : 0;
        for (Change change : nothing.changes()) {
          Performance slowed = slowed(parts.get(later), change.after());
          plants++;
          found += isFound(Changes.between(parts.get(earlier), slowed), change.after()) ? 1 : 0;
        }
      }
    }
    return new SelfCheck(pairs, falseAlarms, plants, found);
  }

  private static boolean isFound(Changes changes, Result planted) {
    return changes.changes().stream()
        .filter(change -> isSame(change.after(), planted))
        .anyMatch(change -> change.finding() == Finding.REGRESSED);
  }

  private static boolean isSame(Result one, Result other) {
    return one.workload().equals(other.workload())
        && one.dtype().equals(other.dtype())
        && one.threads() == other.threads()
        && one.contender().equals(other.contender());
  }

  private static Performance slowed(Performance part, Result planted) {
    return with(
        part,
        part.method(),
        part.ceiling(),
        part.results().stream()
            .map(
                result ->
                    isSame(result, planted)
                        ? result.withFastest(
                            result.fastest().stream().map(t -> t * PLANTED).toList())
                        : result)
            .toList());
  }

  /** Some rounds; who was not timed in all of the run's is left out, as nobody knows in which. */
  private static Performance part(Performance run, int from, int to) {
    Method method = run.method();
    return with(
        run,
        new Method(
            method.plan(),
            to - from,
            to - from,
            method.forksPerRound(),
            method.settlingMilliseconds(),
            method.warmupIterations(),
            method.warmupMilliseconds(),
            method.iterations(),
            method.milliseconds(),
            method.intervals()),
        run.ceiling().stream().map(peak -> part(peak, method.roundsDone(), from, to)).toList(),
        run.results().stream()
            .filter(result -> result.status() == Status.MEASURED)
            .filter(result -> result.fastest().size() == method.roundsDone())
            .map(result -> result.withFastest(result.fastest().subList(from, to)))
            .toList());
  }

  private static Peak part(Peak peak, int rounds, int from, int to) {
    Map<String, List<Double>> some = new TreeMap<>();
    peak.rounds()
        .forEach(
            (figure, rates) -> {
              if (rates.size() == rounds) {
                some.put(figure, rates.subList(from, to));
              }
            });
    return new Peak(peak.threads(), peak.float32(), peak.float64(), peak.memory(), some);
  }

  private static Performance with(
      Performance of, Method method, List<Peak> ceiling, List<Result> results) {
    return new Performance(
        of.complete(), of.environment(), method, ceiling, of.unavailable(), results);
  }
}
