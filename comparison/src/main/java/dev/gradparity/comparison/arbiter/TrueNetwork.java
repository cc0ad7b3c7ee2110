package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import java.math.BigDecimal;

/**
 * A network with parameters of many digits.
 *
 * @param spec the description
 * @param parameters as rows: W_l (fan-in, fan-out), others one row
 */
record TrueNetwork(NetworkSpec spec, PerParameter<BigDecimal[][]> parameters) {

  /** The network with these parameters, exactly. */
  static TrueNetwork of(NetworkSpec spec, ParameterValues parameters) {
    return new TrueNetwork(
        spec,
        PerParameter.of(
            spec,
            (l, kind) -> Rows.of(kind.symbol() + l, spec.rows(l, kind), parameters.of(l, kind))));
  }

  /** The rows of a parameter. */
  BigDecimal[][] of(int layer, ParameterKind kind) {
    return parameters.get(layer, kind);
  }

  /** The same with a parameter replaced. */
  TrueNetwork with(int layer, ParameterKind kind, BigDecimal[][] other) {
    return new TrueNetwork(spec, parameters.with(layer, kind, other));
  }

  /** The form of a layer, for one pass. */
  TrueForm form(int layer, Decimals m) {
    return spec.layer(layer).form().match(new TrueForms(this, layer, m));
  }

  TrueActivation activation(int layer) {
    return TrueActivation.of(spec.layer(layer).activation());
  }
}
