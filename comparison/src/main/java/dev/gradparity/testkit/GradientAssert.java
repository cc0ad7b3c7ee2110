package dev.gradparity.testkit;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;

/** Judges a network written by hand; what does not match fails with the judge's explanation. */
public final class GradientAssert {

  private final HandWritten network;

  private GradientAssert(HandWritten network) {
    this.network = network;
  }

  /** Begins an assertion. */
  public static GradientAssert assertThatGradientsOf(HandWritten network) {
    return new GradientAssert(network);
  }

  /**
   * The case to compute: one minibatch, and parameters from the spec's seed.
   *
   * @param x (n, d), at least one example
   * @param y (n, C)
   * @throws IllegalArgumentException if the arrays do not fit the spec
   */
  public CaseAssert on(NetworkSpec spec, double[][] x, double[][] y) {
    if (x.length == 0) {
      throw new IllegalArgumentException("x needs at least one example, got none");
    }
    Examples batch =
        new Examples(
            x.length,
            Rows.flat("x", x, x.length, spec.inputSize()),
            Rows.flat("y", y, x.length, spec.outputSize()));
    Case.Gradient given = new CaseFactory(spec, batch).gradient(x.length);
    return new CaseAssert(network, spec, given.parameters(), given.batch());
  }
}
