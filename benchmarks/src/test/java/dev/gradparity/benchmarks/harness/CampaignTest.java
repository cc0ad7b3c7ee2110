package dev.gradparity.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.Contenders;
import dev.gradparity.benchmarks.Workloads;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.benchmarks.report.PerformanceFile;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {

  @TempDir private Path folder;

  private static Plan plan(int rounds, String... contenders) {
    return plan(1, rounds, contenders);
  }

  private static Plan plan(int threads, int rounds, String... contenders) {
    List<Contender> taking =
        Stream.of(contenders).map(id -> Contenders.find(id).orElseThrow()).toList();
    Setting setting =
        new Setting(Workloads.find("product-nn-16").orElseThrow(), DType.FLOAT32, threads);
    return new Plan(
        "test", List.of(setting), taking, Map.of(), rounds, null, new Iterations(0, 1, 20, 2, 20));
  }

  private static Result of(Performance performance, String contender) {
    return performance.results().stream()
        .filter(result -> result.contender().equals(contender))
        .findFirst()
        .orElseThrow();
  }

  private void assertOnlyTheFileAndItsPageAreLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("index.html", "performance.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** JVMs that measure, disagree and die: each says its own, and none spoils the others. */
  @Test
  void aRealRunTimesWhoAgreesAndNamesTheOthers() throws Exception {
    PerformanceFile file = PerformanceFile.at(folder);
    Plan plan = plan(1, "test-dying", "test-wrong", "from-scratch-scalar");
    Performance performance;
    try (Campaign campaign = new Campaign(plan, Map.of("cpu", "any"), file)) {
      performance = campaign.run();
    }

    Result measured = of(performance, "from-scratch-scalar");
    assertEquals(Status.MEASURED, measured.status(), measured::reason);
    assertTrue(measured.microseconds().value() > 0.1, measured::toString);
    assertTrue(measured.gflops() > 0.001 && measured.shareOfCeiling() < 1, measured::toString);
    assertEquals("from-scratch, scalar", measured.description());
    assertEquals(Map.of(), measured.ratios());
    assertEquals(List.of(), measured.handovers());

    Result wrong = of(performance, "test-wrong");
    assertEquals(Status.REFUSED, wrong.status());
    assertTrue(wrong.reason().startsWith("MISMATCH: z1: 1 of 256 elements differ"), wrong::reason);
    assertEquals(List.of(), wrong.rounds());

    Result dying = of(performance, "test-dying");
    assertEquals(Status.FAILED, dying.status());
    assertEquals("its JVM ended with 7: something native went wrong", dying.reason());

    assertTrue(performance.complete());
    assertTrue(Files.readString(file.path()).contains("\"complete\" : true"));
    assertOnlyTheFileAndItsPageAreLeft();
  }

  @Test
  void afterEachJvmOnSeveralThreadsTheHandoverBetweenCoresIsTaken() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "a single core hands nothing over");
    Plan plan = plan(2, 2, "from-scratch-vector");
    try (Campaign campaign = new Campaign(plan, Map.of(), PerformanceFile.at(folder))) {
      Result measured = of(campaign.run(), "from-scratch-vector");
      assertEquals(2, measured.handovers().size(), measured::reason);
      assertTrue(measured.handovers().stream().allMatch(time -> time > 1), measured::toString);
    }
  }

  @Test
  void aRunThatIsStoppedLeavesAFileThatSaysSo() throws Exception {
    PerformanceFile file = PerformanceFile.at(folder);
    Plan plan = plan(100, "from-scratch-scalar");
    try (Campaign campaign = new Campaign(plan, Map.of(), file)) {
      Thread stopping =
          new Thread(
              () -> {
                while (!Files.exists(file.path())) {
                  // Spinning would take a processor from those who are measured.
                  LockSupport.parkNanos(1_000_000);
                }
                campaign.stop();
              });
      stopping.start();
      assertThrows(InterruptedException.class, campaign::run);
      stopping.join();
    }
    String json = Files.readString(file.path());
    assertTrue(json.contains("\"complete\" : false"), json);
    assertTrue(json.contains("\"MEASURED\""), json);
    assertFalse(json.contains("\"FAILED\""), json);
    assertOnlyTheFileAndItsPageAreLeft();
  }
}
