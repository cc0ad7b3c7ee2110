package dev.gradparity.porting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The marked lines of a source. */
final class Snippets {

  private static final Path SOURCES = Path.of("src", "test", "java");

  private Snippets() {}

  /**
   * The lines between {@code // [name]} and the next {@code // [end]} in a class, without the
   * indentation that they share.
   *
   * @throws IllegalStateException if there are none
   */
  static String of(Class<?> type, String name) throws IOException {
    Path file = SOURCES.resolve(outermost(type).getName().replace('.', '/') + ".java");
    List<String> lines = Files.readAllLines(file);
    int declared = indexOf(lines, 0, "class " + type.getSimpleName() + " ", file);
    int from = indexOf(lines, declared, "// [" + name + "]", file) + 1;
    int to = indexOf(lines, from, "// [end]", file);
    return String.join("\n", lines.subList(from, to)).stripIndent().strip();
  }

  private static Class<?> outermost(Class<?> type) {
    return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
  }

  private static int indexOf(List<String> lines, int from, String part, Path file) {
    for (int k = from; k < lines.size(); k++) {
      if (lines.get(k).contains(part)) {
        return k;
      }
    }
    throw new IllegalStateException(file + " has no \"" + part + "\" from line " + (from + 1));
  }
}
