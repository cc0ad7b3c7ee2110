package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/**
 * A form whose input has met dropout: what is retained is divided by the probability of that.
 *
 * @param form what makes z of it
 * @param fanIn its columns
 * @param retained row by row
 * @param p the probability
 * @param m the arithmetic
 */
@SuppressWarnings("ArrayRecordComponent") // of one pass, never compared
record TrueDropout(TrueForm form, int fanIn, boolean[] retained, BigDecimal p, Decimals m)
    implements TrueForm {

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    return form.forward(
        Rows.filled(input.length, fanIn, (i, j) -> scaled(i * fanIn + j, input[i][j])));
  }

  private BigDecimal scaled(int offset, BigDecimal value) {
    return retained[offset] ? m.divide(value, p) : ZERO;
  }

  @Override
  public void backward(BigDecimal[][] dZ) {
    form.backward(dZ);
  }

  @Override
  public BigDecimal inputGradient(int example, int i) {
    return scaled(example * fanIn + i, form.inputGradient(example, i));
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int i, int j) {
    return form.gradient(kind, i, j);
  }
}
