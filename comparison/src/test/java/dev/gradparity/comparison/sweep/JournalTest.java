package dev.gradparity.comparison.sweep;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final SweepSettings SETTINGS =
      new SweepSettings(7, 4, List.of(DType.FLOAT32, DType.FLOAT64));
  private static final Map<String, String> ENVIRONMENT = Map.of("java", "17 «test»");

  private static final List<Entry> ENTRIES =
      List.of(
          entry(
              1,
              new Outcome.Judged(
                  Verdict.MATCH,
                  Map.of("dW", 0.25, "loss", 0.1),
                  Map.of("dW", 1.5, "W", Double.POSITIVE_INFINITY),
                  Set.of(),
                  "",
                  "")),
          entry(2, new Outcome.Crashed("ended by signal 9 (SIGKILL)")),
          entry(
              3,
              new Outcome.Judged(
                  Verdict.MISMATCH,
                  Map.of("a", 0.5),
                  Map.of(),
                  Set.of("tanh-near-zero", "softmax-nan"),
                  "dW: …",
                  "dW1: \n…")),
          entry(4, new Outcome.Judged(Verdict.UNDECIDED, Map.of(), Map.of(), Set.of(), "", "")));

  private static final Shrunk SHRUNK = new Shrunk(3, "1-1 relu", "failures/00003");

  @TempDir private Path folder;

  private static Entry entry(int number, Outcome outcome) {
    return new Entry(number, Entry.Traits.of(SETTINGS.generator().network(number)), outcome);
  }

  /** Adds whatever the journal lacks, the later networks first; all reports follow from it. */
  private static SweepResult completed(Journal journal) {
    if (journal.settings().isEmpty()) {
      journal.begin(SETTINGS, ENVIRONMENT);
    }
    for (int k = ENTRIES.size() - 1; k >= 0; k--) {
      if (!journal.entries().containsKey(k + 1)) {
        journal.add(ENTRIES.get(k));
      }
    }
    if (journal.shrunk().isEmpty()) {
      journal.add(SHRUNK);
    }
    return SweepResult.of(journal);
  }

  private static String reports(SweepResult result) {
    return SweepReport.of(result) + SweepText.of(result);
  }

  @Test
  void aJournalTornAtAnyByteGivesTheSameReport() throws IOException {
    SweepResult whole;
    try (Journal journal = Journal.create(folder)) {
      whole = completed(journal);
    }
    Path file = folder.resolve(Journal.NAME);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      try (Journal journal = Journal.resume(folder)) {
        assertEquals(whole, completed(journal), "torn after " + length + " bytes");
      }
      try (Journal journal = Journal.resume(folder)) {
        assertEquals(whole, completed(journal), "torn after " + length + " bytes, and resumed");
      }
    }
    try (Journal journal = Journal.resume(folder)) {
      assertEquals(reports(whole), reports(completed(journal)));
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    try (Journal journal = Journal.create(folder)) {
      completed(journal);
    }

    try (Journal journal = Journal.resume(folder)) {
      assertEquals(SETTINGS, journal.settings().orElseThrow());
      assertEquals(ENVIRONMENT, journal.environment());
      assertEquals(ENTRIES, List.copyOf(journal.entries().values()));
      assertEquals(List.of(SHRUNK), List.copyOf(journal.shrunk()));
    }
  }

  @Test
  void aLineThatIsNoneIsRefusedWithItsNumber() throws IOException {
    try (Journal journal = Journal.create(folder)) {
      completed(journal);
    }
    Path file = folder.resolve(Journal.NAME);
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.replaceFirst("\"network\":", "\"netwark\":"));

    String message =
        assertThrows(InvalidInputException.class, () -> Journal.resume(folder)).getMessage();

    assertMentions(message, "journal.jsonl, line", "--count");
  }

  @Test
  void aFormatThatIsNoneIsRefusedWithItsLine() throws IOException {
    Path file = folder.resolve(Journal.NAME);
    Files.writeString(
        file, "{\"seed\": 7, \"count\": 4, \"dtypes\": [\"float16\"], \"environment\": {}}\n");

    String message =
        assertThrows(InvalidInputException.class, () -> Journal.resume(folder)).getMessage();

    assertMentions(message, "journal.jsonl, line 1: is no line of a sweep's journal");
  }

  @Test
  void twoSweepsCannotWriteOneFolder() {
    try (Journal first = Journal.create(folder)) {
      String message =
          assertThrows(InvalidInputException.class, () -> Journal.resume(folder)).getMessage();

      assertMentions(message, "another sweep is writing it");
      assertTrue(first.settings().isEmpty());
    }
  }
}
