package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;
import java.util.Arrays;

/**
 * z_i = W_k + b for the example k_i = k: no rounding but that of the sum; and dW_k a sum of at most
 * as many dZ_i as there are examples, as of a product with rows of zeros and one 1.
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
    double[] value = new double[n * columns];
    for (int k = 0; k < value.length; k++) {
      value[k] =
          weights.value()[row(input, k, columns)] + (bias == null ? 0 : bias.value()[k % columns]);
    }
    return Bounded.ofElements(
        linear.r(),
        n,
        columns,
        value,
        weights.meetsKink() || (bias != null && bias.meetsKink()),
        (level, k) -> {
          double inherited = weights.error(level, row(input, k, columns));
          return bias == null
              ? inherited
              : linear.rounded(level, value[k], inherited + bias.error(level, k % columns));
        });
  }

  /** Where the element of z lies in W. */
  private static int row(Bounded input, int k, int columns) {
    return ((int) input.value()[k / columns]) * columns + k % columns;
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return switch (kind) {
      case WEIGHTS -> linear.product(ones(input), dZ, null, 1);
      case BIAS -> linear.columnSums(dZ);
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  /** (inputs, n): 1 where the example is the row's. */
  private Bounded ones(Bounded input) {
    int n = input.rows();
    double[] ones = new double[weights.rows() * n];
    Arrays.setAll(ones, k -> ((int) input.value()[k % n]) == k / n ? 1 : 0);
    return Bounded.exact(weights.rows(), n, ones);
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    throw new IllegalArgumentException("an embedding has no gradient by its input");
  }
}
