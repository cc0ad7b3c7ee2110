package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.FaultyMlp.Fault;
import dev.gradparity.spec.DType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkedExamplesTest {

  @ParameterizedTest
  @EnumSource(DType.class)
  void theNumbersOnPaperAreExactInEveryFormat(DType dtype) {
    List<Trial> trials = WorkedExamples.trials(dtype, Samples.fromScratch(), Samples.fromScratch());

    assertEquals(6, trials.size());
    for (Trial trial : trials) {
      Comparison comparison = trial.judge();
      assertEquals(Verdict.MATCH, comparison.verdict(), comparison.caseName());
      assertTrue(comparison.tensors().stream().allMatch(tensor -> tensor.maxError() == 0));
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void paperIsComparedWithBothSidesAndTheSidesWithEachOther(DType dtype) {
    Subject other = new FaultyMlp(Fault.NONE);

    assertEquals(
        List.of("paper/from-scratch", "paper/faulty", "from-scratch/faulty"),
        WorkedExamples.trials(dtype, Samples.fromScratch(), other).stream()
            .map(trial -> trial.left().name() + "/" + trial.right().name())
            .distinct()
            .toList());
  }
}
