package dev.gradparity.comparison.report;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import dev.gradparity.comparison.regression.Regression;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of report files, each written whole or not at all. */
public final class ReportFolder {

  private static final String JSON = "report.json";
  private static final String JUNIT = "junit.xml";
  private static final String REGRESSION = "regress.json";
  private static final String PAGE = "index.html";

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
    ReportFolder report = new ReportFolder(folder);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", null));
      report.requireNoDirectories();
      return report;
    } catch (IOException e) {
      throw report.unwritable(e);
    }
  }

  private void requireNoDirectories() throws IOException {
    for (String name : List.of(JSON, JUNIT, REGRESSION, PAGE)) {
      if (Files.isDirectory(folder.resolve(name))) {
        throw new FileSystemException(name, null, name + " is a directory");
      }
    }
  }

  /**
   * Writes {@code report.json}, {@code junit.xml} and {@code index.html}.
   *
   * @throws InvalidInputException if the folder cannot be written any more
   */
  public void write(Run run) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(JSON, JsonReport.of(run));
    texts.put(JUNIT, JUnitReport.of(run));
    texts.put(PAGE, ComparePage.of(run));
    write(texts);
  }

  /**
   * Writes {@code regress.json} and {@code index.html}.
   *
   * @throws InvalidInputException if the folder cannot be written any more
   */
  public void write(Regression regression) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(REGRESSION, RegressionJson.of(regression));
    texts.put(PAGE, RegressionPage.of(regression));
    write(texts);
  }

  private void write(Map<String, String> texts) {
    Map<String, Path> temporaries = new LinkedHashMap<>();
    texts
        .keySet()
        .forEach(name -> temporaries.put(name, WholeFile.temporary(folder.resolve(name))));
    try {
      try {
        for (Map.Entry<String, Path> temporary : temporaries.entrySet()) {
          Files.writeString(temporary.getValue(), texts.get(temporary.getKey()));
        }
        requireNoDirectories();
        for (Map.Entry<String, Path> temporary : temporaries.entrySet()) {
          WholeFile.replace(temporary.getValue(), folder.resolve(temporary.getKey()));
        }
      } finally {
        for (Path temporary : temporaries.values()) {
          Files.deleteIfExists(temporary);
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private InvalidInputException unwritable(IOException cause) {
    return new InvalidInputException(
        "%s: the report cannot be written there; give a writable folder with --report (%s)"
            .formatted(folder, UserText.reason(cause)),
        cause);
  }
}
