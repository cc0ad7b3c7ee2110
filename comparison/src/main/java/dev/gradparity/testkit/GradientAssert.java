package dev.gradparity.testkit;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.InvalidInputException;
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
   * @throws InvalidInputException if their numbers do not, or are no whole sequences
   */
  public CaseAssert on(NetworkSpec spec, double[][] x, double[][] y) {
    return on(spec, x, y, new double[0]);
  }

  /**
   * The same case under a mask that says which labels count.
   *
   * @param x (n, d), at least one example
   * @param y (n, C)
   * @param labelMask 1 for what counts and 0 for what does not: (n, 1) for examples, (n, C) for
   *     outputs
   * @throws IllegalArgumentException if the arrays do not fit the spec
   * @throws InvalidInputException if their numbers do not, or are no whole sequences
   */
  public CaseAssert on(NetworkSpec spec, double[][] x, double[][] y, double[][] labelMask) {
    boolean isOfExamples = labelMask.length > 0 && labelMask[0].length == 1;
    int columns = isOfExamples ? 1 : spec.outputSize();
    return on(spec, x, y, Rows.flat("labelMask", labelMask, x.length, columns));
  }

  private CaseAssert on(NetworkSpec spec, double[][] x, double[][] y, double[] labelMask) {
    if (x.length == 0) {
      throw new IllegalArgumentException("x needs at least one example, got none");
    }
    Examples batch =
        new Examples(
            x.length,
            Rows.flat("x", x, x.length, spec.inputSize()),
            Rows.flat("y", y, x.length, spec.outputSize()),
            labelMask);
    Case.Gradient given = new CaseFactory(spec, batch).gradient(x.length);
    return new CaseAssert(network, spec, given.parameters(), given.batch());
  }
}
