package dev.gradparity.comparison;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Words for the user: what files and data contain may be long, or move a terminal's cursor. */
public final class UserText {

  private static final int LONGEST_EXCERPT = 60;

  private UserText() {}

  /** This text on one line, control characters as escapes. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                  if (Character.isISOControl(c)) {
                    line.append("\\u%04x".formatted(c));
                  } else {
                    line.appendCodePoint(c);
                  }
                }
              }
            });
    return line.toString();
  }

  /** The beginning of what the user gave, for a message about it. */
  public static String excerpt(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)) + "...";
  }

  /** Which valid name is nearest to one that is none. */
  public static String didYouMean(String name, Collection<String> valid) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        valid.stream()
            .min(Comparator.comparing(v -> distance.apply(lowerCase(name), lowerCase(v))))
            .orElseThrow();
    return "did you mean \"%s\"?".formatted(nearest);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Why a file cannot be read or written, without the names of Java's exceptions. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission is denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file of this name is in the way";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "a directory of this name is in the way";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? "the system gives no reason" : reason;
  }
}
