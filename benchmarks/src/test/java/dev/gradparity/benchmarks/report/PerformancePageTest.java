package dev.gradparity.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PerformancePageTest {

  private static final String HOSTILE = "<script>alert(1)</script>\" & 'x'";

  private static Document page(Performance performance) {
    String html = PerformancePage.of(performance, null);
    Document page = Jsoup.parse(html);
    assertTrue(page.select("script, [src]").isEmpty());
    assertFalse(html.contains("url("));
    assertTrue(
        page.selectFirst("meta[http-equiv=Content-Security-Policy]")
            .attr("content")
            .startsWith("default-src 'none'"));
    page.select("table").forEach(table -> assertFalse(table.select("caption").text().isBlank()));
    page.select("th").forEach(head -> assertTrue(head.hasAttr("scope"), head::toString));
    page.select("a[href^=#]")
        .forEach(a -> assertFalse(page.select(a.attr("href")).isEmpty(), a::toString));
    assertEquals(page.select("figure svg").size(), page.select("figure table").size());
    return page;
  }

  private static Result square(String contender, int size, int threads, double ratioOfDl4j) {
    double microseconds = size / (double) threads;
    Estimate time = new Estimate(microseconds, microseconds * 0.9, microseconds * 1.1);
    Estimate ratio = new Estimate(ratioOfDl4j, ratioOfDl4j * 0.95, ratioOfDl4j * 1.05);
    boolean ours = contender.equals(PerformanceTable.MAIN);
    return new Result(
        "product-nn-" + size,
        "float32",
        threads,
        contender,
        Status.MEASURED,
        "it",
        null,
        0.25,
        time,
        50.0 * threads,
        0.5,
        1024.0,
        List.of(microseconds),
        List.of(),
        List.of(),
        ours ? Map.of("dl4j", ratio) : Map.of());
  }

  /** Ours is faster at 16, not told apart at 32, and slower from 64 on. */
  private static Performance squares() {
    List<Result> results = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      results.add(square(PerformanceTable.MAIN, 16, threads, 3));
      results.add(square(PerformanceTable.MAIN, 32, threads, 1));
      results.add(square(PerformanceTable.MAIN, 64, threads, 0.7));
      results.add(square(PerformanceTable.MAIN, 128, threads, 0.6));
      results.add(square("dl4j", 16, threads, 1));
      results.add(square("dl4j", 128, threads, 1));
    }
    return Performances.of(results.toArray(Result[]::new));
  }

  @Test
  void theBalanceComesFirst() {
    Document page = page(squares());

    assertTrue(page.getElementById("verdict").text().startsWith("✓ COMPLETE 12 results"));
    assertEquals("dl4j 2 4 2", page.selectFirst("#balance ~ div tbody tr").text());
  }

  @Test
  void itIsSaidFromWhichSizeOnAnotherOvertakes() {
    List<Balance.Overtaking> overtakings = Balance.overtakings(squares());

    assertEquals(2, overtakings.size());
    assertEquals(64, overtakings.get(0).from());
    assertEquals(List.of(16, 32, 64, 128), overtakings.get(0).sizes());
  }

  @Test
  void neverIsSaidWhereTheLargestSizeIsNotLost() {
    Performance performance =
        Performances.of(
            square(PerformanceTable.MAIN, 16, 1, 0.5), square(PerformanceTable.MAIN, 32, 1, 2));

    assertNull(Balance.overtakings(performance).get(0).from());
    assertTrue(page(performance).text().contains("never"));
  }

  @Test
  void ratesHaveTheCeilingOnTop() {
    List<Figure> rates = new PerformancePlots(squares()).rates();

    assertEquals(2, rates.size());
    assertEquals("Rate of A·B, float32, 1 thread", rates.get(0).plot().title());
    assertTrue(rates.get(0).plot().svgFile().contains("ceiling: 100"));
    assertEquals(List.of("size", "from-scratch-vector", "dl4j"), rates.get(0).columns());
    assertEquals(List.of("32", "50.0", "-"), rates.get(0).rows().get(1));
  }

  @Test
  void scalingIsMeasuredAgainstTheFewestThreads() {
    List<Figure> scaling = new PerformancePlots(squares()).scaling();

    assertEquals("Speed by threads, product-nn-16, float32", scaling.get(0).plot().title());
    assertEquals(List.of("2", "2.00", "2.00"), scaling.get(0).rows().get(1));
  }

  @Test
  void whoIsNotTimedIsNamedWithTheReason() {
    Document page = page(Performances.mixed());

    assertTrue(page.getElementById("verdict").text().startsWith("✗ NOT ALL TIMED"));
    String troubles = page.getElementById("problems").parent().text();
    assertTrue(troubles.contains("dl4j-avx2"), troubles);
    assertTrue(troubles.contains("MISMATCH: z1"), troubles);
    assertFalse(troubles.contains("from-scratch-scalar"), troubles);
    assertTrue(page.text().contains("this processor has no AVX-512"));
  }

  @Test
  void aRunThatWasInterruptedIsNotCalledComplete() {
    Performance whole = Performances.plain();
    Performance half =
        new Performance(
            false,
            whole.environment(),
            whole.method(),
            whole.ceiling(),
            whole.unavailable(),
            List.of());

    assertTrue(page(half).getElementById("verdict").text().startsWith("… INCOMPLETE 0 results"));
  }

  @Test
  void namesOfAnyKindAreTextAndNothingElse() {
    Document page = page(Performances.of(Performances.untimed(HOSTILE, Status.FAILED, HOSTILE)));

    assertTrue(page.getElementById("problems").parent().text().contains(HOSTILE));
  }

  @Test
  void theSameRunGivesTheSameBytes() {
    assertEquals(PerformancePage.of(squares(), null), PerformancePage.of(squares(), null));
  }
}
