package dev.gradparity.cli;

import static dev.gradparity.comparison.InvalidInputs.assertReadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a run of the command line ended with and printed. */
record Outcome(int exitCode, String out, String err) {

  static Outcome run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.run(args);
      return new Outcome(
          exitCode,
          newOut.toString(StandardCharsets.UTF_8),
          newErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Bad input or usage: one line on stderr and nothing else. */
  void assertRefused() {
    assertEquals(2, exitCode, err);
    assertEquals("", out);
    assertTrue(err.startsWith("gradparity: "), err);
    assertEquals(1, err.lines().count(), err);
    assertReadable(err.stripTrailing());
  }
}
