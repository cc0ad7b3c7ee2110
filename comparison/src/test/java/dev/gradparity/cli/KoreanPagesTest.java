package dev.gradparity.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a page must have alike in English and in Korean, section by section: whoever changes a
 * command, a name, a link or a figure in one of them changes it in the other.
 */
class KoreanPagesTest {

  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern NAMES = Pattern.compile("`[^`\n]+`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\d.,]*\\d)?(?:e-?\\d+)?");
  private static final Pattern ROW = Pattern.compile("^(?:\\||- )", Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  /** Stands for the hash of an example's comment, which is no heading. */
  private static final String HIDDEN = "\u0000";

  /** What is compared of a section. */
  private record Section(
      String heading,
      List<String> code,
      List<String> names,
      List<String> links,
      List<String> numbers,
      long rows) {

    static Section of(String text) {
      List<String> code = all(FENCED, text);
      String prose = FENCED.matcher(text).replaceAll("");
      List<String> names = all(NAMES, prose);
      prose = NAMES.matcher(prose).replaceAll("");
      List<String> links = new ArrayList<>();
      Matcher link = LINK.matcher(prose);
      while (link.find()) {
        links.add(target(link.group(1)));
      }
      prose = LINK.matcher(prose).replaceAll("");
      return new Section(
          text.lines().findFirst().orElse(""),
          code,
          names.stream().sorted().toList(),
          links.stream().sorted().toList(),
          all(NUMBER, prose).stream().sorted().toList(),
          ROW.matcher(prose).results().count());
    }

    /** A page's counterpart stands for the page; places in a page have the page's words. */
    private static String target(String link) {
      return link.startsWith("#") ? "#" : link.replaceAll("\\.ko\\.md$", ".md");
    }

    private static List<String> all(Pattern what, String text) {
      return what.matcher(text).results().map(MatchResult::group).toList();
    }
  }

  private static String read(String name) throws IOException {
    return Files.readString(Path.of("..", name));
  }

  private static List<Section> sections(String name) throws IOException {
    String fenceless = FENCED.matcher(read(name)).replaceAll(KoreanPagesTest::hidden);
    List<Section> sections = new ArrayList<>();
    for (String part : fenceless.split("(?m)^## ", -1)) {
      sections.add(Section.of(part.replace(HIDDEN, "#")));
    }
    return sections;
  }

  private static String hidden(MatchResult fence) {
    return Matcher.quoteReplacement(fence.group().replace("#", HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README", "docs/spec"})
  void bothHaveTheSameCommandsNamesLinksAndFigures(String page) throws IOException {
    List<Section> english = sections(page + ".md");
    List<Section> korean = sections(page + ".ko.md");
    assertEquals(
        english.size(),
        korean.size(),
        () -> "sections: " + headings(english) + " and " + headings(korean));
    for (int k = 0; k < english.size(); k++) {
      Section one = english.get(k);
      Section other = korean.get(k);
      String where = "%s.md, %s; %s.ko.md, %s: ".formatted(page, one.heading, page, other.heading);
      assertEquals(one.code, other.code, where + "examples");
      assertEquals(one.names, other.names, where + "names in backquotes");
      assertEquals(one.links, other.links, where + "links");
      assertEquals(one.numbers, other.numbers, where + "figures");
      assertEquals(one.rows, other.rows, where + "rows of tables and lists");
    }
  }

  private static String headings(List<Section> sections) {
    return sections.stream().map(Section::heading).collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.ko.md", "docs/spec.md", "docs/spec.ko.md"})
  void everyPlaceInThePageIsThere(String name) throws IOException {
    String page = FENCED.matcher(read(name)).replaceAll("");
    TreeSet<String> places = new TreeSet<>();
    Matcher heading = HEADING.matcher(page);
    while (heading.find()) {
      places.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} -]", "")
              .replace(' ', '-'));
    }
    Matcher link = LINK.matcher(page);
    int found = 0;
    while (link.find()) {
      if (link.group(1).startsWith("#")) {
        found++;
        assertTrue(places.contains(link.group(1).substring(1)), link::group);
      }
    }
    assertTrue(found > 0);
  }
}
