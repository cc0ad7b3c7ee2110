package dev.gradparity.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.Workload;
import dev.gradparity.benchmarks.Workloads;
import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import dev.gradparity.comparison.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceDocumentTest {

  private static final Pattern IMAGE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");

  @TempDir private Path folder;

  /** The ratio is the other's time over ours, within a twentieth either way. */
  private static Result timed(String workload, String contender, double share, double ratio) {
    return timed(workload, 1, contender, share, ratio);
  }

  private static Result timed(
      String workload, int threads, String contender, double share, double ratio) {
    return new Result(
        workload,
        "float32",
        threads,
        contender,
        Status.MEASURED,
        contender + ", version 1",
        null,
        0.25,
        new Estimate(5000, 4500.0, 5500.0),
        100 * share,
        share,
        1024.0,
        List.of(4900.0, 5100.0, 5000.0, 5000.0),
        List.of(),
        List.of(),
        contender.equals(PerformanceTable.MAIN)
            ? Map.of("dl4j", new Estimate(ratio, ratio / 1.05, ratio * 1.05))
            : Map.of());
  }

  private static Performance duel(double ratioOf512, double ratioOf1024) {
    return Performances.of(
        timed("product-nn-512", PerformanceTable.MAIN, 0.9, ratioOf512),
        timed("product-nn-512", "dl4j", 0.9, 1),
        timed("product-nn-1024", PerformanceTable.MAIN, 0.9, ratioOf1024),
        timed("product-nn-1024", "dl4j", 0.9, 1),
        timed("product-nn-128x784x10", PerformanceTable.MAIN, 0.4, 7),
        timed("product-nn-128x784x10", "dl4j", 0.1, 1));
  }

  private String write(Performance performance) throws IOException {
    Path page = folder.resolve("performance.md");
    PerformanceDocument.write(page, performance);
    return Files.readString(page);
  }

  @Test
  void whoIsSlowerIsSaidWithTheFactorAndTheReason() throws IOException {
    String page = write(duel(0.8, 3));
    assertTrue(
        page.contains("slower at 2\n  of 3 settings, faster at 1, not told apart at 0."), page);
    assertTrue(
        page.contains(
            "from 0.800 times (product-nn-512, float32, 1 thread) to 7.00 times"
                + " (product-nn-128x784x10, float32, 1 thread)"),
        page);
    assertTrue(
        page.contains(
            "| product-nn-512, float32, 1 thread | `dl4j` | 1.25 [1.19, 1.31] | OpenBLAS fetches"),
        page);
    assertFalse(page.contains("Nowhere that this run can tell"), page);
  }

  @Test
  void whatIsNotTrueOfTheFiguresIsNotSaid() throws IOException {
    String page = write(duel(2, 0.98));
    assertTrue(page.contains("Nowhere that this run can tell"), page);
    assertFalse(page.contains("OpenBLAS fetches"), page);
    assertTrue(
        page.contains(
            "Perhaps slower, at 1 settings; the intervals reach over 1:\n\n"
                + "- product-nn-1024, float32, 1 thread: `dl4j` takes 0.980 [0.933, 1.03] times"),
        page);
  }

  @Test
  void whoIsFarFromTheCeilingIsNamedWithTheReason() throws IOException {
    String page = write(duel(2, 2));
    assertTrue(page.contains("60 % of the ceiling or more at 2 of 3 settings"), page);
    assertTrue(page.contains("10 columns do not fill the 16 lanes of the registers"), page);
    assertTrue(page.contains("product-nn-128x784x10, float32, 1 thread (40.0 %)"), page);
  }

  @Test
  void withoutAReasonOfTheShapeTheRunsOwnFiguresSpeak() throws IOException {
    String page =
        write(
            Performances.of(
                trained("train-784-128-10-b128", 1, 0.7),
                trained("train-784-128-10-b128", 2, 0.4),
                trained("train-784-512-10-b128", 1, 0.55),
                trained("train-784-512-10-b128", 2, 0.3),
                trained("train-784-64-10-b128", 1, 0.5)));

    assertTrue(
        page.contains(
            """
            - the shape gives no reason, and this run measured none: train-784-512-10-b128, float32, 2 threads\
             (30.0 %, on one 55.0 %); train-784-64-10-b128, float32, 1 thread (50.0 %)
            - on one thread they reach it: what is missing is lost between the threads: train-784-128-10-b128,\
             float32, 2 threads (40.0 %, on one 70.0 %)
            - not told apart from it: the interval of the time reaches that far: train-784-512-10-b128, float32,\
             1 thread (55.0 %)
            """),
        page);
  }

  @Test
  void howFarTheCoresWereFromEachOtherIsSaidAndShownRoundByRound() throws IOException {
    String page = write(Performances.of(Performances.handedOver(26.2, 160.0, 27.8)));
    assertTrue(
        page.contains(
            "went from one core to another in 26 to 28 ns at 2 of 3 times, and in 160 ns at the others"),
        page);
    assertTrue(page.contains("| 16 kB | 26, 160, 28 ns |"), page);
    assertTrue(
        write(Performances.of(Performances.handedOver(26.2, 27.8)))
            .contains("in 26 to 28 ns, each of 2 times."),
        page);
    assertFalse(write(Performances.plain()).toLowerCase(Locale.ROOT).contains("handover"));
  }

  @Test
  void whoIsSlowerWithMoreThreadsIsComparedWithFewer() throws IOException {
    String page =
        write(
            Performances.of(
                taking(PerformanceTable.MAIN, 1, 50),
                taking(PerformanceTable.MAIN, 2, 25),
                taking("dl4j", 1, 100),
                taking("dl4j", 2, 1000),
                taking("pytorch", 2, 30)));

    assertTrue(
        page.contains(
            "- `dl4j` takes from 4.00 times (train-4-16-3-b32, float32, its 1 thread against our 2) to 4.00"
                + " times (train-4-16-3-b32, float32, its 1 thread against our 2) as long, in the median"
                + " 4.00 times;\n  with more threads it is slower than with the fewest at 1 of its 1"
                + " workloads.\n"),
        page);
    assertFalse(page.contains("- `pytorch` takes from 1.20"), page);
  }

  @Test
  void fastestStretchesTellApartWhatTimesThatScatterDoNot() throws IOException {
    String page =
        write(
            Performances.of(
                inStretches("product-nn-64", PerformanceTable.MAIN, 50.0, 40.0, 90.0),
                inStretches("product-nn-64", "dl4j", 80.0, 70.0, 60.0),
                inStretches("product-nn-128", PerformanceTable.MAIN, 400.0, 410.0),
                inStretches("product-nn-128", "dl4j", 390.0, 500.0),
                inStretches("product-nn-256", "dl4j", 3000.0)));

    assertTrue(page.contains("### Undisturbed\n"), page);
    assertTrue(
        page.contains(
            "- `dl4j` takes from 0.975 times (product-nn-128, float32, 1 thread) to 1.50 times"
                + " (product-nn-64, float32, 1 thread) as long, in the median 0.975 times;\n  it is"
                + " faster at 1 of 2 settings: 0.975 times (product-nn-128, float32, 1 thread).\n"),
        page);
    assertFalse(write(Performances.mixed()).contains("Undisturbed"));
  }

  private static Result inStretches(String workload, String contender, Double... microseconds) {
    return Performances.measured(workload, 1, contender, 1000, List.of(), Map.of())
        .withFastest(List.of(microseconds));
  }

  private static Result taking(String contender, int threads, double microseconds) {
    return Performances.measured(
        "train-4-16-3-b32", threads, contender, microseconds, List.of(), Map.of());
  }

  private static Result trained(String workload, int threads, double share) {
    return timed(workload, threads, PerformanceTable.MAIN, share, 2);
  }

  @Test
  void everyPlotOfThePageIsThereAndNoOther() throws IOException {
    String page = write(duel(2, 3));
    Set<String> shown = new TreeSet<>();
    Matcher image = IMAGE.matcher(page);
    while (image.find()) {
      assertTrue(shown.add(image.group(1)), image::group);
    }
    try (Stream<Path> files = Files.list(folder.resolve("performance"))) {
      assertEquals(
          shown,
          files
              .map(file -> "performance/" + file.getFileName())
              .filter(name -> name.endsWith(".svg"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertTrue(shown.contains("performance/rate-of-a-b-float32-1-thread.svg"), shown::toString);
  }

  @Test
  void theNumbersBesideThePageGiveThePage() throws IOException {
    String page = write(Performances.mixed());
    assertTrue(page.contains("`dl4j-avx2` was not timed at product-nn-512"), page);
    assertTrue(page.contains("`dl4j-avx512` was not timed: this processor has no AVX-512."), page);
    assertTrue(page.contains("So few make wide intervals"), page);
    Path numbers = folder.resolve("performance").resolve("performance.json");
    assertEquals(page, write(PerformanceFile.read(numbers)));
  }

  @Test
  void theProjectsPageIsWhatItsNumbersGive() throws IOException {
    Path docs = Path.of("..", "docs");
    Path plots = docs.resolve("performance");
    assertEquals(
        Files.readString(docs.resolve("performance.md")),
        write(PerformanceFile.read(plots.resolve("performance.json"))),
        "write it again with ./gradparity bench --from docs/performance/performance.json --page"
            + " docs/performance.md");
    assertEquals(contents(plots), contents(folder.resolve("performance")));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void aNameThatLeavesNoNameForTheFolderIsRefused() {
    Path page = folder.resolve("performance");
    assertTrue(
        assertThrows(
                InvalidInputException.class,
                () -> PerformanceDocument.write(page, Performances.plain()))
            .getMessage()
            .contains("does not end in .md"));
  }

  @Test
  void everyWorkloadsNameSaysItsSize() {
    for (Workload workload : Workloads.all()) {
      Shape shape = Shape.of(workload.name());
      assertTrue(workload.name().startsWith(shape.kind()), workload::name);
      assertTrue(shape.rows() > 0 && shape.inner() > 0 && shape.columns() > 0, workload::name);
    }
    assertEquals(
        new Shape("train", "", 64, 784, 10, "adam"), Shape.of("train-784-512-10-b64-adam"));
    assertThrows(IllegalArgumentException.class, () -> Shape.of("sort-16"));
  }
}
