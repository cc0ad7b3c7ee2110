package dev.gradparity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that maps the documents to the code names nothing that is not there. */
class SeedsPageTest {

  private static final Path PROJECT = Path.of("..");
  private static final Pattern TYPE_NAME = Pattern.compile("`(?:dev\\.gradparity\\.)?([\\w.]+)`");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PROJECT.resolve("docs/seeds.md")).stream()
        .filter(line -> line.matches("\\| S\\d+ .*"))
        .toList();
  }

  private static Set<String> sourceFiles(String tree) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : List.of("from-scratch", "dl4j-reference", "comparison")) {
      Path sources = PROJECT.resolve(module).resolve(tree);
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .map(file -> sources.resolve("dev/gradparity").relativize(file).toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.replace(".java", "").replace('/', '.').replace('\\', '.'))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static void assertNamed(String cell, Set<String> sources) {
    List<String> names =
        TYPE_NAME.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
    assertTrue(!names.isEmpty(), () -> "no class in " + cell);
    for (String name : names) {
      assertTrue(
          sources.stream().anyMatch(source -> source.equals(name) || source.endsWith("." + name)),
          () -> name + " is in the page and not in the project");
    }
  }

  @Test
  void everyRowOfTheDocumentsIsThereInOrder() throws IOException {
    String expected =
        IntStream.rangeClosed(1, 19).mapToObj(k -> "S" + k).collect(Collectors.joining(" "));
    String found =
        rows().stream()
            .map(row -> row.split("\\|", -1)[1].strip())
            .collect(Collectors.joining(" "));
    assertEquals(expected, found);
  }

  @Test
  void everyClassAndTestOfThePageExists() throws IOException {
    Set<String> main = sourceFiles("src/main/java");
    Set<String> tests = sourceFiles("src/test/java");
    for (String row : rows()) {
      String[] cells = row.split("\\|", -1);
      assertNamed(cells[cells.length - 3], main);
      assertNamed(cells[cells.length - 2], tests);
    }
  }
}
