package dev.gradparity.comparison.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.GradientNorm;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.html.Browser;
import dev.gradparity.comparison.html.PageRules;
import dev.gradparity.comparison.regression.CaseMoves;
import dev.gradparity.comparison.regression.Movement;
import dev.gradparity.comparison.regression.Regression;
import dev.gradparity.comparison.regression.TensorMove;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The pages of a run and of a regression test. */
@Execution(ExecutionMode.CONCURRENT)
class PagesTest {

  private static final String HOSTILE = "</style><script>alert(1)</script>\" onload='x' &amp;";

  @TempDir private Path folder;

  private static Document page(Run run) {
    return PageRules.assertKept(ComparePage.of(run));
  }

  private static Document page(Regression regression) {
    return PageRules.assertKept(RegressionPage.of(regression));
  }

  private static Run replayed(Comparison... comparisons) {
    return new Run(
        Map.of("java", "17"),
        List.of(comparisons),
        comparison -> List.of("./gradparity", "compare", "--case", comparison.caseName()));
  }

  private static TensorJudgement named(TensorJudgement tensor, TensorName name) {
    return new TensorJudgement(
        name,
        tensor.shape(),
        tensor.verdict(),
        tensor.maxError(),
        tensor.bound(),
        tensor.ratio(),
        tensor.worstIndex(),
        tensor.left(),
        tensor.right(),
        tensor.reason(),
        tensor.slack());
  }

