package dev.gradparity.dl4j;

/**
 * A reference cannot compute a network for want of an operation. The message names the reference,
 * what it lacks and why; nothing is wrong with the network.
 */
public final class NoSuchOperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names what is missing.
   *
   * @param reference who lacks it, such as {@code SameDiff}
   * @param kind what it is, such as {@code activation}
   * @param name which, as in specifications
   * @param reason why there is none
   */
  NoSuchOperationException(String reference, String kind, String name, String reason) {
    super("%s has no operation for the %s %s: %s".formatted(reference, kind, name, reason));
  }
}
