package dev.gradparity.comparison.npz;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;

/**
 * An array's place, which every complaint about it names.
 *
 * @param archive the archive's path
 * @param name the array's name
 */
record ArrayPlace(String archive, String name) {

  InvalidInputException complaint(String reason) {
    return complaint(reason, null);
  }

  InvalidInputException complaint(String reason, Throwable cause) {
    return new InvalidInputException(
        "%s: %s: %s".formatted(archive, UserText.excerpt(name), reason), cause);
  }
}
