package dev.gradparity.comparison;

/** Something that the user gave cannot be used. The message names the place and the remedy. */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One sentence for the user; it becomes one line. */
  public InvalidInputException(String message) {
    super(UserText.oneLine(message));
  }

  /** One sentence for the user, which becomes one line, and what led to it. */
  public InvalidInputException(String message, Throwable cause) {
    super(UserText.oneLine(message), cause);
  }
}
