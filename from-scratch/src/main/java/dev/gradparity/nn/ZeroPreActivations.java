package dev.gradparity.nn;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;

/**
 * The registry of forms: of each, that with parameters of zero.
 *
 * @param spec the network
 * @param number of the layer, from 1
 */
record ZeroPreActivations(NetworkSpec spec, int number) implements LayerFormCases<PreActivation> {

  @Override
  public PreActivation dense(LayerForm.Dense form) {
    Affine affine = new Affine(zeros(spec.fanIn(number)), zeros(1));
    return form.hasLayerNorm() ? new NormalisedAffine(affine, zeros(1)) : affine;
  }

  @Override
  public PreActivation activation(LayerForm.Activation form) {
    return PassThrough.INSTANCE;
  }

  @Override
  public PreActivation loss(LayerForm.Loss form) {
    return PassThrough.INSTANCE;
  }

  /** What is dropped out is dropped out of the input, whatever the form. */
  @Override
  public PreActivation dropout(LayerForm.Dropout form) {
    return PassThrough.INSTANCE;
  }

  @Override
  public PreActivation embedding(LayerForm.Embedding form) {
    return new Embedding(new Affine(zeros(form.inputs()), zeros(1)));
  }

  @Override
  public PreActivation batchNorm(LayerForm.BatchNorm form) {
    boolean locked = form.lockGammaBeta();
    return new BatchNorm(
        form, locked ? null : zeros(1), locked ? null : zeros(1), zeros(1), zeros(1));
  }

  @Override
  public PreActivation pRelu(LayerForm.PRelu form) {
    return new PRelu(Matrix.zeros(spec.dtype(), 1, form.weightColumns(spec.fanOut(number))));
  }

  @Override
  public PreActivation elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
    return new ElementwiseMultiplication(zeros(1), zeros(1));
  }

  private Matrix zeros(int rows) {
    return Matrix.zeros(spec.dtype(), rows, spec.fanOut(number));
  }
}
