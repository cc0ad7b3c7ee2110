package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.junit.JUnitSuite;
import dev.gradparity.comparison.junit.JUnitSuite.Finding;
import dev.gradparity.comparison.junit.JUnitSuite.Kind;
import dev.gradparity.comparison.junit.JUnitSuite.TestCase;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code junit.xml} of a run: one test case per comparison. A mismatch is a failure, and so is a
 * comparison without power.
 */
final class JUnitReport {

  private JUnitReport() {}

  static String of(Run run) {
    return JUnitSuite.of(run.comparisons().stream().map(JUnitReport::testCase).toList());
  }

  private static TestCase testCase(Comparison comparison) {
    return new TestCase(
        comparison.dtype().specName(),
        "%s: %s against %s".formatted(comparison.caseName(), comparison.left(), comparison.right()),
        finding(comparison));
  }

  private static Optional<Finding> finding(Comparison comparison) {
    Verdict verdict = comparison.verdict();
    if (verdict != Verdict.MISMATCH && verdict != Verdict.VACUOUS) {
      return Optional.empty();
    }
    String message =
        comparison
            .firstMismatch()
            .map(first -> first.name() + ": " + first.reason())
            .orElse("no tensor of this comparison could have shown a fault");
    return Optional.of(new Finding(Kind.FAILURE, verdict.name(), message, details(comparison)));
  }

  private static String details(Comparison comparison) {
    return comparison.tensors().stream()
        .filter(tensor -> tensor.verdict() == comparison.verdict())
        .map(JUnitReport::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(TensorJudgement tensor) {
    return String.format(
        Locale.ROOT,
        "%s %s: %s; worst at %s: %s against %s, error / bound = %.3g",
        tensor.name(),
        tensor.shape(),
        tensor.reason(),
        tensor.worstIndex(),
        tensor.left(),
        tensor.right(),
        tensor.ratio());
  }
}
