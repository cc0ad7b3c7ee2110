package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

/** What every message about the user's input must be. */
public final class InvalidInputs {

  /** Names of classes and packages, enum constants of libraries, and lines of a stack trace. */
  private static final Pattern JAVA =
      Pattern.compile(
          "Exception|\\bat \\w+\\.|\\b(java|tools|org|dev)\\.\\w+|JsonToken|Stream\\w*Constraints"
              + "|Feature|Node\\b");

  private static final int LONGEST = 600;

  private InvalidInputs() {}

  /** Runs what must be refused; returns the message, which is one readable line. */
  public static String messageOf(Executable executable) {
    String message = assertThrows(InvalidInputException.class, executable).getMessage();
    assertReadable(message);
    return message;
  }

  /** Checks that a message is one line without any words about Java. */
  public static void assertReadable(String message) {
    assertFalse(message.isBlank());
    assertTrue(
        message.codePoints().noneMatch(Character::isISOControl),
        () -> "control characters in: " + message);
    assertTrue(message.length() < LONGEST, () -> "too long: " + message);
    assertFalse(JAVA.matcher(message).find(), () -> "words about Java: " + message);
  }

  /** Checks that a message contains all of these. */
  public static void assertMentions(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" is missing in: " + message);
    }
  }
}
