package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkedExamplesTest {

  @ParameterizedTest
  @EnumSource(DType.class)
  void theNumbersOnPaperAreExactInEveryFormat(DType dtype) {
    List<Trial> trials = trials(dtype);

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
    assertEquals(
        List.of("paper/from-scratch", "paper/nd4j", "from-scratch/nd4j"),
        trials(dtype).stream()
            .map(trial -> trial.left().name() + "/" + trial.right().name())
            .distinct()
            .toList());
  }

  private static List<Trial> trials(DType dtype) {
    List<Subject> subjects = List.of(Samples.fromScratch(), new RawNd4jSubject());
    return WorkedExamples.quorums(dtype, subjects).stream()
        .flatMap(quorum -> quorum.trials().stream())
        .toList();
  }
}
