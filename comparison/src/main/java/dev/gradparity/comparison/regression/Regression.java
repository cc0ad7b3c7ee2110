package dev.gradparity.comparison.regression;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What moved since a baseline.
 *
 * @param before the environment of the baseline
 * @param after the environment now
 * @param cases the cases that both have
 * @param missing cases of the baseline that are not there any more, or start from other numbers
 * @param added cases that the baseline does not have
 */
public record Regression(
    Map<String, String> before,
    Map<String, String> after,
    List<CaseMoves> cases,
    List<String> missing,
    List<String> added) {

  /** Copies the lists. */
  public Regression {
    cases = List.copyOf(cases);
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }

  /** The worst of the cases'; a run that had nothing to compare does not pass. */
  public Movement movement() {
    if (!missing.isEmpty() || cases.isEmpty()) {
      return Movement.MISSING;
    }
    return Movement.worst(cases.stream().map(CaseMoves::movement).toList());
  }

  /** How many tensors did what. */
  public Map<Movement, Integer> tensorCounts() {
    Map<Movement, Integer> counts = new EnumMap<>(Movement.class);
    cases.forEach(c -> c.moves().forEach(move -> counts.merge(move.movement(), 1, Integer::sum)));
    return counts;
  }

  /** What differs between the environments, by name: the value before and the value after. */
  public Map<String, List<String>> environmentChanges() {
    Map<String, List<String>> changes = new LinkedHashMap<>();
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(after);
    for (String name : all.keySet()) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        changes.put(
            name,
            List.of(before.getOrDefault(name, "unknown"), after.getOrDefault(name, "unknown")));
      }
    }
    return changes;
  }
}
