package dev.gradparity.dl4j;

import java.nio.file.Path;

/** A model file cannot be read or written. The message names the file and the reason. */
public final class ModelFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelFileException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
