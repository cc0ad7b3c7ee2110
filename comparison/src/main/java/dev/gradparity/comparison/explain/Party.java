package dev.gradparity.comparison.explain;

import dev.gradparity.comparison.Observation;

/**
 * One side of a comparison.
 *
 * @param observation its tensors
 * @param showsWhatItUses whether it computed each tensor from just those that it shows
 */
public record Party(Observation observation, boolean showsWhatItUses) {

  String name() {
    return observation.subject();
  }
}
