package dev.gradparity.comparison.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.UpdaterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault in what an updater remembers is found there, and not in the parameter that it moves. */
class StateFaultsTest {

  private static Case adam() {
    return Settings.all().stream()
        .map(Setting::task)
        .filter(Case.Training.class::isInstance)
        .filter(task -> task.spec().updater() instanceof UpdaterSpec.Adam)
        .filter(task -> task.spec().dtype() == DType.FLOAT64)
        .findFirst()
        .orElseThrow();
  }

  /** Where a fault starts needs no judge: it is the first tensor that it changes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "second-not-squared",
        "first-undamped",
        "second-maximum",
        "state-float32",
        "state-shared",
        "state-reset",
        "state-reset-short"
      })
  void replayAndArbiterPointToTheStateFirst(String id) {
    Mutant mutant = Mutants.all().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    Case task = adam();
    TensorName start =
        Tribunal.firstDifference(PlainSubject.CORRECT.observe(task), mutant.subject().observe(task))
            .orElseThrow();
    Comparison comparison = new Trial(Samples.fromScratch(), mutant.subject(), task).explain();
    Explanation why = comparison.explanation().orElseThrow();

    assertEquals(Quantity.STATE, start.quantity());
    assertEquals(start, why.firstWrong());
    assertEquals(Side.RIGHT, why.wrong());
    assertEquals(Side.RIGHT, why.arbitration().orElseThrow().wrong());
    assertEquals(start, why.arbitration().orElseThrow().tensors().get(0).name());
    assertTrue(
        why.basis().contains("does not follow from its own parameters and state before that step"),
        why.basis());
  }
}
