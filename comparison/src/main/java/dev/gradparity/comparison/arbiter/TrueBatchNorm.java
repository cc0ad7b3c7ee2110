package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * z = gamma d / s + beta for the deviations d of a column from its mean, and s^2 = sum d^2 / n +
 * eps. As the derivative of s by x_i is d_i / (n s), that of the loss is gamma / s (dz_i - mean(dz)
 * - d_i / s^2 mean(dz d)).
 */
final class TrueBatchNorm implements TrueForm {

  private final Decimals m;
  private final LayerForm.BatchNorm form;
  private final Function<ParameterKind, BigDecimal[]> parameters;
  private BigDecimal[] means;
  private BigDecimal[] variances;
  private BigDecimal[] roots;

  /** By column and example. */
  private BigDecimal[][] deviations;

  private BigDecimal[][] dZColumns;
  private BigDecimal[] dZMeans;
  private BigDecimal[] dZDeviationMeans;

  /**
   * Of these parameters.
   *
   * @param parameters by kind, as far as the form has them
   */
  TrueBatchNorm(
      Decimals m, LayerForm.BatchNorm form, Function<ParameterKind, BigDecimal[]> parameters) {
    this.m = m;
    this.form = form;
    this.parameters = parameters;
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    int n = input.length;
    BigDecimal[][] columns = Rows.transpose(input);
    int width = columns.length;
    means = new BigDecimal[width];
    variances = new BigDecimal[width];
    roots = new BigDecimal[width];
    deviations = new BigDecimal[width][n];
    for (int j = 0; j < width; j++) {
      means[j] = m.divide(m.sum(columns[j]), n);
      for (int i = 0; i < n; i++) {
        deviations[j][i] = m.subtract(columns[j][i], means[j]);
      }
      variances[j] = m.divide(m.dot(BigDecimal.ZERO, deviations[j], deviations[j]), n);
      roots[j] = m.sqrt(m.add(variances[j], new BigDecimal(form.eps())));
    }
    return Rows.filled(
        n,
        width,
        (i, j) ->
            m.add(
                m.divide(m.multiply(gamma(j), deviations[j][i]), roots[j]),
                fixed(ParameterKind.BETA, form.beta(), j)));
  }

  private BigDecimal gamma(int j) {
    return fixed(ParameterKind.GAMMA, form.gamma(), j);
  }

  private BigDecimal fixed(ParameterKind kind, double locked, int j) {
    return form.lockGammaBeta() ? new BigDecimal(locked) : parameters.apply(kind)[j];
  }

  @Override
  public void backward(BigDecimal[][] dZ) {
    int n = dZ.length;
    dZColumns = Rows.transpose(dZ);
    dZMeans = new BigDecimal[dZColumns.length];
    dZDeviationMeans = new BigDecimal[dZColumns.length];
    for (int j = 0; j < dZColumns.length; j++) {
      dZMeans[j] = m.divide(m.sum(dZColumns[j]), n);
      dZDeviationMeans[j] = m.divide(m.dot(BigDecimal.ZERO, dZColumns[j], deviations[j]), n);
    }
  }

  @Override
  public BigDecimal inputGradient(int example, int j) {
    BigDecimal square = m.square(roots[j]);
    BigDecimal bySpread = m.divide(m.multiply(deviations[j][example], dZDeviationMeans[j]), square);
    BigDecimal centred = m.subtract(m.subtract(dZColumns[j][example], dZMeans[j]), bySpread);
    return m.divide(m.multiply(gamma(j), centred), roots[j]);
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int row, int j) {
    return switch (kind) {
      case GAMMA -> m.divide(m.dot(BigDecimal.ZERO, dZColumns[j], deviations[j]), roots[j]);
      case BETA -> m.sum(dZColumns[j]);
      case MEAN -> share(kind, means[j], j);
      case VARIANCE -> share(kind, variances[j], j);
      case WEIGHTS, BIAS, GAIN ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  /** What a step takes off a running statistic. */
  private BigDecimal share(ParameterKind kind, BigDecimal batch, int j) {
    BigDecimal rest = BigDecimal.ONE.subtract(new BigDecimal(form.decay()));
    return m.multiply(rest, m.subtract(parameters.apply(kind)[j], batch));
  }
}
