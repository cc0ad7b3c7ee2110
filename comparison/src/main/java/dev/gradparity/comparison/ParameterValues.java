package dev.gradparity.comparison;

import java.util.List;

/**
 * The parameters of a network, already in the case's format; layer l is at index l - 1.
 *
 * @param weights W_l, (fan-in, fan-out), row-major
 * @param biases b_l, (fan-out)
 */
public record ParameterValues(List<double[]> weights, List<double[]> biases) {

  /** Copies the lists, not the arrays. */
  public ParameterValues {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
  }
}
