package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.spec.NetworkSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with parameters of many digits; layer l is at index l - 1.
 *
 * @param spec the description
 * @param weights W_l as rows, (fan-in, fan-out)
 * @param biases b_l, (fan-out)
 */
record TrueNetwork(NetworkSpec spec, List<BigDecimal[][]> weights, List<BigDecimal[]> biases) {

  /** The network with these parameters, exactly. */
  static TrueNetwork of(NetworkSpec spec, ParameterValues parameters) {
    List<BigDecimal[][]> weights = new ArrayList<>();
    List<BigDecimal[]> biases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      weights.add(Rows.of("W" + l, spec.fanIn(l), parameters.weights().get(l - 1)));
      biases.add(Rows.of("b" + l, 1, parameters.biases().get(l - 1))[0]);
    }
    return new TrueNetwork(spec, weights, biases);
  }

  /** W_l. */
  BigDecimal[][] weights(int layer) {
    return weights.get(layer - 1);
  }

  /** b_l. */
  BigDecimal[] biases(int layer) {
    return biases.get(layer - 1);
  }

  TrueActivation activation(int layer) {
    return TrueActivation.of(spec.layer(layer).activation());
  }
}
