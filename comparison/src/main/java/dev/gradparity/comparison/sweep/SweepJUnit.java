package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.junit.JUnitSuite;
import dev.gradparity.comparison.junit.JUnitSuite.Finding;
import dev.gradparity.comparison.junit.JUnitSuite.Kind;
import dev.gradparity.comparison.junit.JUnitSuite.TestCase;
import java.util.Optional;

/**
 * {@code junit.xml} of a sweep: one test case per network. A mismatch is a failure, a crash an
 * error, and a network without power is skipped.
 */
final class SweepJUnit {

  static final String NAME = "junit.xml";

  private SweepJUnit() {}

  static String of(SweepResult result) {
    return JUnitSuite.of(
        result.entries().stream().map(entry -> testCase(result.settings(), entry)).toList());
  }

  private static TestCase testCase(SweepSettings settings, Entry entry) {
    Entry.Traits traits = entry.traits();
    return new TestCase(
        traits.dtype(),
        "network %d of seed %d: %s, %s"
            .formatted(entry.number(), settings.seed(), traits.loss(), traits.edge()),
        finding(entry.outcome()));
  }

  private static Optional<Finding> finding(Outcome outcome) {
    String verdict = outcome.verdictName();
    if (outcome.fails()) {
      Kind kind = outcome instanceof Outcome.Crashed ? Kind.ERROR : Kind.FAILURE;
      return Optional.of(new Finding(kind, verdict, outcome.finding(), ""));
    }
    return verdict.equals(Verdict.VACUOUS.name())
        ? Optional.of(new Finding(Kind.SKIPPED, verdict, "no tensor could have shown a fault", ""))
        : Optional.empty();
  }
}
