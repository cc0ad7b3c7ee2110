package dev.gradparity.comparison.port;

import static dev.gradparity.comparison.InvalidInputs.assertMentions;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.NetworkSpec;

/** What cannot be ported. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(NetworkSpec spec, String complaint) {
    assertRefused(spec, 0, complaint);
  }

  static void assertRefused(NetworkSpec spec, int maskColumns, String complaint) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> Port.requirePortable(spec, maskColumns));

    assertMentions(refusal.getMessage(), complaint, "; ");
  }
}
