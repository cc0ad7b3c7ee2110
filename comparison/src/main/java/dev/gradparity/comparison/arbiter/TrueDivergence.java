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
  public BigDecimal value(TrueOutput output) {
    Decimals m = output.m();
    BigDecimal[] terms = new BigDecimal[output.p().length];
    for (int j = 0; j < terms.length; j++) {
      terms[j] =
          output.shares().counts(j)
              ? term(m, output.p()[j], surprise(output, j), output.y()[j])
              : ZERO;
    }
    return m.sum(terms);
  }

  private static BigDecimal surprise(TrueOutput output, int j) {
    Decimals m = output.m();
    if (output.f() == TrueSoftmax.INSTANCE) {
      return TrueCrossEntropy.surprises(m, output.z())[j];
    }
    if (output.f() == TrueElementwise.SIGMOID) {
      BigDecimal z = output.z()[j];
      return m.add(z.negate().max(ZERO), m.log1p(m.exp(z.abs().negate())));
    }
    return m.log(output.p()[j]).negate();
  }

  /** The derivative of ln p_k by z_j is [j = k] - p_j for softmax and 1 - p_j for sigmoid. */
  @Override
  public BigDecimal[] gradient(TrueOutput output) {
    if (output.f() == TrueSoftmax.INSTANCE && output.shares().allCount()) {
      // The probabilities' sum is 1, whose derivative is none.
      return TrueCrossEntropy.OF_SOFTMAX.gradient(output);
    }
    Decimals m = output.m();
    BigDecimal[] p = output.p();
    boolean isSigmoid = output.f() == TrueElementwise.SIGMOID;
    BigDecimal[] result = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      BigDecimal byLogarithm =
          output.shares().counts(j) ? m.subtract(rate(p[j]), output.y()[j]) : ZERO;
      result[j] =
          isSigmoid
              ? m.multiply(byLogarithm, TrueElementwise.SIGMOID.value(m, output.z()[j].negate()))
              : m.divide(byLogarithm, p[j]);
    }
    return isSigmoid ? result : output.backward(result);
  }
}
