package dev.gradparity.dl4j;

import java.io.IOException;

/** Why a part of a model file is not what it should be; the file's name is added on the way out. */
final class UnreadableModelException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableModelException(String reason) {
    super(reason);
  }
}
