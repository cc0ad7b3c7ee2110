package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.regression.Changes;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code performance.json} and its page, each written whole or not at all, again and again as a run
 * goes on.
 */
public final class PerformanceFile {

  static final String NAME = "performance.json";
  private static final String PAGE = "index.html";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;
  private final Path page;

  private PerformanceFile(Path file) {
    this.file = file;
    String name = file.getFileName().toString();
    page =
        file.resolveSibling(
            name.equals(NAME) ? PAGE : name.substring(0, name.lastIndexOf('.')) + ".html");
  }

  /**
   * Makes sure, before anything is measured, that the file can be written.
   *
   * @param out a file that ends in {@code .json}, whose page then ends in {@code .html}, or the
   *     folder of {@code performance.json} and {@code index.html}
   * @throws InvalidInputException if it cannot
   */
  public static PerformanceFile at(Path out) {
    boolean isFile = out.toString().endsWith(".json") && !Files.isDirectory(out);
    PerformanceFile performance =
        new PerformanceFile((isFile ? out : out.resolve(NAME)).toAbsolutePath().normalize());
    try {
      Files.createDirectories(performance.folder());
      Files.delete(Files.createTempFile(performance.folder(), ".writable", null));
      for (Path place : List.of(performance.file, performance.page)) {
        if (Files.isDirectory(place)) {
          throw new FileSystemException(
              NAME,
              null,
              "a directory of the name %s is in the way".formatted(place.getFileName()));
        }
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
   * Replaces the file and its page.
   *
   * @throws InvalidInputException if it cannot be written any more
   */
  public void write(Performance performance) {
    write(performance, null);
  }

  /**
   * Replaces the file and its page, which also says what has changed.
   *
   * @param changes since an earlier run; null for none
   * @throws InvalidInputException if it cannot be written any more
   */
  public void write(Performance performance, Changes changes) {
    byte[] json = toJson(performance).getBytes(StandardCharsets.UTF_8);
    byte[] html = PerformancePage.of(performance, changes).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(file, out -> out.write(json));
      WholeFile.write(page, out -> out.write(html));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static String toJson(Performance performance) {
    return MAPPER.writeValueAsString(performance) + "\n";
  }

  /**
   * Reads what an earlier run left.
   *
   * @param file {@code performance.json}, whatever its name
   * @throws InvalidInputException if it cannot be read, or is something else
   */
  public static Performance read(Path file) {
    try {
      Performance performance = fromJson(Files.readString(file));
      if (performance == null || performance.results() == null || performance.method() == null) {
        throw new InvalidInputException(
            file + ": is no performance.json; give a file that bench has written");
      }
      return performance;
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read (%s)".formatted(file, UserText.reason(e)), e);
    } catch (JacksonException e) {
      throw new InvalidInputException(
          "%s: is no performance.json; give a file that bench has written (%s)"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
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
