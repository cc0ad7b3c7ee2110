package dev.gradparity.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContenderTest {

  /** What is timed must be what was judged: the same losses, step by step. */
  @ParameterizedTest
  @EnumSource
  void timedStepsAreTheJudgedSteps(Contender contender) {
    // A minibatch that is the whole epoch: its order does not matter but to the roundings of sums.
    Case.Training judged = Workload.IRIS_SIZED.training(DType.FLOAT64, 3);
    Observation observation = contender.subject().observe(judged);
    Contender.TrainingStep step =
        contender.trainingStep(Workload.IRIS_SIZED.gradient(DType.FLOAT64));
    double previous = Double.POSITIVE_INFINITY;
    for (int t = 1; t <= 3; t++) {
      TensorName name = TensorName.of(Quantity.LOSS).atStep(t);
      double loss = step.step();
      assertEquals(observation.find(name).orElseThrow().values()[0], loss, 1e-13 * loss);
      assertTrue(loss < previous, "a step must learn something");
      previous = loss;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyContenderIsJudgedBeforeItIsTimed(Contender contender) {
    TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
    benchmark.contender = contender;
    benchmark.workload = Workload.IRIS_SIZED;
    benchmark.dtype = DType.FLOAT32;
    benchmark.judgeThenPrepare();
    assertTrue(Double.isFinite(benchmark.trainingStep()));
  }
}
