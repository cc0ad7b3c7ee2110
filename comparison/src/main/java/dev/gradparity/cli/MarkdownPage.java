package dev.gradparity.cli;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What {@code --page} asks for. */
final class MarkdownPage {

  private MarkdownPage() {}

  /**
   * Makes sure that a page can be written, before it is computed.
   *
   * @throws InvalidInputException if it cannot
   */
  static void requireWritable(Path page) {
    try {
      WholeFile.requireWritable(page);
    } catch (IOException e) {
      throw unwritable(page, e);
    }
  }

  /**
   * Writes a page, whole or not at all.
   *
   * @throws InvalidInputException if the file cannot be written
   */
  static void write(Path page, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(page, out -> out.write(bytes));
    } catch (IOException e) {
      throw unwritable(page, e);
    }
  }

  private static InvalidInputException unwritable(Path page, IOException e) {
    return new InvalidInputException(
        "%s: cannot be written; give a file in a writable folder with --page (%s)"
            .formatted(page, UserText.reason(e)),
        e);
  }
}
