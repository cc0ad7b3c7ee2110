package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one training step: forward, loss, backward and update on one minibatch.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar TrainingStep -p dtype=FLOAT32}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
      "-Dorg.nd4j.log.initialization=false"
    })
public class TrainingStepBenchmark {

  private static final int JUDGED_STEPS = 3;

  /** Who. */
  @Param public Contender contender;

  /** What. */
  @Param public Workload workload;

  /** In which format. */
  @Param({"FLOAT32", "FLOAT64"})
  public DType dtype;

  private Contender.TrainingStep step;

  /**
   * Judges the contender against the executable specification before it is timed.
   *
   * @throws IllegalStateException if it computes something else
   */
  @Setup
  public void judgeThenPrepare() {
    Case.Gradient gradient = workload.gradient(dtype);
    for (Case task : List.of(gradient, workload.training(dtype, JUDGED_STEPS))) {
      Comparison comparison =
          new Trial(Contender.FROM_SCRATCH_SCALAR.subject(), contender.subject(), task).judge();
      if (comparison.verdict() != Verdict.MATCH) {
        throw new IllegalStateException(
            "%s computes something else than the specification (%s), and is not timed: %s"
                .formatted(contender, comparison.verdict(), comparison.firstMismatch()));
      }
    }
    step = contender.trainingStep(gradient);
  }

  /** One step. */
  @Benchmark
  public double trainingStep() {
    return step.step();
  }
}
