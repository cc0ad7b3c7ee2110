package dev.gradparity.comparison.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageStyleTest {

  private static final Pattern COLOUR = Pattern.compile("--([\\w-]+):#([0-9a-f]{3,6})");

  /** The colours of a scheme: those of {@code :root}, which comes once for light, once for dark. */
  private static Map<String, double[]> colours(int scheme) throws IOException {
    String css;
    try (InputStream in = Pages.class.getResourceAsStream("page.css")) {
      css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int start = css.indexOf(":root{");
    for (int k = 0; k < scheme; k++) {
      start = css.indexOf(":root{", start + 1);
    }
    Matcher found = COLOUR.matcher(css.substring(start, css.indexOf('}', start)));
    Map<String, double[]> colours = new HashMap<>();
    while (found.find()) {
      String hex = found.group(2).length() == 6 ? found.group(2) : doubled(found.group(2));
      colours.put(found.group(1), new double[] {channel(hex, 0), channel(hex, 2), channel(hex, 4)});
    }
    return colours;
  }

  private static String doubled(String hex) {
    return hex.replaceAll("(.)", "$1$1");
  }

  private static double channel(String hex, int at) {
    return Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
  }

  /** WCAG 2.2, relative luminance and contrast ratio. */
  private static double contrast(double[] a, double[] b) {
    double brighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(double[] colour) {
    double[] linear =
        Arrays.stream(colour)
            .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  @ParameterizedTest
  @CsvSource({
    "ink, paper",
    "quiet, paper",
    "link, paper",
    "ink, raised",
    "quiet, raised",
    "good, good-p",
    "bad, bad-p",
    "open, open-p",
    "known, known-p",
    "ink, bad-p",
    "paper, bad",
    "ink, good-p",
    "ink, open-p",
    "ink, known-p"
  })
  void textCanBeReadInLightAndDark(String text, String ground) throws IOException {
    for (int scheme = 0; scheme < 2; scheme++) {
      Map<String, double[]> colours = colours(scheme);
      double contrast = contrast(colours.get(text), colours.get(ground));
      assertTrue(contrast >= 4.5, "%s on %s: %.2f".formatted(text, ground, contrast));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void linesOfPlotsStandOutInLightAndDark(int series) throws IOException {
    for (int scheme = 0; scheme < 2; scheme++) {
      Map<String, double[]> colours = colours(scheme);
      assertTrue(contrast(colours.get("s" + series), colours.get("paper")) >= 3);
    }
  }

  @Test
  void textOnTheWarmestCellCanBeRead() throws IOException {
    for (int scheme = 0; scheme < 2; scheme++) {
      Map<String, double[]> colours = colours(scheme);
      double[] heat = colours.get("heat");
      double[] paper = colours.get("paper");
      double[] half = new double[3];
      Arrays.setAll(half, k -> (heat[k] + paper[k]) / 2);
      assertTrue(contrast(colours.get("ink"), half) >= 4.5);
    }
  }

  @Test
  void verdictsDifferInShape() {
    assertEquals(
        Verdict.values().length,
        Arrays.stream(Verdict.values()).map(Show::sign).distinct().count());
  }

  @Test
  void aShellReadsTheWordsThatWereMeant() {
    assertEquals(
        "./gradparity compare --seed 7",
        Show.shell(List.of("./gradparity", "compare", "--seed", "7")));
    assertEquals("--case 'a; rm -rf $HOME'", Show.shell(List.of("--case", "a; rm -rf $HOME")));
    assertEquals("'it'\\''s'", Show.shell(List.of("it's")));
    assertEquals("''", Show.shell(List.of("")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.001, .00",
    "0.239, .24",
    "0.994, .99",
    "0.999, 1.0",
    "12.34, 12.3",
    "2.4e14, 2e14",
    "Infinity, ∞",
    "NaN, NaN"
  })
  void ratiosFitANarrowCell(double ratio, String text) {
    assertEquals(text, Show.shortRatio(ratio));
  }
}
