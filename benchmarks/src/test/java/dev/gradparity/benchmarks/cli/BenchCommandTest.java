package dev.gradparity.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.report.Performance.Status;
import dev.gradparity.benchmarks.report.Performances;
import dev.gradparity.cli.AddedCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

  @TempDir private Path folder;

  @Test
  void theCommandLineFindsIt() {
    assertTrue(
        ServiceLoader.load(AddedCommand.class).stream()
            .anyMatch(provider -> provider.type() == BenchCommand.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads=0| --threads takes 1 to",
        "--threads=many| --threads takes 1 to",
        "--rounds=0| --rounds must be at least 1, got 0",
        "--only=(| --only",
        "--dtype=half| is none of float32, float64, both",
        "--fast| Unknown option: '--fast'",
      })
  void badUsageIsRefusedBeforeAnythingIsMeasured(String option, String expected) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        new CommandLine(new BenchCommand()).setErr(new PrintWriter(err, true));
    assertEquals(2, commandLine.execute("--out", folder.toString(), option));
    assertTrue(err.toString().contains(expected), err::toString);
  }

  @Test
  void theExitCodeSaysWhetherOursAgreed() {
    assertEquals(0, BenchCommand.exitCode(Performances.mixed()));
    assertEquals(
        1,
        BenchCommand.exitCode(
            Performances.of(
                Performances.untimed("from-scratch-vector", Status.REFUSED, "MISMATCH"))));
    assertEquals(
        1,
        BenchCommand.exitCode(
            Performances.of(Performances.untimed("from-scratch-vector", Status.FAILED, "dead"))));
    assertEquals(
        3,
        BenchCommand.exitCode(
            Performances.of(Performances.untimed("dl4j", Status.FAILED, "no native library"))));
  }
}
