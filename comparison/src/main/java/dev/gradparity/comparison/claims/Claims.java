package dev.gradparity.comparison.claims;

import java.util.List;

/**
 * All that an archive claims.
 *
 * @param perCase at most one for the gradient and one for training steps, and at least one
 * @param hints sentences about what will be held against the claims although it need not be wrong
 */
public record Claims(List<Claim> perCase, List<String> hints) {

  /** Copies the lists. */
  public Claims {
    perCase = List.copyOf(perCase);
    hints = List.copyOf(hints);
  }
}
