package dev.gradparity.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.data.TableReader;
import dev.gradparity.comparison.input.SpecFile;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void everyNameOfASpecificationIsInTheReadme() throws IOException {
    String readme = readme();
    for (List<String> names :
        List.of(
            Named.names(ActivationKind.class),
            Named.names(LossKind.class),
            Named.names(Reduction.class),
            Named.names(WeightInit.class),
            TableReader.shipped())) {
      names.forEach(name -> assertTrue(readme.contains("`" + name + "`"), name));
    }
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
  void everyLinkOfTheReadmeLeadsSomewhere() throws IOException {
    Matcher link = Pattern.compile("]\\((?!https:)([^)#]+)").matcher(readme());
    int links = 0;
    while (link.find()) {
      String target = link.group(1);
      assertTrue(Files.exists(PROJECT.resolve(target)), target);
      links++;
    }
    assertTrue(links > 5);
  }
}
