package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/**
 * z_j = g_j (u_j - mean u) / std u + b_j of u = aW, over the units of one example (Ba, Kiros and
 * Hinton 2016, equation 4); of units that are all alike, b_j. Backwards by the chain rule through
 * variance, mean and u one after the other, as the definition nests them.
 */
final class TrueNormalisedAffine implements TrueForm {

  private final Decimals m;
  private final TrueAffine product;
  private final BigDecimal[] bias;
  private final BigDecimal[] gain;

  /** Of each example, what the way back needs. */
  private Row[] rows;

  private BigDecimal[][] dZColumns;
  private BigDecimal[][] normalisedColumns;

  /**
   * Of these parameters.
   *
   * @param weights (fan-in, fan-out)
   * @param bias (fan-out)
   * @param gain (fan-out)
   */
  TrueNormalisedAffine(Decimals m, BigDecimal[][] weights, BigDecimal[] bias, BigDecimal[] gain) {
    this.m = m;
    this.bias = bias;
    this.gain = gain;
    product = new TrueAffine(m, weights, Rows.zeros(bias.length));
  }

  /**
   * One example.
   *
   * @param centred u - mean u
   * @param deviation std u
   */
  @SuppressWarnings("ArrayRecordComponent") // intermediate values of one pass, never compared
  private record Row(BigDecimal[] centred, BigDecimal deviation) {}

  private Row row(BigDecimal[] u) {
    BigDecimal mean = m.divide(m.sum(u), u.length);
    BigDecimal[] centred = new BigDecimal[u.length];
    for (int j = 0; j < u.length; j++) {
      centred[j] = m.subtract(u[j], mean);
    }
    BigDecimal variance = m.divide(m.dot(ZERO, centred, centred), u.length);
    return new Row(centred, variance.signum() == 0 ? ZERO : m.sqrt(variance));
  }

  private BigDecimal normalised(Row row, int j) {
    return row.deviation().signum() == 0 ? ZERO : m.divide(row.centred()[j], row.deviation());
  }

  @Override
  public BigDecimal[][] forward(BigDecimal[][] input) {
    BigDecimal[][] u = product.forward(input);
    rows = new Row[u.length];
    for (int i = 0; i < u.length; i++) {
      rows[i] = row(u[i]);
    }
    BigDecimal[][] n = Rows.filled(u.length, gain.length, (i, j) -> normalised(rows[i], j));
    normalisedColumns = Rows.transpose(n);
    return Rows.filled(
        u.length, gain.length, (i, j) -> m.add(m.multiply(gain[j], n[i][j]), bias[j]));
  }

  @Override
  public void backward(BigDecimal[][] dZ) {
    dZColumns = Rows.transpose(dZ);
    product.backward(Rows.filled(dZ.length, i -> byProduct(rows[i], dZ[i])));
  }

  /**
   * dL/du of one example: with c = u - mean and s = std, dL/ds = -sum dn c / s^2 and ds/dc = c / (m
   * s), so that dc = dn / s + dL/ds c / (m s) and du = dc - mean dc.
   */
  private BigDecimal[] byProduct(Row row, BigDecimal[] dZ) {
    int units = dZ.length;
    BigDecimal s = row.deviation();
    if (s.signum() == 0) {
      return Rows.zeros(units);
    }
    BigDecimal[] dN = new BigDecimal[units];
    for (int j = 0; j < units; j++) {
      dN[j] = m.multiply(gain[j], dZ[j]);
    }
    BigDecimal byDeviation = m.divide(m.dot(ZERO, dN, row.centred()), m.square(s)).negate();
    BigDecimal share = m.divide(m.divide(byDeviation, units), s);
    BigDecimal[] byCentred = new BigDecimal[units];
    for (int j = 0; j < units; j++) {
      byCentred[j] = m.add(m.divide(dN[j], s), m.multiply(share, row.centred()[j]));
    }
    BigDecimal mean = m.divide(m.sum(byCentred), units);
    for (int j = 0; j < units; j++) {
      byCentred[j] = m.subtract(byCentred[j], mean);
    }
    return byCentred;
  }

  @Override
  public BigDecimal inputGradient(int example, int i) {
    return product.inputGradient(example, i);
  }

  @Override
  public BigDecimal gradient(ParameterKind kind, int i, int j) {
    return switch (kind) {
      case WEIGHTS -> product.gradient(kind, i, j);
      case BIAS -> m.sum(dZColumns[j]);
      case GAIN -> m.dot(ZERO, dZColumns[j], normalisedColumns[j]);
      case GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }
}
