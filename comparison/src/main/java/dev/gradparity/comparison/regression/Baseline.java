package dev.gradparity.comparison.regression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run observed, and where.
 *
 * @param environment what it ran on: names and values, in display order
 * @param options the command line's options that decide which cases there are, in display order
 * @param cases in the order in which they were observed
 */
public record Baseline(
    Map<String, String> environment, Map<String, String> options, List<BaselineCase> cases) {

  /** Copies all three. */
  public Baseline {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    cases = List.copyOf(cases);
  }
}
