package dev.gradparity.cli;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradparity.cli.MalformedInputs.Malformed;
import dev.gradparity.comparison.npz.ArchiveBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a specification or an archive is one sentence, and costs little memory.
 */
class MalformedInputsTest {

  /** All that is ever allocated, whether or not it is still in use. */
  private static final long MOST_ALLOCATED_BYTES = 64 << 20;

  @TempDir private Path folder;

  private static List<Malformed> malformed() {
    return MalformedInputs.all();
  }

  private Outcome check(byte[] spec, byte[] archive) throws IOException {
    Path specFile = Files.write(folder.resolve("spec.json"), spec);
    Path archiveFile = Files.write(folder.resolve("arrays.npz"), archive);
    return Outcome.run(
        "check",
        "--spec",
        specFile.toString(),
        "--arrays",
        archiveFile.toString(),
        "--against",
        "from-scratch",
        "--report",
        folder.resolve("report").toString());
  }

  @Test
  void thereAreTwoHundredOfThemAndAllDiffer() {
    List<Malformed> malformed = malformed();

    assertTrue(malformed.size() >= 200, () -> malformed.size() + " malformed inputs");
    assertEquals(malformed.size(), malformed.stream().map(Malformed::what).distinct().count());
  }

  @Test
  void whatTheyAreMadeOfIsGood() throws IOException {
    byte[] spec = malformed().get(0).spec();
    for (boolean deflated : new boolean[] {false, true}) {
      Outcome outcome = check(spec, ArchiveBytes.zip(MalformedInputs.files(), deflated));
      assertEquals(0, outcome.exitCode(), outcome::err);
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedInputIsOneSentenceWithPlaceAndRemedy(Malformed input) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    Outcome outcome = check(input.spec(), input.archive());

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    outcome.assertRefused();
    assertTrue(
        outcome.err().contains("arrays.npz: ") || outcome.err().contains("spec.json"),
        outcome::err);
    if (outcome.err().contains("arrays.npz: ")) {
      assertMentions(outcome.err(), "; ");
    }
    assertTrue(allocated < MOST_ALLOCATED_BYTES, () -> allocated + " bytes: " + outcome.err());
    assertFalse(Files.exists(folder.resolve("report")));
  }
}
