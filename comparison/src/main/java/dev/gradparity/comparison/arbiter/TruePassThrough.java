package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** z is the input itself. */
final class TruePassThrough implements TrueForm {

  private BigDecimal[][] dZ;

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    return input;
  }

  @Override
  public void backward(BigDecimal[][] gradient) {
    dZ = gradient;
  }

  @Override
  public BigDecimal inputGradient(int example, int i) {
    return dZ[example][i];
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int i, int j) {
    throw new IllegalArgumentException("no parameter " + kind.symbol());
  }
}
