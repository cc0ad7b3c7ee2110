package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** z = x w + b, element by element. */
final class TrueElementwiseMultiplication implements TrueForm {

  private final Decimals m;
  private final BigDecimal[] weights;
  private final BigDecimal[] bias;
  private BigDecimal[][] inputColumns;
  private BigDecimal[][] dZ;
  private BigDecimal[][] dZColumns;

  TrueElementwiseMultiplication(Decimals m, BigDecimal[] weights, BigDecimal[] bias) {
    this.m = m;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    inputColumns = Rows.transpose(input);
    return Rows.filled(
        input.length,
        weights.length,
        (i, j) -> m.add(m.multiply(input[i][j], weights[j]), bias[j]));
  }

  @Override
  public void backward(BigDecimal[][] gradient) {
    dZ = gradient;
    dZColumns = Rows.transpose(gradient);
  }

  @Override
  public BigDecimal inputGradient(int example, int j) {
    return m.multiply(dZ[example][j], weights[j]);
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int row, int j) {
    return kind == ParameterKind.BIAS
        ? m.sum(dZColumns[j])
        : m.dot(ZERO, inputColumns[j], dZColumns[j]);
  }
}
