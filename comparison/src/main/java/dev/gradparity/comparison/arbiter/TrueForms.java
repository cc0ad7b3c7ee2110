package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.ParameterKind;

/**
 * The registry of forms.
 *
 * @param network the parameters
 * @param layer its number
 * @param m the arithmetic
 */
record TrueForms(TrueNetwork network, int layer, Decimals m) implements LayerFormCases<TrueForm> {

  @Override
  public TrueForm dense(LayerForm.Dense form) {
    return new TrueAffine(
        m,
        network.of(layer, ParameterKind.WEIGHTS),
        network.spec().layer(layer).settings().hasBias()
            ? network.of(layer, ParameterKind.BIAS)[0]
            : Rows.zeros(network.spec().fanOut(layer)));
  }

  @Override
  public TrueForm activation(LayerForm.Activation form) {
    return new TruePassThrough();
  }
}
