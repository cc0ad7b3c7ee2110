package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * z_i = W_k + b for the example k_i = k: no rounding but that of the sum; and dW_k the sum of these
 * dZ_i, no other of which reaches it, were it NaN.
 *
 * @param linear products and sums
 * @param weights W
 * @param bias b; null for none
 */
record EmbeddingErrors(LinearErrors linear, Bounded weights, Bounded bias) implements FormErrors {

  @Override
  public Bounded forward(Bounded input) {
    int n = input.rows();
    int columns = weights.columns();
    Bounded added = bias == null ? Bounded.zeros(1, columns) : bias;
    double[] value = new double[n * columns];
    for (int k = 0; k < value.length; k++) {
      value[k] = weights.value()[row(input, k, columns)] + added.value()[k % columns];
    }
    return Bounded.ofElements(
        linear.r(),
        n,
        columns,
        value,
        weights.meetsKink() || added.meetsKink(),
        (level, k) -> {
          double inherited = weights.error(level, row(input, k, columns));
          return bias == null
              ? inherited
              : linear.rounded(level, value[k], inherited + added.error(level, k % columns));
        });
  }

  /** Where the element of z lies in W. */
  private static int row(Bounded input, int k, int columns) {
    return ((int) input.value()[k / columns]) * columns + k % columns;
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return switch (kind) {
      case WEIGHTS -> sums(input, dZ);
      case BIAS -> linear.columnSums(dZ);
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  /** Of each row of W the sum over the examples that looked it up. */
  private Bounded sums(Bounded input, Bounded dZ) {
    int columns = weights.columns();
    double[] value = new double[weights.size()];
    Bounded[] sums = new Bounded[weights.rows()];
    Arrays.fill(sums, Bounded.zeros(1, columns));
    for (int row = 0; row < sums.length; row++) {
      int index = row;
      int[] examples =
          IntStream.range(0, input.rows()).filter(i -> (int) input.value()[i] == index).toArray();
      if (examples.length > 0) {
        sums[row] = linear.columnSums(dZ.select(examples));
        System.arraycopy(sums[row].value(), 0, value, row * columns, columns);
      }
    }
    return Bounded.ofElements(
        linear.r(),
        weights.rows(),
        columns,
        value,
        dZ.meetsKink(),
        (level, k) -> sums[k / columns].error(level, k % columns));
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    throw new IllegalArgumentException("an embedding has no gradient by its input");
  }
}
