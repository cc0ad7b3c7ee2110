package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What somebody asks of a sweep; null where nothing was said.
 *
 * @param seed of the networks
 * @param count how many
 * @param dtypes the formats
 */
public record Given(Long seed, Integer count, List<DType> dtypes) {

  /** Sorts the formats, as {@link SweepSettings} does. */
  public Given {
    dtypes = dtypes == null ? null : dtypes.stream().sorted().toList();
  }

  private static final long DEFAULT_SEED = 1;

  /** The settings, with defaults for what was not said, but for the count. */
  public SweepSettings settings() {
    return new SweepSettings(
        seed == null ? DEFAULT_SEED : seed,
        count,
        dtypes == null ? List.of(DType.FLOAT32, DType.FLOAT64) : dtypes);
  }

  /** Checks that a sweep has the settings that were asked for. */
  void require(Path folder, SweepSettings found) {
    if (found != null) {
      require(folder, "--seed", seed, found.seed());
      require(folder, "--count", count, found.count());
      require(folder, "--dtype", names(dtypes), names(found.dtypes()));
    }
  }

  /** In the words of the option; null where nothing was said. */
  private static String names(List<DType> dtypes) {
    return dtypes == null
        ? null
        : dtypes.stream().map(DType::specName).collect(Collectors.joining(" and "));
  }

  private static void require(Path folder, String option, Object given, Object found) {
    if (given != null && !Objects.equals(given, found)) {
      throw new InvalidInputException(
          "%s: is a sweep of %s %s, not %s; leave %s out to resume it"
              .formatted(folder, option, found, given, option));
    }
  }
}
