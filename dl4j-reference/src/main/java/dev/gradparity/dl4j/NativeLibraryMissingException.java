package dev.gradparity.dl4j;

/** ND4J's native library cannot be loaded here. The message names the platform and the remedy. */
public final class NativeLibraryMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NativeLibraryMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
