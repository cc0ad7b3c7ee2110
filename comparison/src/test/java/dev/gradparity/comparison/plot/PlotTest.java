package dev.gradparity.comparison.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

  private static final String HOSTILE = "<script>alert('&\"')</script>\u0001]]>";

  private static LinePlot lines(Axis y, double... values) {
    double[] x = DoubleStream.iterate(1, k -> k + 1).limit(values.length).toArray();
    return new LinePlot(
        "a plot", Axis.linear("x"), y, List.of(new LinePlot.Line("left", 0, x, values)), List.of());
  }

  private static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  private static Element withClass(Document svg, String tag, String style) {
    NodeList found = svg.getElementsByTagName(tag);
    for (int k = 0; k < found.getLength(); k++) {
      if (((Element) found.item(k)).getAttribute("class").equals(style)) {
        return (Element) found.item(k);
      }
    }
    throw new AssertionError("no " + tag + " of class " + style);
  }

  private static String path(LinePlot plot) {
    return withClass(parsed(plot.svg()), "path", "l s0").getAttribute("d");
  }

  @Test
  void theSameDataGiveTheSameBytes() {
    assertEquals(
        lines(Axis.linear("y"), 1, 2, 3).svgFile(), lines(Axis.linear("y"), 1, 2, 3).svgFile());
  }

  @Test
  void higherValuesAreHigherUp() {
    String[] points = path(lines(Axis.linear("y"), 0, 10)).split("[ML]", -1);

    assertEquals("66 206", points[1]);
    assertEquals("498 10", points[2]);
  }

  @Test
  void equalRatiosAreEqualDistancesOnALogarithmicAxis() {
    String[] points = path(lines(Axis.logarithmic("y"), 1, 10, 100)).split("[ML ]", -1);

    assertEquals(List.of("206", "108", "10"), List.of(points[2], points[4], points[6]));
  }

  @Test
  void fourteenSeriesLookDifferent() {
    List<LinePlot.Line> lines =
        IntStream.range(0, 14)
            .mapToObj(
                k -> new LinePlot.Line("line " + k, k, new double[] {1, 2}, new double[] {k, k}))
            .toList();
    Document svg =
        parsed(new LinePlot("", Axis.linear("x"), Axis.linear("y"), lines, List.of()).svg());

    assertEquals(14, classes(svg, "circle", "s").size());
    assertEquals(14, classes(svg, "path", "l ").size());
  }

  private static Set<String> classes(Document svg, String tag, String beginning) {
    NodeList found = svg.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(k -> ((Element) found.item(k)).getAttribute("class"))
        .filter(name -> name.startsWith(beginning))
        .collect(Collectors.toSet());
  }

  @Test
  void aLineIsBrokenWhereItHasNoPlace() {
    String path = path(lines(Axis.logarithmic("y"), 1, 2, 0, 4, Double.NaN, 8, 16));

    assertEquals(3, path.chars().filter(c -> c == 'M').count());
    assertEquals(2, path.chars().filter(c -> c == 'L').count());
  }

  @Test
  void nothingThatCanBeShownIsAPlotAllTheSame() {
    for (Axis.Kind kind : Axis.Kind.values()) {
      Axis axis = new Axis("y", kind);
      assertEquals("", path(lines(axis, Double.NaN, Double.POSITIVE_INFINITY)));
      assertEquals(1, path(lines(axis, 7)).chars().filter(c -> c == 'M').count());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 0, 50, '0 10 20 30 40 50'",
    "LINEAR, -3e-15, 8e-15, '-5·10⁻¹⁵ 0 5·10⁻¹⁵ 10⁻¹⁴'",
    "LINEAR, 5, 5, '5 6'",
    "LOGARITHMIC, 0.02, 30, '0.01 0.1 1 10 100'",
    "LOGARITHMIC, 1e-12, 1, '10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1'",
    "LOGARITHMIC, 0.868, 12.9, '0.5 1 2 5 10 20'",
    "LOGARITHMIC, 1, 100, '1 2 5 10 20 50 100'",
    "LOGARITHMIC, 20, 45, '20 25 30 35 40 45'",
    "BINARY, 16, 256, '16 32 64 128 256'"
  })
  void marksAreRoundNumbers(Axis.Kind kind, double from, double to, String labels) {
    Scale scale = new Scale(new Axis("y", kind), DoubleStream.of(from, to), 0, 100);

    assertEquals(labels, String.join(" ", scale.ticks().stream().map(Scale.Tick::label).toList()));
    scale.ticks().forEach(tick -> assertTrue(scale.at(tick.value()) >= 0));
  }

  @Test
  void namesOfAnyKindAreTextAndNothingElse() {
    Plot[] plots = {
      new LinePlot(
          HOSTILE,
          Axis.linear(HOSTILE),
          Axis.linear(HOSTILE),
          List.of(new LinePlot.Line(HOSTILE, 0, new double[] {1}, new double[] {1})),
          List.of(new LinePlot.Level(HOSTILE, 1))),
      new IntervalPlot(
          HOSTILE,
          Axis.linear(HOSTILE),
          null,
          List.of(new IntervalPlot.Row(HOSTILE, 0, 1, null, null, HOSTILE))),
      new Histogram(HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), new long[] {3})
    };
    for (Plot plot : plots) {
      Document svg = parsed(plot.svg());
      assertEquals(0, svg.getElementsByTagName("script").getLength());
      assertEquals(
          HOSTILE.replace('\u0001', '\uFFFD'),
          svg.getElementsByTagName("title").item(0).getTextContent());
    }
  }

  @Test
  void aFileOfItsOwnBringsItsStylesForLightAndDark() {
    Plot plot = lines(Axis.linear("y"), 1, 2);

    assertTrue(plot.svgFile().startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assertTrue(plot.svgFile().contains("prefers-color-scheme:dark"));
    assertFalse(plot.svg().contains("<style"));
  }

  @Test
  void anIntervalReachesFromItsLowToItsHighEnd() {
    Document svg =
        parsed(
            new IntervalPlot(
                    "ratios",
                    Axis.logarithmic("ratio"),
                    1.0,
                    List.of(new IntervalPlot.Row("a", 2, 10, 5.0, 20.0, "10")))
                .svg());

    double at = Double.parseDouble(withClass(svg, "circle", "s2").getAttribute("cx"));
    NodeList paths = svg.getElementsByTagName("path");
    String last = ((Element) paths.item(paths.getLength() - 1)).getAttribute("d");
    String[] ends = last.split("[ML ]", -1);
    assertEquals(
        2 * at, Double.parseDouble(ends[1]) + Double.parseDouble(ends[3]), 0.2, "log 5, 10, 20");
  }

  @Test
  void aSingleOneShowsBesideAMillion() {
    Document svg =
        parsed(
            new Histogram("h", "ratio", "n", List.of("a", "b", "c"), new long[] {1_000_000, 1, 0})
                .svg());

    NodeList bars = svg.getElementsByTagName("rect");
    assertEquals(2, bars.getLength());
    assertTrue(Double.parseDouble(((Element) bars.item(1)).getAttribute("height")) >= 5);
  }

  @Test
  void numbersThatDoNotFitTogetherAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinePlot.Line("l", 0, new double[1], new double[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Histogram("h", "x", "n", List.of("a"), new long[2]));
  }
}
