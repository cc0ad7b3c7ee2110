package dev.gradparity.dl4j;

import java.util.List;

/**
 * A copy of a network's parameters, layer 1 first.
 *
 * @param weights W_l, row-major [fan-in, fan-out]
 * @param biases b_l, [fan-out]
 */
public record Dl4jParameters(List<double[]> weights, List<double[]> biases) {

  /** Copies the lists, not the arrays. */
  public Dl4jParameters {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
  }
}
