package dev.gradparity.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.benchmarks.report.PerformanceFile;
import dev.gradparity.benchmarks.report.Performances;
import dev.gradparity.cli.AddedCommand;
import dev.gradparity.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        "--aa=1| --aa must be at least 2, got 1",
        "--page=notes.txt| --page must end in .md",
        "--from=none.json --quick| --from measures nothing; leave --quick",
        "--from=none.json| none.json: cannot be read",
        "--against=pom.xml| pom.xml: is no performance.json",
        "--fast| Unknown option: '--fast'",
      })
  void badUsageIsRefusedBeforeAnythingIsMeasured(String option, String expected) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        new CommandLine(new BenchCommand()).setErr(new PrintWriter(err, true));
    commandLine.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println(e.getMessage());
          return ExitCodes.BAD_INPUT;
        });
    List<String> arguments = new ArrayList<>(List.of("--out", folder.toString()));
    arguments.addAll(List.of(option.split(" ")));
    assertEquals(2, commandLine.execute(arguments.toArray(String[]::new)));
    assertTrue(err.toString().contains(expected), err::toString);
  }

  private static int run(StringWriter out, String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  private String saved(String name, Performance performance) {
    PerformanceFile file = PerformanceFile.at(folder.resolve(name));
    file.write(performance);
    return file.path().toString();
  }

  /** Two rounds each, and 120 us where it was 60 us, while the ceiling stayed. */
  @Test
  void whatHasBecomeSlowerSinceAnotherFileEndsWithOne() throws IOException {
    String fast = saved("fast.json", Performances.timed(60));
    String slow = saved("slow.json", Performances.timed(120));
    StringWriter out = new StringWriter();
    Path report = folder.resolve("report");
    assertEquals(
        1, run(out, "--from", slow, "--against", fast, "--out", report.toString()), out::toString);
    assertTrue(out.toString().contains("REGRESSED: 1 of 1 slower"), out::toString);
    String page = Files.readString(report.resolve("index.html"));
    assertTrue(page.contains("Since the earlier run"), page);
    assertTrue(page.contains("<title>gradparity bench: REGRESSED</title>"), page);
    assertTrue(page.contains("Has anything become slower since the earlier run?"), page);
    assertTrue(page.contains("takes 2.00 times as long as before. 1 of 1 slower"), page);

    StringWriter same = new StringWriter();
    assertEquals(
        0,
        run(same, "--from", fast, "--against", fast, "--out", report.toString()),
        same::toString);
    page = Files.readString(report.resolve("index.html"));
    assertTrue(page.contains("<span class=\"word\">NO REGRESSION</span>"), page);
    assertTrue(same.toString().contains("NO REGRESSION: 0 of 1 slower"), same::toString);
  }

  @Test
  void aPageIsWrittenFromAFileAndNothingElse() throws IOException {
    String file = saved("some.json", Performances.mixed());
    Path page = folder.resolve("docs.md");
    StringWriter out = new StringWriter();
    assertEquals(0, run(out, "--from", file, "--page", page.toString()), out::toString);
    assertTrue(Files.readString(page).startsWith("# Performance"));
    assertTrue(Files.isRegularFile(folder.resolve("docs").resolve("performance.json")));
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
