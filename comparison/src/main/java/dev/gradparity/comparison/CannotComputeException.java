package dev.gradparity.comparison;

/**
 * A subject has no way to compute a case, and nothing is wrong with either. The message is a
 * sentence that says why.
 */
public final class CannotComputeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param reason a sentence
   * @param cause what the subject's implementation said
   */
  public CannotComputeException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
