package dev.gradparity.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.WorkloadBenchmark.RefusedException;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadBenchmarkTest {

  private static final List<Workload> SMALL =
      List.of(
          new ProductWorkload(ProductForm.NN, 5, 7, 3),
          new ProductWorkload(ProductForm.TN, 5, 7, 3),
          new ProductWorkload(ProductForm.NT, 5, 7, 3),
          new AffineWorkload(AffineWorkload.Pass.FORWARD, 5, 7, 3),
          new AffineWorkload(AffineWorkload.Pass.BACKWARD, 5, 7, 3),
          new TrainingWorkload(List.of(7, 5, 4, 3), 6, TrainingWorkload.SGD),
          new TrainingWorkload(List.of(7, 5, 3), 6, TrainingWorkload.ADAM));

  @TempDir private Path folder;

  private static WorkloadBenchmark benchmark(String contender, String workload) {
    WorkloadBenchmark benchmark = new WorkloadBenchmark();
    benchmark.contender = contender;
    benchmark.workload = workload;
    benchmark.dtype = DType.FLOAT32;
    benchmark.threads = 1;
    return benchmark;
  }

  private static Comparison judged(Workload workload, String contender, DType dtype) {
    try (Candidate candidate =
        workload.candidate(Contenders.find(contender).orElseThrow(), dtype, 1).orElseThrow()) {
      return workload.expectation(dtype).judge(workload.task(dtype), candidate.observe());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "from-scratch-scalar, FLOAT32", "from-scratch-scalar, FLOAT64",
    "from-scratch-vector, FLOAT32", "from-scratch-vector, FLOAT64",
    "dl4j, FLOAT32", "dl4j, FLOAT64"
  })
  void everyContenderMatchesOnOblongShapesOfEveryKind(String contender, DType dtype) {
    for (Workload workload : SMALL) {
      Comparison comparison = judged(workload, contender, dtype);
      assertEquals(
          Verdict.MATCH, comparison.verdict(), () -> workload + " " + comparison.firstMismatch());
      assertEquals(List.of(), comparison.unpaired());
    }
  }

  @Test
  void aContenderThatMatchesIsTimed() throws IOException {
    WorkloadBenchmark benchmark = benchmark("from-scratch-scalar", "train-4-16-3-b32");
    benchmark.judgeThenPrepare();
    benchmark.run();
    benchmark.countThenClose();
  }

  @ParameterizedTest
  @ValueSource(strings = {"product-nt-16", "train-4-16-3-b32"})
  void aContenderThatDisagreesIsRefusedAndTheReasonNamesTheElement(String workload) {
    WorkloadBenchmark benchmark = benchmark("test-wrong", workload);
    String message = assertThrows(RefusedException.class, benchmark::judgeThenPrepare).getMessage();
    assertTrue(message.startsWith("test-wrong is not timed: MISMATCH: "), message);
    assertTrue(message.contains("elements differ by more than their bound; at ["), message);
  }

  @Test
  void theLastElementAloneIsEnoughToBeRefused() {
    Comparison comparison = judged(SMALL.get(0), "test-wrong", DType.FLOAT64);
    assertEquals(List.of(4, 2), comparison.tensors().get(0).worstIndex());
    assertEquals(Verdict.MISMATCH, comparison.verdict());
  }

  @Test
  void aContenderThatLeavesATensorOutIsRefused() {
    Workload workload = SMALL.get(3);
    Workload backward = SMALL.get(4);
    Contender contender = Contenders.find("from-scratch-scalar").orElseThrow();
    try (Candidate candidate = workload.candidate(contender, DType.FLOAT64, 1).orElseThrow()) {
      Comparison comparison =
          backward
              .expectation(DType.FLOAT64)
              .judge(backward.task(DType.FLOAT64), candidate.observe());
      assertFalse(comparison.unpaired().isEmpty());
    }
  }

  @Test
  void plainLoopsAreTimedOnOneThreadOnly() {
    WorkloadBenchmark benchmark = benchmark("from-scratch-scalar", "product-nn-16");
    benchmark.threads = 2;
    assertThrows(RefusedException.class, benchmark::judgeThenPrepare);
  }

  @Test
  void whatIsExpectedSurvivesItsFile() throws IOException {
    Expectation written = SMALL.get(5).expectation(DType.FLOAT32);
    Path file = folder.resolve("expectation");
    written.save(file);
    Expectation read = Expectation.load(file);
    assertEquals(written.tensors().size(), read.tensors().size());
    for (int k = 0; k < read.tensors().size(); k++) {
      Expectation.Tensor a = written.tensors().get(k);
      Expectation.Tensor b = read.tensors().get(k);
      assertEquals(a.name(), b.name());
      assertEquals(a.shape(), b.shape());
      assertArrayEquals(a.values(), b.values());
      assertArrayEquals(a.certain(), b.certain());
      assertArrayEquals(a.kinks(), b.kinks());
    }
  }

  @Test
  void anOutcomeSurvivesItsFile() throws IOException {
    Outcome written =
        new Outcome(Outcome.Status.REFUSED, "who = what: why", "äöü\n#!", 1e300, 48.5, 3.25);
    written.save(folder.resolve("outcome"));
    assertEquals(written, Outcome.load(folder.resolve("outcome")));
  }

  @Test
  void theNamesOfWorkloadsAreUniqueAndFound() {
    List<String> names = Workloads.all().stream().map(Workload::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
    for (Workload workload : Workloads.all()) {
      assertEquals(workload, Workloads.find(workload.name()).orElseThrow());
    }
  }

  @Test
  void theOperationsOfAStepAreThoseOfItsProducts() {
    // Forward and dW of both layers, dX of the second: 2 (784 128 2 + 128 10 3) 32.
    assertEquals(
        2.0 * (784 * 128 * 2 + 128 * 10 * 3) * 32,
        Workloads.find("train-784-128-10-b32").orElseThrow().flops());
    assertEquals(
        2.0 * 127 * 131 * 137, Workloads.find("product-tn-127x131x137").orElseThrow().flops());
  }
}
