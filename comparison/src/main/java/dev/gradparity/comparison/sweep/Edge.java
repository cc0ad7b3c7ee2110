package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.Named;
import java.util.Locale;

/** What is particular about a network's numbers. */
enum Edge implements Named {
  /** Features in (-2, 2). */
  ORDINARY(16),
  /** Features of mean 0 and variance 1. */
  STANDARDISED(12),
  /** Features of 1e3 to 1e6. */
  LARGE(12),
  /** Features of 1e-30 to 1e-6. */
  TINY(12),
  /** Small integers. */
  INTEGERS(12),
  /** Features and examples that are zero, and examples that occur more than once. */
  ZEROS(12),
  /** Arguments of the first activation that are exactly 0, or 0 but for rounding. */
  KINKS(12),
  /** Arguments of the first activation where it is flat to the last bit. */
  SATURATED(10),
  /**
   * Features so large that mathematics, too, leaves the format's range. One example and no
   * training: where several terms overflow, their order decides between an infinity and NaN, and
   * neither is wrong.
   */
  OVERFLOW(2);

  private final int weight;

  Edge(int weight) {
    this.weight = weight;
  }

  @Override
  public String specName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its minibatches have a single example, which is neither masked nor a sequence. */
  boolean hasOneExample() {
    return this == OVERFLOW;
  }

  /** An edge, each as frequent as its weight: of 100 networks, 2 leave the range. */
  static Edge drawn(Draw draw) {
    int total = 0;
    for (Edge edge : values()) {
      total += edge.weight;
    }
    int rest = draw.between(1, total);
    for (Edge edge : values()) {
      rest -= edge.weight;
      if (rest <= 0) {
        return edge;
      }
    }
    throw new IllegalStateException("the weights add up to more than their sum");
  }
}
