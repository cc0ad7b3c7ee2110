package dev.gradparity.porting;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;

/**
 * How the wrong version of a trap comes to light.
 *
 * @param text lines without numbers that a machine could change
 */
record Finding(String text) {

  /**
   * Runs the wrong version.
   *
   * @throws IllegalStateException if nothing is wrong with it
   */
  static Finding of(Trap trap) {
    Comparison comparison;
    try {
      comparison =
          trap.setting().assertThat(trap::wrong).comparisonsWithDl4j().stream()
              .filter(candidate -> candidate.verdict() == Verdict.MISMATCH)
              .findFirst()
              .orElse(null);
    } catch (RuntimeException e) {
      return new Finding("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
    if (comparison == null) {
      throw new IllegalStateException("the wrong version matches: " + trap.about().title());
    }
    TensorJudgement first = comparison.firstMismatch().orElseThrow();
    StringBuilder text = new StringBuilder("MISMATCH  first wrong: " + first.name());
    Explanation explanation = comparison.explanation().orElseThrow();
    explanation
        .convention()
        .ifPresentOrElse(
            convention ->
                text.append("\nconvention: ")
                    .append(convention.sentence())
                    .append("\nfix: ")
                    .append(convention.fix()),
            () -> text.append("\nwhy: ").append(explanation.basis()));
    return new Finding(text.toString());
  }
}
