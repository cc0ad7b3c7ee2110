package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/**
 * Losses of probabilities or rates that read -ln p. Of softmax and sigmoid it is taken from z, as
 * the cross entropies' is; of any other activation it is a logarithm.
 */
enum TrueDivergence implements TrueLoss {
  /** sum y (ln y - ln p). Its gradient is that of sum -y ln p. */
  KULLBACK_LEIBLER {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal surprise, BigDecimal y) {
      return y.signum() == 0 ? ZERO : m.multiply(y, m.add(m.log(y), surprise));
    }

    @Override
    BigDecimal rate(BigDecimal p) {
      return ZERO;
    }
  },

  /** sum p - y ln p. */
  POISSON {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal surprise, BigDecimal y) {
      return m.add(p, m.multiply(y, surprise));
    }

    @Override
    BigDecimal rate(BigDecimal p) {
      return p;
    }
  };

  /** One output's share, where surprise = -ln p. */
  abstract BigDecimal term(Decimals m, BigDecimal p, BigDecimal surprise, BigDecimal y);

  /** p d/dp of what the term has besides -y ln p. */
  abstract BigDecimal rate(BigDecimal p);

  @Override
  public BigDecimal value(
      Decimals m,
      TrueShares loss,
      TrueActivation f,
      BigDecimal[] z,
      BigDecimal[] p,
      BigDecimal[] y) {
    BigDecimal[] terms = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      terms[j] = loss.counts(j) ? term(m, p[j], surprise(m, f, z, p, j), y[j]) : ZERO;
    }
    return m.sum(terms);
  }

  private static BigDecimal surprise(
      Decimals m, TrueActivation f, BigDecimal[] z, BigDecimal[] p, int j) {
    if (f == TrueSoftmax.INSTANCE) {
      return TrueCrossEntropy.surprises(m, z)[j];
    }
    if (f == TrueElementwise.SIGMOID) {
      return m.add(z[j].negate().max(ZERO), m.log1p(m.exp(z[j].abs().negate())));
    }
    return m.log(p[j]).negate();
  }

  /** The derivative of ln p_k by z_j is [j = k] - p_j for softmax and 1 - p_j for sigmoid. */
  @Override
  public BigDecimal[] gradient(
      Decimals m,
      TrueShares loss,
      TrueActivation f,
      BigDecimal[] z,
      BigDecimal[] p,
      BigDecimal[] y) {
    if (f == TrueSoftmax.INSTANCE && loss.allCount()) {
      // The probabilities' sum is 1, whose derivative is none.
      return TrueCrossEntropy.OF_SOFTMAX.gradient(m, loss, f, z, p, y);
    }
    BigDecimal[] result = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      BigDecimal byLogarithm = loss.counts(j) ? m.subtract(rate(p[j]), y[j]) : ZERO;
      result[j] =
          f == TrueElementwise.SIGMOID
              ? m.multiply(byLogarithm, TrueElementwise.SIGMOID.value(m, z[j].negate()))
              : m.divide(byLogarithm, p[j]);
    }
    return f == TrueElementwise.SIGMOID ? result : f.backward(m, z, result);
  }
}
