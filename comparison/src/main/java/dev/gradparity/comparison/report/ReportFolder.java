package dev.gradparity.comparison.report;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder of report files, each written whole or not at all. */
public final class ReportFolder {

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure, before anything is computed, that the folder exists and can be written.
   *
   * @throws InvalidInputException if it cannot
   */
  public static ReportFolder at(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", null));
      return new ReportFolder(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Writes {@code report.json} and {@code junit.xml}.
   *
   * @throws InvalidInputException if the folder cannot be written any more
   */
  public void write(Run run) {
    writeWhole("report.json", JsonReport.of(run));
    writeWhole("junit.xml", JUnitReport.of(run));
  }

  private void writeWhole(String name, String content) {
    try {
      Path temporary = Files.createTempFile(folder, "." + name, null);
      try {
        Files.writeString(temporary, content, StandardCharsets.UTF_8);
        Files.move(
            temporary,
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static InvalidInputException unwritable(Path folder, IOException cause) {
    return new InvalidInputException(
        "%s: the report cannot be written there; give a writable folder with --report (%s)"
            .formatted(folder, cause),
        cause);
  }
}
