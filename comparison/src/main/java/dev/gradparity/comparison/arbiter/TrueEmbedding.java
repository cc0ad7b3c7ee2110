package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** z_i = W_k + b for the example k_i = k. */
final class TrueEmbedding implements TrueForm {

  private final Decimals m;
  private final BigDecimal[][] weights;
  private final BigDecimal[] bias;
  private BigDecimal[][] input;
  private BigDecimal[][] dZ;

  TrueEmbedding(Decimals m, BigDecimal[][] weights, BigDecimal[] bias) {
    this.m = m;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] numbers) {
    input = numbers;
    return Rows.filled(
        numbers.length,
        bias.length,
        (i, j) -> m.add(weights[numbers[i][0].intValueExact()][j], bias[j]));
  }

  @Override
  public void backward(BigDecimal[][] gradient) {
    dZ = gradient;
  }

  @Override
  public BigDecimal inputGradient(int example, int i) {
    throw new IllegalArgumentException("an embedding has no gradient by its input");
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int k, int j) {
    BigDecimal[] shares = new BigDecimal[dZ.length];
    for (int i = 0; i < shares.length; i++) {
      boolean counts = kind == ParameterKind.BIAS || input[i][0].intValueExact() == k;
      shares[i] = counts ? dZ[i][j] : ZERO;
    }
    return m.sum(shares);
  }
}
