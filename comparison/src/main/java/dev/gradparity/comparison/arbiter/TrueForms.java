package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

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
    BigDecimal[][] weights = network.of(layer, ParameterKind.WEIGHTS);
    return form.hasLayerNorm()
        ? new TrueNormalisedAffine(m, weights, bias(), network.of(layer, ParameterKind.GAIN)[0])
        : new TrueAffine(m, weights, bias());
  }

  private BigDecimal[] bias() {
    return network.spec().layer(layer).settings().hasBias()
        ? network.of(layer, ParameterKind.BIAS)[0]
        : Rows.zeros(network.spec().fanOut(layer));
  }

  @Override
  public TrueForm activation(LayerForm.Activation form) {
    return new TruePassThrough();
  }

  @Override
  public TrueForm loss(LayerForm.Loss form) {
    return new TruePassThrough();
  }

  /** What is dropped out is dropped out of the input, whatever the form. */
  @Override
  public TrueForm dropout(LayerForm.Dropout form) {
    return new TruePassThrough();
  }

  @Override
  public TrueForm embedding(LayerForm.Embedding form) {
    return new TrueEmbedding(m, network.of(layer, ParameterKind.WEIGHTS), bias());
  }

  @Override
  public TrueForm batchNorm(LayerForm.BatchNorm form) {
    return new TrueBatchNorm(m, form, kind -> network.of(layer, kind)[0]);
  }

  @Override
  public TrueForm pRelu(LayerForm.PRelu form) {
    return new TruePRelu(m, network.of(layer, ParameterKind.WEIGHTS)[0]);
  }

  @Override
  public TrueForm elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
    return new TrueElementwiseMultiplication(
        m, network.of(layer, ParameterKind.WEIGHTS)[0], bias());
  }
}
