package dev.gradparity.comparison.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.html.Browser;
import dev.gradparity.comparison.html.PageRules;
import dev.gradparity.spec.DType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class SweepPageTest {

  private static final String HOSTILE = "<script>alert(1)</script>\" & 'x'";
  private static final SweepSettings SETTINGS =
      new SweepSettings(7, 10_000, List.of(DType.FLOAT32, DType.FLOAT64));
  private static final Outcome MATCH =
      new Outcome.Judged(
          Verdict.MATCH, Map.of("dW", 0.25, "loss", 0.0), Map.of(), Set.of(), "", "");

  @TempDir private Path folder;

  private static Outcome mismatch(String kind) {
    return new Outcome.Judged(
        Verdict.MISMATCH, Map.of("a", 0.5), Map.of(), Set.of(), kind, "dW1: far " + HOSTILE);
  }

  private static Entry entry(int number, Outcome outcome) {
    return new Entry(
        number, Entry.Traits.of(SETTINGS.generator().network(number % 9 + 1)), outcome);
  }

  private static SweepResult result(List<Shrunk> shrunk, Entry... entries) {
    return new SweepResult(SETTINGS, Map.of("java", "17"), List.of(entries), shrunk);
  }

  private static Document page(SweepResult result) {
    return PageRules.assertKept(SweepPage.of(result));
  }

  @Test
  void aSweepThatPassesSaysSo() {
    Document page = page(result(List.of(), entry(1, MATCH), entry(2, MATCH)));

    assertEquals(
        "✓ PASSED 2 of 10,000 networks of seed 7 were judged, none of them failed.",
        page.getElementById("verdict").text());
    assertTrue(page.select(".problem").isEmpty());
    assertTrue(page.getElementById("coverage").parent().text().contains("legal pairs"));
  }

  @Test
  void failuresComeFirstByKindAndWithTheirCommands() {
    Document page =
        page(
            result(
                List.of(new Shrunk(3, "1-1 relu", "failures/00003")),
                entry(1, MATCH),
                entry(2, new Outcome.Crashed("ended by signal 9 " + HOSTILE)),
                entry(3, mismatch("dW: " + HOSTILE))));

    assertTrue(page.getElementById("verdict").text().startsWith("✗ FAILED 3 of 10,000"));
    assertEquals(2, page.select(".problem").size());
    assertTrue(
        page.select(".problem code")
            .text()
            .contains(
                "./gradparity check --spec failures/00003/spec.json"
                    + " --arrays failures/00003/arrays.npz"));
    assertTrue(
        page.select(".problem code")
            .text()
            .contains("./gradparity sweep --seed 7 --dtype both --count 2"));
    assertTrue(page.getElementById("failures").parent().text().contains(HOSTILE));
    assertEquals(2, page.select("#failures ~ div tbody tr").size());
  }

  @Test
  void theWorstRatioAndItsNetworkAreShown() {
    Document page = page(result(List.of(), entry(1, MATCH), entry(5, mismatch("a"))));

    assertFalse(page.select("td:contains(0.250)").isEmpty());
    assertEquals(
        "0 0 0 0 1 1 0",
        page.selectFirst("table:has(caption:contains(Networks by the worst)) tbody tr").text());
  }

  @Test
  void whatIsNeverDrawnIsNotShownAsAGap() {
    Document page = page(result(List.of(), entry(1, MATCH)));

    Elements rows = page.select("section[aria-labelledby=coverage] tbody tr");
    List<String> cells =
        rows.stream()
            .filter(row -> row.selectFirst("th").text().equals("layer dropout"))
            .flatMap(row -> row.select("td").stream())
            .map(Element::text)
            .toList();
    assertTrue(cells.contains("0") && cells.contains("-"), cells::toString);
  }

  @Test
  void whatIsNoPlainMatchIsExplained() {
    Outcome known =
        new Outcome.Judged(
            Verdict.KNOWN, Map.of(), Map.of(), Set.of("tanh-near-zero", "nadam-bias"), "", "");
    Outcome alsoKnown =
        new Outcome.Judged(Verdict.KNOWN, Map.of(), Map.of(), Set.of("nadam-bias"), "", "");

    Document page = page(result(List.of(), entry(1, MATCH), entry(2, known), entry(3, alsoKnown)));

    String tally = page.selectFirst(".tally").text();
    assertTrue(tally.contains("≈ KNOWN 2") && tally.contains("✓ MATCH 1"), tally);
    String verdict = page.getElementById("verdict").parent().text();
    assertTrue(verdict.contains("KNOWN: the library differs from mathematics as"), verdict);
    assertFalse(verdict.contains("UNDECIDED"), verdict);
    assertEquals(
        List.of("nadam-bias 2", "tanh-near-zero 1"),
        page.select("section[aria-labelledby=deviations] tbody tr").eachText());
  }

  @Test
  void tenThousandNetworksAreASmallPageEvenIfAllFail() {
    List<Entry.Traits> traits = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      traits.add(Entry.Traits.of(SETTINGS.generator().network(number)));
    }
    List<Entry> entries = new ArrayList<>();
    for (int number = 1; number <= 10_000; number++) {
      entries.add(new Entry(number, traits.get(number % 20), mismatch("kind " + number % 700)));
    }

    String html = SweepPage.of(result(List.of(), entries.toArray(Entry[]::new)));

    assertTrue(html.getBytes(StandardCharsets.UTF_8).length < 5_000_000);
    PageRules.assertKept(html);
  }

  @Test
  void aBrowserShowsTheVerdictAndComplainsOfNothing() throws Exception {
    Browser browser = Browser.orSkip(folder);

    Document seen = browser.open(SweepPage.of(result(List.of(), entry(1, mismatch("a")))));

    assertTrue(seen.getElementById("verdict").text().startsWith("✗ FAILED"));
  }
}
