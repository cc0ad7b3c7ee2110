package dev.gradparity.comparison.sweep;

/** Worker processes cannot be started here. */
public final class WorkerFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WorkerFailedException(String message) {
    super(message);
  }
}
