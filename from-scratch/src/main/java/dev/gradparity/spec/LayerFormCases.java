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
}
