package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.DType;
import java.util.List;

/**
 * What decides which networks a sweep judges.
 *
 * @param seed of the networks
 * @param count how many, from number 1 on
 * @param dtypes the formats to draw from
 */
public record SweepSettings(long seed, int count, List<DType> dtypes) {

  /** Sorts the formats: their order changes no network. */
  public SweepSettings {
    dtypes = dtypes.stream().sorted().toList();
  }

  /** The networks. */
  NetworkGenerator generator() {
    return new NetworkGenerator(seed, dtypes);
  }
}
