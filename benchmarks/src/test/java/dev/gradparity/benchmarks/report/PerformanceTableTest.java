package dev.gradparity.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Performance;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class PerformanceTableTest {

  private static String table(Performance performance) {
    return new PerformanceTable(Ansi.OFF).of(performance);
  }

  private static void assertSays(String text, String expected) {
    assertTrue(text.contains(expected), () -> "\"" + expected + "\" is not in\n" + text);
  }

  @Test
  void whoIsFasterIsNamed() {
    String text = table(Performances.mixed());
    assertSays(text, "dl4j is faster than from-scratch-vector: 2.00 [1.80, 2.20] times");
    assertSays(text, "from-scratch-vector against dl4j: faster at 0 of 1, slower at 1");
  }

  @Test
  void aRowHasTimeAndSpreadAndRateAndShareAndHeapAndRatio() {
    String row =
        table(Performances.mixed())
            .lines()
            .filter(line -> line.startsWith("  dl4j "))
            .findFirst()
            .orElseThrow();
    assertTrue(
        row.matches(
            "  dl4j +60\\.0 us +10\\.6 % +42\\.5 +50\\.0 % +16 kB +0\\.500 \\[0\\.455, 0\\.556\\] *"),
        row);
  }

  @Test
  void whoIsRefusedIsNamedWithTheReasonAndHasNoRow() {
    String text = table(Performances.mixed());
    assertSays(text, "dl4j-avx2 is not timed (refused): MISMATCH: z1");
    assertFalse(text.contains("from-scratch-scalar"), text);
  }

  @Test
  void whoIsUnavailableIsNamedWithTheReason() {
    assertSays(
        table(Performances.plain()), "dl4j-avx512 was not timed: this processor has no AVX-512");
  }

  @Test
  void theCeilingIsSaidAndWhatIsUnknownIsADash() {
    String text = table(Performances.plain());
    assertSays(text, "ceiling, 1 thread: 100 GFLOP/s in float32, 50.0 in float64; memory - GB/s");
    assertSays(
        text, "ceiling, 2 threads: 200 GFLOP/s in float32, 100 in float64; memory 20.0 GB/s");
  }

  @Test
  void linesFitAHundredColumnsAndHaveNoColoursWhereNoneAreWanted() {
    String text = table(Performances.mixed());
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertFalse(text.contains("\u001b"), text);
    assertTrue(new PerformanceTable(Ansi.ON).of(Performances.mixed()).contains("\u001b"));
  }
}
