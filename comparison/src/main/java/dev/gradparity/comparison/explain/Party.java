package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;

/**
 * One side of a comparison.
 *
 * @param observation its tensors
 * @param showsWhatItUses whether it computed each tensor from just those that it shows
 */
public record Party(Observation observation, boolean showsWhatItUses) {

  /** Whether it shows what its updater remembers. */
  boolean showsState() {
    return observation.tensors().stream()
        .anyMatch(tensor -> tensor.name().quantity() == Quantity.STATE);
  }

  String name() {
    return observation.subject();
  }
}
