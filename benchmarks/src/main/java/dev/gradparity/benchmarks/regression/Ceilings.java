package dev.gradparity.benchmarks.regression;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine's ceiling as a program that did not change. */
final class Ceilings {

  private Ceilings() {}

  /** By what, for every ceiling that at least two rounds of both runs measured. */
  static Map<String, Shift> shifts(Performance before, Performance after) {
    Map<String, Shift> shifts = new LinkedHashMap<>();
    for (Peak was : before.ceiling()) {
      for (Peak is : after.ceiling()) {
        if (was.threads() == is.threads()) {
          was.rounds()
              .forEach(
                  (figure, rates) -> {
                    List<Double> now = is.rounds().getOrDefault(figure, List.of());
                    if (rates.size() > 1 && now.size() > 1) {
                      shifts.put(
                          "ceiling, %s, threads: %d".formatted(figure, is.threads()),
                          Shift.between(times(rates), times(now)));
                    }
                  });
        }
      }
    }
    return shifts;
  }

  private static List<Double> times(List<Double> rates) {
    return rates.stream().map(rate -> 1 / rate).toList();
  }
}
