package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one operation of a workload by a contender that has just been judged.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar -p workload=product-nn-512 -p threads=2}
 * </pre>
 *
 * <p>Started like this, native libraries take the number of their threads from the shell, say from
 * OMP_NUM_THREADS; {@code ./gradparity bench} sees to that.
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
public class WorkloadBenchmark {

  /** Where {@code bench} keeps what is expected; without, it is computed on the spot. */
  public static final String EXPECTATION = "gradparity.bench.expectation";

  /** Where {@code bench} wants to hear what came of the judgement, and what was allocated. */
  public static final String OUTCOME = "gradparity.bench.outcome";

  /** How many milliseconds {@code bench} waits for the compiler at the most. */
  public static final String SETTLING = "gradparity.bench.settling";

  private static final int MOST_SETTLING = 8000;

  /** Who, by id. */
  @Param({"from-scratch-scalar", "from-scratch-vector", "dl4j"})
  public String contender;

  /** What, by name. */
  @Param({"train-4-16-3-b32", "train-784-128-10-b32", "product-nn-512"})
  public String workload;

  /** In which format. */
  @Param({"FLOAT32", "FLOAT64"})
  public DType dtype;

  /** On how many threads. */
  @Param("1")
  public int threads;

  private Candidate candidate;
  private Outcome outcome;

  /**
   * Judges the contender before it is timed, and lets the compiler finish.
   *
   * @throws RefusedException if it computes something else, or cannot compute it at all
   */
  @Setup
  public void judgeThenPrepare() throws IOException {
    Contender found =
        Contenders.find(contender)
            .orElseThrow(() -> new IllegalArgumentException("there is no contender " + contender));
    Workload what =
        Workloads.find(workload)
            .orElseThrow(() -> new IllegalArgumentException("there is no workload " + workload));
    outcome = judge(found, what);
    saveOutcome();
    if (outcome.status() != Outcome.Status.JUDGED) {
      throw new RefusedException("%s is not timed: %s".formatted(contender, outcome.reason()));
    }
    Settling.await(candidate::run, Integer.getInteger(SETTLING, MOST_SETTLING));
    System.gc();
  }

  private void saveOutcome() throws IOException {
    String file = System.getProperty(OUTCOME);
    if (file != null) {
      outcome.save(Path.of(file));
    }
  }

  private Outcome judge(Contender found, Workload what) throws IOException {
    try {
      candidate = what.candidate(found, dtype, threads).orElse(null);
      if (candidate == null) {
        return Outcome.without(Outcome.Status.ABSENT, found.description(), "it has no such thing");
      }
      Comparison comparison = expectation(what).judge(what.task(dtype), candidate.observe());
      double worst =
          comparison.tensors().stream().mapToDouble(TensorJudgement::ratio).max().orElse(0);
      return new Outcome(
          comparison.verdict() == Verdict.MATCH && comparison.unpaired().isEmpty()
              ? Outcome.Status.JUDGED
              : Outcome.Status.REFUSED,
          found.description(),
          reason(comparison),
          worst,
          Double.NaN,
          Double.NaN);
    } catch (RuntimeException | LinkageError e) {
      return Outcome.without(Outcome.Status.FAILED, found.description(), e.toString());
    }
  }

  private Expectation expectation(Workload what) throws IOException {
    String file = System.getProperty(EXPECTATION);
    return file == null ? what.expectation(dtype) : Expectation.load(Path.of(file));
  }

  private static String reason(Comparison comparison) {
    if (!comparison.unpaired().isEmpty()) {
      return "it leaves out or adds " + comparison.unpaired();
    }
    return comparison.tensors().stream()
        .filter(tensor -> tensor.verdict() == comparison.verdict())
        .filter(tensor -> tensor.verdict() != Verdict.MATCH)
        .findFirst()
        .map(
            t ->
                String.format(
                    Locale.ROOT,
                    "%s: %s: %s; at %s %s is expected and it says %s, %.1e times the bound",
                    t.verdict(),
                    t.name(),
                    t.reason(),
                    t.worstIndex(),
                    t.left(),
                    t.right(),
                    t.ratio()))
        .orElse("");
  }

  /** One operation. */
  @Benchmark
  public void run() {
    candidate.run();
  }

  /**
   * Looks for the fastest stretch, counts what an operation allocates, and lets go of native
   * memory.
   *
   * @throws IllegalStateException if the numbers ran away while they were timed
   */
  @TearDown
  public void countThenClose() throws IOException {
    outcome =
        outcome.showing(
            Fastest.microseconds(candidate::run), Allocation.bytesPerOperation(candidate::run));
    saveOutcome();
    boolean finite = candidate.isFinite();
    candidate.close();
    if (!finite) {
      throw new IllegalStateException("the training diverged while it was timed");
    }
  }

  /** A contender is not timed, and why. */
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