  private static Comparison training(int steps, int layers) {
    List<TensorJudgement> tensors = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      tensors.add(named(Runs.MATCH, TensorName.of(Quantity.LOSS).atStep(step)));
      for (int layer = 1; layer <= layers; layer++) {
        tensors.add(named(Runs.MATCH, TensorName.of(Quantity.WEIGHTS, layer).atStep(step)));
        tensors.add(named(Runs.MATCH, TensorName.of(Quantity.BIAS, layer).atStep(step)));
      }
    }
    return Runs.comparison("trained", tensors.toArray(TensorJudgement[]::new));
  }

  @Test
  void theVerdictComesFirst() {
    Document page = page(Runs.all());

    assertEquals(
        "✗ MISMATCH 1 of 4 comparisons does not match.", page.getElementById("verdict").text());
    assertEquals(page.getElementById("verdict"), page.selectFirst("main section > *"));
    assertEquals("gradparity: MISMATCH", page.title());
  }

  @Test
  void aMatchSaysSoAndShowsNoProblem() {
    Document page = page(Runs.run(Runs.comparison("good", Runs.MATCH)));

    assertTrue(page.getElementById("verdict").text().startsWith("✓ MATCH"));
    assertTrue(page.select(".problem").isEmpty());
  }

  @Test
  void aRunThatComparedNothingIsNoPass() {
    assertTrue(page(Runs.run()).getElementById("verdict").text().contains("Nothing was compared"));
  }

  @Test
  void aMismatchIsUnderstoodWithoutScrolling() {
    Document page =
        page(
            replayed(
                Runs.comparison("bad", Runs.MATCH, Runs.MISMATCH, Runs.NOT_FINITE)
                    .with(Runs.EXPLANATION)));

    String problem = page.selectFirst(".problem").text();
    assertTrue(problem.contains("bad gradient, batch 32, float64"));
    assertTrue(problem.contains("wrong side dl4j is wrong"));
    assertTrue(problem.contains("first wrong tensor dW2 [4, 16]: 3 of 64 elements"));
    assertTrue(problem.contains("from-scratch = 1234.75, dl4j = 0.125"));
    assertTrue(problem.contains("its dW2 does not follow"));
    assertTrue(problem.contains("fix turn it"));
    assertTrue(problem.contains("./gradparity compare --case 'bad gradient, batch 32'"));
    assertEquals("✗ dW2 wrong from here on MISMATCH", page.select(".way .from").text());
  }

  @Test
  void theFirstWrongTensorIsMarkedInTheHeatMap() {
    Document page = page(Runs.run(Runs.comparison("bad", Runs.MISMATCH, Runs.NOT_FINITE)));

    for (Element heat : page.select(".problem .heat, .inside .heat")) {
      assertEquals(1, heat.select("td.first").size());
      assertEquals("dW ←", heat.selectFirst("td.first").parent().selectFirst("th").text());
      int column = heat.selectFirst("td.first").elementSiblingIndex();
      assertEquals("layer 2", heat.selectFirst("tr").child(column).text());
    }
  }

  @Test
  void theFirstWrongTensorIsMarkedInTheGraphOfTheDataFlow() {
    Document page = page(Runs.run(Runs.comparison("bad", Runs.MISMATCH, Runs.NOT_FINITE)));

    Element graph = page.selectFirst(".problem svg.graph");
    assertEquals("✗ dW2", graph.select(".from").text());
    assertTrue(graph.select("title").text().endsWith("wrong from dW2 on"));
    assertEquals(
        List.of("z1", "a1", "dz1", "da1", "z2", "a2", "dz2", "✗ dW2", "loss"),
        graph.select("text").eachText().stream()
            .filter(text -> !text.contains("db") && !text.contains("dW1"))
            .toList());
    assertTrue(page(Runs.run(training(3, 2))).select("svg.graph").isEmpty());
  }

  @Test
  void knownDeviationsAreListedWithTheirReason() {
    TensorJudgement known =
        new TensorJudgement(
            TensorName.of(Quantity.ACTIVATION, 1),
            Shape.of(1),
            Verdict.KNOWN,
            1,
            1,
            2,
            List.of(0),
            0,
            1,
            "tanh-near-zero: tanh is off",
            Runs.SLACK);
    Document page = page(Runs.run(Runs.comparison("a", known), Runs.comparison("b", known, known)));

    Element row = page.selectFirst("#remarks").parent().selectFirst("tbody tr");
    assertTrue(row.text().startsWith("≈ KNOWN tanh-near-zero: tanh is off 3 2"), row::text);
  }

  @Test
  void aTrainingHasItsLossesAsPlotAndAsNumbers() {
    Document page = page(Runs.run(training(30, 2)));

    Element losses = page.selectFirst("table:has(caption:contains(Loss before each step))");
    assertEquals(30, losses.select("tbody tr").size());
    assertEquals("1 0.5 0.5 0", losses.selectFirst("tbody tr").text());
    assertTrue(page.select("svg title").text().contains("Loss of both sides"));
    assertTrue(page.text().contains("the losses are equal bit for bit"));
  }

  @Test
  void aGradientThatVanishesCanBeSeen() {
    Comparison deep = Runs.comparison("deep", Runs.MATCH);
    Comparison withNorms =
        new Comparison(
            deep.network(),
            deep.task(),
            deep.dtype(),
            deep.left(),
            deep.right(),
            deep.fingerprint(),
            deep.tensors(),
            deep.unpaired(),
            List.of(new GradientNorm(2, 0.5, 0.5), new GradientNorm(1, 1e-7, 1e-7)));

    Document page = page(Runs.run(withNorms));

    assertTrue(page.select("svg title").text().contains("Norm of each layer's gradient"));
    assertTrue(page.text().contains("1.00e-07"));
  }

  @Test
  void namesOfAnyKindAreTextAndNothingElse() {
    Run run =
        new Run(
            Map.of(HOSTILE, HOSTILE),
            List.of(Runs.comparison(HOSTILE, Runs.MISMATCH)),
            comparison -> List.of(comparison.network()));

    Document page = page(run);

    assertTrue(page.select(".problem h3").text().startsWith(HOSTILE));
    assertFalse(page.toString().contains("<script"));
  }

  @Test
  void theSameRunGivesTheSameBytes() {
    assertEquals(ComparePage.of(Runs.all()), ComparePage.of(Runs.all()));
  }

  /** The default run has 174 comparisons, 90 of them trainings of 50 steps. */
  @Test
  void aLargeRunIsASmallPage() {
    Run run = Runs.run(Collections.nCopies(174, training(50, 4)).toArray(Comparison[]::new));

    int bytes = ComparePage.of(run).getBytes(StandardCharsets.UTF_8).length;

    assertTrue(bytes < 5_000_000, () -> "%,d bytes".formatted(bytes));
  }

  /** With the one that does not match among them, although it comes last. */
  @Test
  void tenThousandNetworksAreASmallPageThatShowsTheWorst() {
    List<Comparison> all = new ArrayList<>();
    for (int k = 0; k < 10_000; k++) {
      all.add(Runs.comparison("network " + k, Runs.MATCH));
    }
    all.add(Runs.comparison("the wrong one", Runs.MISMATCH));

    String html = ComparePage.of(Runs.run(all.toArray(Comparison[]::new)));
    Document page = PageRules.assertKept(html);

    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 5_000_000, () -> "%,d bytes".formatted(bytes));
    assertTrue(page.getElementById("verdict").text().contains("1 of 10,001 comparisons does not"));
    assertTrue(page.text().contains("9,001 more networks are not shown"), page::text);
    Elements rows = page.select("section[aria-labelledby=networks] tbody tr");
    assertTrue(rows.last().text().startsWith("the wrong one"), rows.last()::text);
    for (Element link : rows.select("a")) {
      assertNotNull(page.getElementById(link.attr("href").substring(1)), link::text);
    }
  }

  @Test
  void thousandsOfStepsAreNoLargerThanFifty() {
    int few = ComparePage.of(Runs.run(training(50, 4))).length();
    int many = ComparePage.of(Runs.run(training(5_000, 4))).length();

    assertTrue(many < few * 1.2, () -> "%,d and %,d".formatted(few, many));
  }

  private static Regression regression() {
    return new Regression(
        Map.of("java", "17", "os", "same"),
        Map.of("java", "25 <b>", "os", "same"),
        List.of(
            new CaseMoves(
                "net",
                "gradient",
                DType.FLOAT64,
                List.of(
                    move("dW1", Movement.WITHIN_BOUNDS, 3, ""),
                    move("a1", Movement.UNMOVED, 0, ""),
                    move("db1", Movement.OUT_OF_BOUNDS, Double.POSITIVE_INFINITY, "too far")),
                List.of())),
        List.of("gone " + HOSTILE),
        List.of("new"));
  }

  private static TensorMove move(String name, Movement movement, double ulps, String reason) {
    Quantity quantity =
        name.startsWith("dW")
            ? Quantity.D_WEIGHTS
            : name.startsWith("a") ? Quantity.ACTIVATION : Quantity.D_BIAS;
    return new TensorMove(
        "dl4j",
        TensorName.of(quantity, 1),
        Shape.of(2),
        movement,
        1,
        ulps,
        List.of(1),
        0.5,
        Double.NaN,
        reason);
  }

  @Test
  void aRegressionSaysWhatMovedByHowMuchAndSinceWhat() {
    Document page = page(regression());

    assertTrue(page.getElementById("verdict").text().startsWith("∅ MISSING"));
    String problems = page.getElementById("problems").parent().text();
    assertTrue(problems.contains("gone " + HOSTILE), problems);
    assertTrue(problems.contains("db1 [1] ∞ dl4j 1 of 2 0.5 NaN too far"), problems);
    String furthest = page.getElementById("furthest").parent().text();
    assertTrue(furthest.contains("dW1 [1] 3 dl4j 1 of 2 0.5 NaN"), furthest);
    String since = page.getElementById("since").parent().text();
    assertTrue(since.contains("java 17 25 <b>"), since);
    assertFalse(since.contains("os"), since);
  }

  @Test
  void theVerdictOfARegressionCountsWhatFailsAndWhose() {
    assertEquals(
        "∅ MISSING Of the baseline, 1 case and 0 tensors are not there any more; 1 of 3 tensors"
            + " moved further than they may (1 of dl4j), the furthest by ∞ ulps.",
        page(regression()).getElementById("verdict").text());
    assertEquals(
        "≈ WITHIN_BOUNDS 1 of 2 tensors moved, the furthest by 1 ulp; rounding explains all of it.",
        page(moves(move("a1", Movement.UNMOVED, 0, ""), move("dW1", Movement.WITHIN_BOUNDS, 1, "")))
            .getElementById("verdict")
            .text());
    assertEquals(
        "dl4j 1 1 0 1 ∞", page(regression()).selectFirst("#verdict ~ div tbody tr").text());
  }

  @Test
  void aCaseThatFailsNamesItsFirstTensorAndTheFurthest() {
    Document page =
        page(
            moves(
                move("a1", Movement.OUT_OF_BOUNDS, 7, "1 of 2 elements differ"),
                move("dW1", Movement.OUT_OF_BOUNDS, 900, "2 of 2 elements differ"),
                move("db1", Movement.WITHIN_BOUNDS, 2, "")));

    String problem = page.selectFirst(".problem").text();
    assertTrue(problem.startsWith("net gradient, float64 ✗ OUT_OF_BOUNDS"), problem);
    assertTrue(problem.contains("first tensor a1 of dl4j: 1 of 2 elements differ"), problem);
    assertTrue(problem.contains("furthest dW1 of dl4j at [1] by 900 ulps: from 0.5"), problem);
    assertTrue(problem.contains("2 of 3 tensors fail, 1 more moved within bounds"), problem);
  }

  @Test
  void aTensorThatIsGoneHasNoNumbers() {
    Document page = page(moves(move("a1", Movement.MISSING, 0, "it is not observed any more")));

    assertTrue(
        page.getElementById("problems").parent().text().contains("a1 [1] - dl4j - - it is not"),
        page::text);
    assertFalse(page.selectFirst(".problem").text().contains("NaN"), page::text);
  }

  @Test
  void bothEnvironmentsStandSideBySideAndWhatDiffersIsMarked() {
    assertEquals(
        List.of("≠ java 17 25 <b>", "os same same"),
        page(regression())
            .select("section[aria-labelledby=environment] tbody tr")
            .eachText()
            .stream()
            .sorted(Collections.reverseOrder())
            .toList());
  }

  private static Regression moves(TensorMove... moves) {
    return new Regression(
        Map.of(),
        Map.of(),
        List.of(new CaseMoves("net", "gradient", DType.FLOAT64, List.of(moves), List.of())),
        List.of(),
        List.of());
  }

  @Test
  void nothingMovedIsSaid() {
    Document page = page(moves(move("a1", Movement.UNMOVED, 0, "")));

    assertTrue(page.getElementById("verdict").text().startsWith("✓ UNMOVED"));
    assertTrue(page.text().contains("Nothing moved."));
  }

  @Test
  void aBrowserShowsTheVerdictsAndComplainsOfNothing() throws Exception {
    Browser browser = Browser.orSkip(folder);

    Document run = browser.open(ComparePage.of(Runs.all()));
    assertTrue(run.getElementById("verdict").text().startsWith("✗ MISMATCH"));
    Document regression = browser.open(RegressionPage.of(regression()));
    assertTrue(regression.getElementById("verdict").text().startsWith("∅ MISSING"));
  }
}
