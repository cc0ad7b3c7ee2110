package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;

/**
 * z = x w + b, element by element: a product and a sum; and gradients of a product each, those by w
 * and b summed over the examples.
 *
 * @param linear sums
 * @param weights w, a row
 * @param bias b, a row
 */
record ElementwiseMultiplicationErrors(LinearErrors linear, Bounded weights, Bounded bias)
    implements FormErrors {

  private Hadamard hadamard() {
    return new Hadamard(linear.r());
  }

  @Override
  public Bounded forward(Bounded input) {
    Bounded product = hadamard().product(input, weights);
    int m = bias.size();
    double[] value = new double[product.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = product.value()[k] + bias.value()[k % m];
    }
    return Bounded.ofElements(
        linear.r(),
        product.rows(),
        product.columns(),
        value,
        product.meetsKink() || bias.meetsKink(),
        (level, k) ->
            linear.rounded(level, value[k], product.error(level, k) + bias.error(level, k % m)));
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return switch (kind) {
      case WEIGHTS -> linear.columnSums(hadamard().product(dZ, input));
      case BIAS -> linear.columnSums(dZ);
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    Bounded product = hadamard().product(dZ, weights);
    return Bounded.ofElements(
        linear.r(),
        product.rows(),
        product.columns(),
        product.value(),
        product.meetsKink(),
        (level, k) -> hadamard().divided(level, RunningError.element(product, level, k)));
  }
}
