package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import java.util.Map;
import java.util.Optional;

/** Who is timed. Found by ServiceLoader, so that contenders come and go with the class path. */
public interface Contender {

  /**
   * Short and stable, for options and files, such as {@code from-scratch-vector} or {@code
   * pytorch}.
   */
  String id();

  /** What really computes, with versions and settings; complete once a runner has been made. */
  String description();

  /**
   * A product ready to run on this many threads; empty if this contender has no such product.
   *
   * @param task the operands
   * @param threads at least 1
   */
  default Optional<ProductRunner> product(ProductTask task, int threads) {
    return Optional.empty();
  }

  /**
   * Training on the case's minibatch from the case's parameters; empty if it cannot train this
   * network.
   *
   * @param task the network, its parameters and the minibatch
   * @param threads at least 1
   */
  default Optional<TrainingRunner> training(Case.Gradient task, int threads) {
    return Optional.empty();
  }

  /**
   * Environment variables that a JVM needs to run it on this many threads.
   *
   * @param threads at least 1
   */
  default Map<String, String> environment(int threads) {
    return Map.of();
  }
}
