package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.comparison.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be measured. In a round, every contender is timed once at every setting; the rounds
 * follow each other, so that whatever slows the machine down for a while meets all contenders.
 *
 * @param name quick or full
 * @param settings in this order
 * @param contenders in an order that moves on by one from round to round
 * @param unavailable who was wanted and cannot be timed here, and why
 * @param rounds at least 1
 * @param budget no round begins that would probably end later; null for no limit. It depends on the
 *     time alone and never on what was measured, so that stopping cannot lean to a result
 * @param iterations of JMH in each JVM
 */
public record Plan(
    String name,
    List<Setting> settings,
    List<Contender> contenders,
    Map<String, String> unavailable,
    int rounds,
    Duration budget,
    Iterations iterations) {

  /** Copies the lists. */
  public Plan {
    settings = List.copyOf(settings);
    contenders = List.copyOf(contenders);
  }

  /**
   * What of this plan an earlier run measured.
   *
   * @throws InvalidInputException if that is nothing
   */
  public Plan within(Performance earlier) {
    Set<List<Object>> measured =
        earlier.results().stream()
            .filter(result -> result.status() == Performance.Status.MEASURED)
            .map(result -> List.<Object>of(result.workload(), result.dtype(), result.threads()))
            .collect(Collectors.toSet());
    List<Setting> common =
        settings.stream()
            .filter(
                setting ->
                    measured.contains(
                        List.<Object>of(
                            setting.workload().name(),
                            setting.dtype().specName(),
                            setting.threads())))
            .toList();
    if (common.isEmpty()) {
      throw new InvalidInputException(
          "--against: the file has nothing of what --only, --dtype and --threads leave");
    }
    return new Plan(name, common, contenders, unavailable, rounds, budget, iterations);
  }

  /** The contenders in the order of this round, from 1. */
  List<Contender> order(int round) {
    List<Contender> order = new ArrayList<>(contenders);
    Collections.rotate(order, round - 1);
    return order;
  }

  /** The most JVMs that a round starts. */
  int forksPerRound() {
    return settings.size() * contenders.size() + 1;
  }
}
