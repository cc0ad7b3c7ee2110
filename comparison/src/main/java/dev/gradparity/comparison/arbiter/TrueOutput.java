package dev.gradparity.comparison.arbiter;

import java.math.BigDecimal;

/**
 * The last layer of one example beside its labels: what a loss is a function of.
 *
 * @param m the arithmetic
 * @param f the last activation, p = f(z)
 * @param z the last layer before its activation
 * @param p the network's output
 * @param y the labels
 * @param shares what each output counts
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
record TrueOutput(
    Decimals m,
    TrueActivation f,
    BigDecimal[] z,
    BigDecimal[] p,
    BigDecimal[] y,
    TrueShares shares) {

  /** The gradient by z of the gradient by p. */
  BigDecimal[] backward(BigDecimal[] dP) {
    return f.backward(m, z, dP);
  }
}
