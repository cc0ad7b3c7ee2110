package dev.gradparity.benchmarks.report;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code performance.json}, written whole or not at all, again and again as a run goes on. */
public final class PerformanceFile {

  private static final String NAME = "performance.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;

  private PerformanceFile(Path file) {
    this.file = file;
  }

  /**
   * Makes sure, before anything is measured, that the file can be written.
   *
   * @param out a file that ends in {@code .json}, or the folder of {@code performance.json}
   * @throws InvalidInputException if it cannot
   */
  public static PerformanceFile at(Path out) {
    boolean isFile = out.toString().endsWith(".json") && !Files.isDirectory(out);
    PerformanceFile performance =
        new PerformanceFile((isFile ? out : out.resolve(NAME)).toAbsolutePath().normalize());
    try {
      Files.createDirectories(performance.folder());
      Files.delete(Files.createTempFile(performance.folder(), ".writable", null));
      if (Files.isDirectory(performance.file)) {
        throw new FileSystemException(NAME, null, "a directory of this name is in the way");
      }
      return performance;
    } catch (IOException e) {
      throw performance.unwritable(e);
    }
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** The folder that it is in. */
  public Path folder() {
    return file.getParent();
  }

  /**
   * Replaces the file.
   *
   * @throws InvalidInputException if it cannot be written any more
   */
  public void write(Performance performance) {
    byte[] json = toJson(performance).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(file, out -> out.write(json));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static String toJson(Performance performance) {
    return MAPPER.writeValueAsString(performance) + "\n";
  }

  static Performance fromJson(String json) {
    return MAPPER.readValue(json, Performance.class);
  }

  private InvalidInputException unwritable(IOException cause) {
    return new InvalidInputException(
        "%s cannot be written; give a writable folder or file with --out (%s)"
            .formatted(file, UserText.reason(cause)),
        cause);
  }
}
