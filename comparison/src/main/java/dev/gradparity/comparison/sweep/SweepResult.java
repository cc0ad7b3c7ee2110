package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that a sweep found; it follows from the journal alone, in whatever order that was written.
 *
 * @param settings which networks
 * @param environment what they were judged on: names and values
 * @param entries by number
 * @param shrunk by number
 */
public record SweepResult(
    SweepSettings settings,
    Map<String, String> environment,
    List<Entry> entries,
    List<Shrunk> shrunk) {

  /** Copies the lists. */
  public SweepResult {
    entries = List.copyOf(entries);
    shrunk = List.copyOf(shrunk);
  }

  static SweepResult of(Journal journal) {
    return new SweepResult(
        journal.settings().orElseThrow(),
        journal.environment(),
        new ArrayList<>(journal.entries().values()),
        new ArrayList<>(journal.shrunk()));
  }

  /** Whether a network does not match or crashed, or none had anything to show. */
  public boolean fails() {
    return entries.stream().anyMatch(entry -> entry.outcome().fails())
        || entries.stream()
            .allMatch(entry -> entry.outcome().verdictName().equals(Verdict.VACUOUS.name()));
  }

  Collection<Entry> failures() {
    return entries.stream().filter(entry -> entry.outcome().fails()).toList();
  }

  /** How many networks got each verdict. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.outcome().verdictName(), 1, Integer::sum));
    return counts;
  }

  /** How many networks met each registered deviation, by its id. */
  Map<String, Integer> deviations() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.outcome() instanceof Outcome.Judged judged) {
        judged.deviations().forEach(id -> counts.merge(id, 1, Integer::sum));
      }
    }
    return counts;
  }

  /** The worst error / certain bound: by format, then by the tensor's symbol. */
  Map<String, Map<String, Worst>> worstCertainRatios() {
    return worstRatios(Outcome.Judged::certainRatios);
  }

  /** The worst error / probable bound: by format, then by the tensor's symbol. */
  Map<String, Map<String, Worst>> worstProbableRatios() {
    return worstRatios(Outcome.Judged::probableRatios);
  }

  /** Of the tensors that match. */
  private Map<String, Map<String, Worst>> worstRatios(
      Function<Outcome.Judged, Map<String, Double>> ratios) {
    Map<String, Map<String, Worst>> worst = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.outcome() instanceof Outcome.Judged judged) {
        Map<String, Worst> bySymbol =
            worst.computeIfAbsent(entry.traits().dtype(), dtype -> new TreeMap<>());
        ratios
            .apply(judged)
            .forEach(
                (symbol, ratio) ->
                    bySymbol.merge(symbol, new Worst(ratio, entry.number()), Worst::larger));
      }
    }
    return worst;
  }

  /**
   * A ratio and who has it.
   *
   * @param ratio error / bound
   * @param network the number of the first network that reaches it
   */
  record Worst(double ratio, int network) {

    Worst larger(Worst other) {
      return other.ratio > ratio ? other : this;
    }
  }
}
