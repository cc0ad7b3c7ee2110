package dev.gradparity.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.input.SpecFile;
import dev.gradparity.comparison.input.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises holds. */
class ReadmeTest {

  private static final Path PROJECT = Path.of("..");

  private static String readme() throws IOException {
    return Files.readString(PROJECT.resolve("README.md"));
  }

  @Test
  void theSpecificationInTheReadmeIsValid(@TempDir Path folder) throws IOException {
    Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(json.find());
    Path file = Files.writeString(folder.resolve("iris.json"), json.group(1));
    SpecFile spec = SpecReader.read(file);
    assertEquals("iris", spec.network().name());
    assertEquals(2, spec.network().depth());
    assertEquals(150, spec.table().rows().size());
  }

  @Test
  void theNetworkWrittenByHandIsTheOneThatIsTested() throws IOException {
    String test =
        Files.readString(
            Path.of("src/test/java/dev/gradparity/testkit/example/HandWrittenNetworkTest.java"));
    String body = test.substring(test.indexOf("// [example]\n") + 13, test.indexOf("  // [end]"));
    assertTrue(readme().contains("```java\n" + body.stripTrailing().stripIndent() + "\n```"));
  }

  @Test
  void everyLinkOfThePagesLeadsSomewhere() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      Matcher link = Pattern.compile("]\\((?!https?:)([^)#]+)").matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1);
        assertTrue(Files.exists(page.resolveSibling(target)), page + ": " + target);
        links++;
      }
    }
    assertTrue(links > 50);
  }

  @Test
  void everyLinkIntoAPageLeadsToOneOfItsHeadings() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      Matcher link =
          Pattern.compile("]\\((?!https?:)([^)#]*\\.md)?#([^)]+)\\)")
              .matcher(Files.readString(page));
      while (link.find()) {
        Path target = link.group(1) == null ? page : page.resolveSibling(link.group(1));
        assertTrue(anchors(target).contains(link.group(2)), page + ": " + link.group());
        links++;
      }
    }
    assertTrue(links > 100);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
    pages.add(PROJECT.resolve("README.ko.md"));
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  /** The headings of a page as GitHub makes anchors of them. */
  private static Set<String> anchors(Path page) throws IOException {
    String text = Files.readString(page).replaceAll("(?s)```.*?```", "");
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
