package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** z = aW + b, every element an exact sum, rounded once. */
final class TrueAffine implements TrueForm {

  private final Decimals m;
  private final BigDecimal[][] weights;
  private final BigDecimal[] bias;
  private BigDecimal[][] inputColumns;
  private BigDecimal[][] dZ;
  private BigDecimal[][] dZColumns;

  /**
   * Of these parameters.
   *
   * @param weights (fan-in, fan-out)
   * @param bias (fan-out)
   */
  TrueAffine(Decimals m, BigDecimal[][] weights, BigDecimal[] bias) {
    this.m = m;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    inputColumns = Rows.transpose(input);
    BigDecimal[][] columns = Rows.transpose(weights);
    return Rows.filled(
        input.length, columns.length, (i, j) -> m.dot(bias[j], input[i], columns[j]));
  }

  @Override
  public void backward(BigDecimal[][] gradient) {
    dZ = gradient;
    dZColumns = Rows.transpose(gradient);
  }

  @Override
  public BigDecimal inputGradient(int example, int i) {
    return m.dot(ZERO, dZ[example], weights[i]);
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int i, int j) {
    return switch (kind) {
      case WEIGHTS -> m.dot(ZERO, inputColumns[i], dZColumns[j]);
      case BIAS -> m.sum(dZColumns[j]);
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }
}
