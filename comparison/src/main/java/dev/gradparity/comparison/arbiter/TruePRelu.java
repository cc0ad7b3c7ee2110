package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** z = x from 0 on and w x below, where the slope is w; at 0 it is 1. */
final class TruePRelu implements TrueForm {

  private final Decimals m;
  private final BigDecimal[] slopes;
  private BigDecimal[][] input;
  private BigDecimal[][] dZ;

  /**
   * Of these slopes.
   *
   * @param slopes one for each column, or one
   */
  TruePRelu(Decimals m, BigDecimal[] slopes) {
    this.m = m;
    this.slopes = slopes;
  }

  private BigDecimal scaled(int example, int j, BigDecimal x) {
    boolean isLeft = input[example][j].signum() < 0;
    return isLeft ? m.multiply(slopes[j % slopes.length], x) : x;
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] x) {
    input = x;
    return Rows.filled(x.length, x[0].length, (i, j) -> scaled(i, j, x[i][j]));
  }

  @Override
  public void backward(BigDecimal[][] gradient) {
    dZ = gradient;
  }

  @Override
  public BigDecimal inputGradient(int example, int j) {
    return scaled(example, j, dZ[example][j]);
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int row, int j) {
    BigDecimal sum = ZERO;
    for (int i = 0; i < dZ.length; i++) {
      for (int column = j; column < dZ[i].length; column += slopes.length) {
        sum = m.add(sum, m.multiply(dZ[i][column], input[i][column].min(ZERO)));
      }
    }
    return sum;
  }
}
