package dev.gradparity.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.comparison.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenReadsTheSame() throws IOException {
    Performance performance = Performances.mixed();
    PerformanceFile file = PerformanceFile.at(folder);
    file.write(performance);
    assertEquals(performance, PerformanceFile.fromJson(Files.readString(file.path())));
  }

  @Test
  void aFileFromBeforeSomeKeysIsStillRead() {
    String older =
        PerformanceFile.toJson(Performances.plain())
            .replaceAll("\"(settlingMilliseconds|fastest|handovers)\" : .*\n", "");
    Performance performance = PerformanceFile.fromJson(older);
    assertFalse(older.contains("settling"), older);
    assertEquals(0, performance.method().settlingMilliseconds());
    assertEquals(List.of(), performance.results().get(0).fastest());
    assertEquals(List.of(), performance.results().get(0).handovers());
  }

  @Test
  void aFolderGetsThatNameAndAFileKeepsItsOwn() {
    assertEquals(
        folder.resolve("performance.json").toAbsolutePath(), PerformanceFile.at(folder).path());
    Path named = folder.resolve("new/quick.json");
    assertEquals(named.toAbsolutePath(), PerformanceFile.at(named).path());
  }

  @Test
  void aFileIsReplacedAndNothingElseStays() throws IOException {
    PerformanceFile file = PerformanceFile.at(folder);
    file.write(Performances.mixed());
    file.write(Performances.plain());
    assertEquals(Performances.plain(), PerformanceFile.fromJson(Files.readString(file.path())));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("index.html", "performance.json"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aFileOfItsOwnNameHasItsPageBesideIt() throws IOException {
    PerformanceFile.at(folder.resolve("quick.json")).write(Performances.mixed());
    assertEquals(
        PerformancePage.of(Performances.mixed(), null),
        Files.readString(folder.resolve("quick.html")));
  }

  @Test
  void whatIsInTheWayIsSaidBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    String message =
        assertThrows(InvalidInputException.class, () -> PerformanceFile.at(file)).getMessage();
    assertTrue(message.contains("give a writable folder or file with --out"), message);
    Files.createDirectory(folder.resolve("performance.json"));
    assertThrows(InvalidInputException.class, () -> PerformanceFile.at(folder));
  }
}
