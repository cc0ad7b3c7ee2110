package dev.gradparity.comparison;

import java.util.List;
import java.util.Optional;

/**
 * Why two sides do not match.
 *
 * @param firstWrong the first tensor, in data-flow order, that does not follow from the inputs that
 *     its side had for it
 * @param wrong the side that is wrong there; neither, where that is not known
 * @param basis a sentence: how that is known
 * @param consequences the other tensors that do not match and that follow from what is wrong
 * @param arbitration what the arbiter says; empty where the case is too large for it
 * @param convention what the wrong side does otherwise; empty where nothing that was tried explains
 *     every tensor
 */
public record Explanation(
    TensorName firstWrong,
    Side wrong,
    String basis,
    List<TensorName> consequences,
    Optional<Arbitration> arbitration,
    Optional<Convention> convention) {

  /** Copies the list. */
  public Explanation {
    consequences = List.copyOf(consequences);
  }
}
