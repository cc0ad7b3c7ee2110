package dev.gradparity.comparison.report;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static dev.gradparity.comparison.InvalidInputs.messageOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {

  @TempDir private Path temporary;

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  @Test
  void aFolderIsMadeAndHoldsThreeFilesAndNothingElse() throws IOException {
    Path folder = temporary.resolve("a/b/c");

    ReportFolder report = ReportFolder.at(folder);
    assertEquals(Set.of(), namesIn(folder));
    report.write(Runs.all());

    assertEquals(Set.of("index.html", "junit.xml", "report.json"), namesIn(folder));
    assertEquals(JsonReport.of(Runs.all()), Files.readString(folder.resolve("report.json")));
    assertEquals(JUnitReport.of(Runs.all()), Files.readString(folder.resolve("junit.xml")));
    assertEquals(ComparePage.of(Runs.all()), Files.readString(folder.resolve("index.html")));
  }

  @Test
  void anOldReportIsReplacedAndOtherFilesAreLeftAlone() throws IOException {
    Files.writeString(temporary.resolve("report.json"), "old ".repeat(100_000));
    Files.writeString(temporary.resolve("other.txt"), "other");

    ReportFolder.at(temporary).write(Runs.run());

    assertEquals(JsonReport.of(Runs.run()), Files.readString(temporary.resolve("report.json")));
    assertEquals("other", Files.readString(temporary.resolve("other.txt")));
    assertEquals(Set.of("index.html", "junit.xml", "other.txt", "report.json"), namesIn(temporary));
  }

  @Test
  void anOldReportStaysUntilTheNewOneIsThere() throws IOException {
    Files.writeString(temporary.resolve("report.json"), "old");

    ReportFolder.at(temporary);

    assertEquals("old", Files.readString(temporary.resolve("report.json")));
  }

  /** A build server reads the report under another account. */
  @Test
  void aReportHasThePermissionsOfAnyNewFile() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no permissions to compare");
    Path ordinary = Files.writeString(temporary.resolve("ordinary"), "");

    ReportFolder.at(temporary).write(Runs.all());

    for (String name : new String[] {"report.json", "junit.xml", "index.html"}) {
      assertEquals(
          Files.getPosixFilePermissions(ordinary),
          Files.getPosixFilePermissions(temporary.resolve(name)));
    }
  }

  @Test
  void aFileInTheWayIsFoundBeforeAnythingIsComputed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");

    assertMentions(
        messageOf(() -> ReportFolder.at(file)), file.toString(), "cannot be written", "--report");
    assertMentions(messageOf(() -> ReportFolder.at(file.resolve("below"))), "--report");
    assertEquals("mine", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.json", "junit.xml", "index.html"})
  void aDirectoryInTheFilesPlaceIsFoundBeforeAnythingIsComputed(String name) throws IOException {
    Files.createDirectories(temporary.resolve(name).resolve("full"));

    assertMentions(messageOf(() -> ReportFolder.at(temporary)), name, "directory", "--report");
    assertEquals(Set.of(name), namesIn(temporary));
  }

  @Test
  void aFolderWithoutPermissionIsFoundBeforeAnythingIsComputed() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("locked"));
    assumeTrue(folder.toFile().setWritable(false), "this file system cannot lock a folder");
    assumeTrue(!Files.isWritable(folder), "root may write anywhere");

    assertMentions(messageOf(() -> ReportFolder.at(folder)), folder.toString(), "permission");
  }

  @Test
  void whatBecomesUnwritableLeavesNothingHalfWritten() throws IOException {
    ReportFolder report = ReportFolder.at(temporary);
    Files.createDirectories(temporary.resolve("junit.xml").resolve("full"));

    assertMentions(messageOf(() -> report.write(Runs.all())), temporary.toString(), "--report");
    assertEquals(Set.of("junit.xml"), namesIn(temporary));
  }

  @Test
  void aFolderThatDisappearsIsNamed() throws IOException {
    Path folder = temporary.resolve("gone");
    ReportFolder report = ReportFolder.at(folder);
    Files.delete(folder);

    assertMentions(messageOf(() -> report.write(Runs.all())), folder.toString());
    assertTrue(Files.notExists(folder));
  }
}
