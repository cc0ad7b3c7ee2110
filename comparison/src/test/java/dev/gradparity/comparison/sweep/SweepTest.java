package dev.gradparity.comparison.sweep;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.sweep.FakeWorker.Deed;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps of processes that judge from-scratch against itself. */
@Execution(ExecutionMode.CONCURRENT)
class SweepTest {

  private static final int DOOMED = 6;

  @TempDir private Path folder;

  private static SweepResult run(Path folder, Deed deed, Duration limit) {
    try (Sweep sweep = Sweep.begin(folder, FakeWorker.SETTINGS)) {
      return sweep.run(
          new Sweep.Staff(FakeWorker.doing(deed, DOOMED), 2, limit, Samples.fromScratch()),
          () -> {});
    }
  }

  private static SweepResult resume(Path folder, Deed deed) {
    try (Sweep sweep = Sweep.resume(folder, new Given(null, null, null))) {
      return sweep.run(FakeSweep.staff(FakeWorker.doing(deed, DOOMED)), () -> {});
    }
  }

  private static byte[] report(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve(SweepReport.NAME));
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource(
      delimiter = '|',
      value = {
        "KILL_ITSELF| 30| ended by signal 9 (SIGKILL)",
        "END_ITSELF| 30| ended by signal 15 (SIGTERM)",
        "DIE_ANSWERING| 30| ended by signal 9 (SIGKILL)",
        "EXIT| 30| ended with exit code 42: the last words",
        "HANG| 6| no answer within 6 s",
      })
  void aWorkerThatDiesCostsOneVerdict(Deed deed, int seconds, String reason) throws IOException {
    SweepResult result = run(folder, deed, Duration.ofSeconds(seconds));

    assertEquals(12, result.entries().size());
    for (Entry entry : result.entries()) {
      assertEquals(entry.number() == DOOMED, entry.outcome().fails(), entry::toString);
    }
    assertEquals(new Outcome.Crashed(reason), result.entries().get(DOOMED - 1).outcome());
    assertTrue(result.fails());
    Path failure = folder.resolve("failures").resolve("00006");
    assertMentions(
        Files.readString(failure.resolve("README.txt")), "./gradparity check --spec", reason);
    assertTrue(Files.exists(failure.resolve("arrays.npz")));
    assertMentions(Files.readString(failure.resolve("crash.txt")), "error stream");
    assertFalse(Files.exists(folder.resolve(".workers")));
  }

  @Test
  void anExceptionIsACrashOfOneNetwork() throws IOException {
    SweepResult result = run(folder, Deed.THROW, Duration.ofSeconds(30));

    assertEquals(1, result.failures().size());
    assertMentions(
        Files.readString(folder.resolve("junit.xml")),
        "tests=\"12\" failures=\"0\" errors=\"1\"",
        "<error type=\"CRASHED\" message=\"");
    assertMentions(
        result.failures().iterator().next().outcome().finding(),
        "gradient, batch",
        "IllegalStateException: cannot do\\nthat");
  }

  @Test
  void workersThatCannotStartEndTheSweep() {
    WorkerFailedException failure =
        assertThrows(
            WorkerFailedException.class,
            () -> run(folder, Deed.DIE_AT_ONCE, Duration.ofSeconds(30)));

    assertMentions(failure.getMessage(), "exit code 3: no library here");
  }

  @Test
  void aSweepThatWasKilledResumesToTheSameReport(@TempDir Path other)
      throws IOException, InterruptedException {
    SweepResult unbroken = run(other, Deed.NOTHING, Duration.ofSeconds(30));
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeSweep.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    Path journal = folder.resolve(Journal.NAME);
    while (killed.isAlive() && (!Files.exists(journal) || Files.readAllLines(journal).size() < 5)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> workers = killed.descendants().toList();
    assertFalse(workers.isEmpty());
    killed.destroyForcibly().waitFor();

    SweepResult resumed = resume(folder, Deed.NOTHING);

    assertEquals(unbroken, resumed);
    assertEquals(
        Files.readString(other.resolve(SweepReport.NAME)),
        Files.readString(folder.resolve(SweepReport.NAME)));
    for (ProcessHandle worker : workers) {
      worker.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void aFinishedSweepIsReportedAgainWithoutAnyWorker() throws IOException {
    run(folder, Deed.NOTHING, Duration.ofSeconds(30));
    byte[] first = report(folder);

    SweepResult again = resume(folder, Deed.DIE_AT_ONCE);

    assertFalse(again.fails());
    assertEquals(
        new String(first, StandardCharsets.UTF_8),
        Files.readString(folder.resolve(SweepReport.NAME)));
  }

  @Test
  void otherSettingsAreRefused() {
    try (Journal journal = Journal.create(folder)) {
      journal.begin(FakeWorker.SETTINGS, Map.of("subject", "fake"));
    }

    for (Given other :
        List.of(
            new Given(6L, null, null),
            new Given(null, 13, null),
            new Given(null, null, List.of(DType.values())))) {
      String message =
          assertThrows(InvalidInputException.class, () -> Sweep.resume(folder, other)).getMessage();
      assertMentions(message, "is a sweep of --", "to resume it");
    }
    Given both = new Given(null, null, List.of(DType.values()));
    assertMentions(
        assertThrows(InvalidInputException.class, () -> Sweep.resume(folder, both)).getMessage(),
        "is a sweep of --dtype float64, not float32 and float64");
    try (Sweep same = Sweep.resume(folder, new Given(5L, 12, null))) {
      assertEquals(12, same.remaining());
    }
  }

  @Test
  void anotherEnvironmentIsRefused() {
    try (Journal journal = Journal.create(folder)) {
      journal.begin(FakeWorker.SETTINGS, Map.of("subject", "real"));
    }

    String message =
        assertThrows(InvalidInputException.class, () -> resume(folder, Deed.NOTHING)).getMessage();

    assertMentions(message, "began where subject was real, and here it is fake");
  }

  @Test
  void aFolderWithoutAJournalCannotBeResumed() {
    String message =
        assertThrows(InvalidInputException.class, () -> resume(folder, Deed.NOTHING)).getMessage();

    assertMentions(message, "holds no journal.jsonl");
  }
}
