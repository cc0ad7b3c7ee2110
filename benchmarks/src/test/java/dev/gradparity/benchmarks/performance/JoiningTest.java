package dev.gradparity.benchmarks.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Performance.Method;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.comparison.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoiningTest {

  private static Performance run(String workload, double ceiling, int milliseconds, String commit) {
    Result result =
        new Result(
            workload,
            "float32",
            1,
            "from-scratch-vector",
            Status.MEASURED,
            "it",
            null,
            0.1,
            new Estimate(10, null, null),
            50.0,
            50 / ceiling,
            0.0,
            List.of(10.0),
            List.of(),
            List.of(),
            Map.of());
    return new Performance(
        true,
        Map.of("cpu", "some", "commit", commit, "loadAverage", String.valueOf(ceiling)),
        new Method("full", 3, 3, 1, 0, 6, 500, 5, milliseconds, "t"),
        List.of(new Peak(1, ceiling, null, 20.0, Map.of("float32", List.of(ceiling)))),
        Map.of(),
        List.of(result));
  }

  private static Performance join(Performance one, Performance other) {
    Map<String, Performance> runs = new LinkedHashMap<>();
    runs.put("a.json", one);
    runs.put("b.json", other);
    return Joining.of(runs);
  }

  private static String refusal(Performance one, Performance other) {
    return assertThrows(InvalidInputException.class, () -> join(one, other)).getMessage();
  }

  @Test
  void sharesAreOfTheBetterCeiling() {
    Performance joined =
        join(run("product-nn-16", 80, 300, "c"), run("train-4-3-b1", 100, 300, "c"));
    assertEquals(
        List.of("product-nn-16", "train-4-3-b1"),
        joined.results().stream().map(Result::workload).toList());
    assertEquals(100.0, joined.ceiling().get(0).float32());
    assertEquals(List.of(80.0, 100.0), joined.ceiling().get(0).rounds().get("float32"));
    assertTrue(joined.results().stream().allMatch(result -> result.shareOfCeiling() == 0.5));
  }

  @Test
  void settingsComeInTheOrderOfOneRunWhateverThatOfTheFiles() {
    Performance small = run("product-nn-16", 80, 300, "c");
    Performance large = run("product-nn-32", 80, 300, "c");
    assertEquals(join(small, large).results(), join(large, small).results());
  }

  @Test
  void oneRunStaysAsItIs() {
    Performance run = run("product-nn-16", 80, 300, "c");
    assertSame(run, Joining.of(Map.of("a.json", run)));
  }

  @Test
  void whatIsNotOneRunIsRefusedWithTheReason() {
    Performance run = run("product-nn-16", 80, 300, "c");
    assertEquals(
        "a.json and b.json cannot be joined; measure both on the same machine, from the same commit"
            + " (commit: c, then d)",
        refusal(run, run("train-4-3-b1", 80, 300, "d")));
    assertTrue(
        refusal(run, run("train-4-3-b1", 80, 100, "c"))
            .contains(
                "(JMH's iterations: 5 x 300 ms after 6 x 500 ms and up to 0 ms for the compiler, then 5 x 100 ms"));
    assertEquals(
        "a.json and b.json both have product-nn-16 in float32, threads: 1; ratios are of pairs within"
            + " one run: give one of them",
        refusal(run, run));
  }
}
