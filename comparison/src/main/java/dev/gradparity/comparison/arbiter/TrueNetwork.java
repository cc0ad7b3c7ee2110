package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.DropoutMask;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
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

  /**
   * The form of a layer, for one pass.
   *
   * @param step the number of steps made before
   * @param examples of the pass
   */
  TrueForm form(int layer, int step, int examples, Decimals m) {
    LayerForm form = spec.layer(layer).form();
    TrueForm plain = form.match(new TrueForms(this, layer, m));
    return form.dropOut() == 1
        ? plain
        : new TrueDropout(
            plain,
            spec.fanIn(layer),
            DropoutMask.retained(spec, layer, step, examples),
            new BigDecimal(form.dropOut()),
            m);
  }

  TrueActivation activation(int layer) {
    return TrueActivation.of(spec.layer(layer).activation());
  }
}
