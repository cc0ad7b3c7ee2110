package dev.gradparity.benchmarks.ceiling;

/** Something whose rate is measured. */
@FunctionalInterface
interface Work {

  /** Does some of it, for well below a second, and says how much it did. */
  double run();
}
