package dev.gradparity.cli;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on arrays from elsewhere keeps what it promises. */
class CheckPageTest {

  private static final Path PAGE = Path.of("..", "docs", "check.md");

  /** The first block of code of a language. */
  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertTrue(block.find(), language);
    return block.group(1);
  }

  private static int python(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("python.txt").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static boolean hasNumPy(Path folder) throws InterruptedException {
    try {
      return python(folder, "-c", "import numpy") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome check(Path folder, String script) throws Exception {
    Files.writeString(folder.resolve("mine.py"), script);
    assertEquals(
        0,
        python(folder, "mine.py"),
        () -> {
          try {
            return Files.readString(folder.resolve("python.txt"), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return e.toString();
          }
        });
    Path spec = Files.writeString(folder.resolve("mine.json"), block("json"));
    return Outcome.run(
        "check",
        "--spec",
        spec.toString(),
        "--arrays",
        folder.resolve("mine.npz").toString(),
        "--report",
        folder.resolve("report").toString());
  }

  @Test
  void theNetworkInNumPyMatchesAndItsFaultDoesNot(@TempDir Path folder) throws Exception {
    assumeTrue(hasNumPy(folder), "there is no NumPy here");
    String script = block("python");

    Outcome right = check(folder, script);
    Outcome wrong = check(folder, script.replace("dz2.sum(axis=0)", "dz2.mean(axis=0)"));

    assertEquals(0, right.exitCode(), right.out() + right.err());
    assertMentions(right.out(), "12 MATCH", "held against 60 digits");
    assertEquals(1, wrong.exitCode(), wrong.out());
    assertMentions(wrong.out(), "first wrong: db2", "divide by the number of examples once");
  }
}
