package dev.gradparity.spec;

/**
 * One case for each form of a layer: whoever has all of them needs no other test of which it is.
 *
 * @param <R> the result
 */
public interface LayerFormCases<R> {

  /** z = aW + b. */
  R dense(LayerForm.Dense form);

  /** z = a. */
  R activation(LayerForm.Activation form);

  /** z = a, at the end. */
  R loss(LayerForm.Loss form);

  /** z = a m / p. */
  R dropout(LayerForm.Dropout form);

  /** z = W_k + b. */
  R embedding(LayerForm.Embedding form);

  /** z = gamma (a - mean) / sqrt(variance + eps) + beta. */
  R batchNorm(LayerForm.BatchNorm form);

  /** z = max(a, 0) + W min(a, 0). */
  R pRelu(LayerForm.PRelu form);

  /** z = a * W + b, element by element. */
  R elementwiseMultiplication(LayerForm.ElementwiseMultiplication form);
}
