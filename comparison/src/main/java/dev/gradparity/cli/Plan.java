package dev.gradparity.cli;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Judge;
import dev.gradparity.comparison.WorkedExamples;
import dev.gradparity.comparison.WorkedExamples.WorkedExample;
import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.List;

/** A unit of work, known before the first one starts. */
sealed interface Plan {

  List<Comparison> run(Judge judge);

  /** A case for the two subjects. */
  record TwoSubjects(Case task) implements Plan {

    @Override
    public List<Comparison> run(Judge judge) {
      return List.of(judge.judge(task));
    }
  }

  /** The documents' numbers against each subject, and the subjects against each other. */
  record WorkedNumbers(DType dtype) implements Plan {

    @Override
    public List<Comparison> run(Judge judge) {
      List<Comparison> comparisons = new ArrayList<>();
      for (WorkedExample example : WorkedExamples.in(dtype)) {
        comparisons.addAll(judge.judgeWith(example.expected(), example.task()));
      }
      return comparisons;
    }
  }
}
