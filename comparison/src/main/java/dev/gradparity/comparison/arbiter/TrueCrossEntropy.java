package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/**
 * Cross entropies of an activation's probabilities, as functions of z: a probability near one would
 * lose its logarithm, and one near zero its quotient.
 */
enum TrueCrossEntropy implements TrueLoss {
  /**
   * -(y ln s(z) + (1 - y) ln(1 - s(z))), s the logistic function. As -ln s(z) = ln(1 + e^-z), the
   * term is max(z, 0) - y z + ln(1 + e^-|z|), and its derivative (1 - y) s(z) - y s(-z).
   */
  OF_SIGMOID {
    @Override
    public BigDecimal value(Decimals m, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal[] terms = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        BigDecimal linear = z[j].max(ZERO).subtract(y[j].multiply(z[j]));
        terms[j] = m.add(linear, m.log1p(m.exp(z[j].abs().negate())));
      }
      return m.sum(terms);
    }

    @Override
    public BigDecimal[] gradient(
        Decimals m, TrueActivation f, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal[] dZ = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        BigDecimal complement = TrueElementwise.SIGMOID.value(m, z[j].negate());
        dZ[j] =
            m.subtract(
                m.multiply(ONE.subtract(y[j]), TrueElementwise.SIGMOID.value(m, z[j])),
                m.multiply(y[j], complement));
      }
      return dZ;
    }
  },

  /**
   * -sum_j y_j ln p_j, p the softmax of z. With z_M the largest, -ln p_j = z_M - z_j + ln(1 + sum
   * over k != M of e^(z_k - z_M)). The derivative is sum_k y_k (p_j - delta_jk), for labels of any
   * sum.
   */
  OF_SOFTMAX {
    @Override
    public BigDecimal value(Decimals m, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
      int max = 0;
      for (int j = 1; j < z.length; j++) {
        max = z[j].compareTo(z[max]) > 0 ? j : max;
      }
      BigDecimal[] others = new BigDecimal[z.length];
      for (int k = 0; k < z.length; k++) {
        others[k] = k == max ? ZERO : m.exp(m.subtract(z[k], z[max]));
      }
      BigDecimal common = m.log1p(m.sum(others));
      BigDecimal[] terms = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        terms[j] = m.multiply(y[j], m.add(m.subtract(z[max], z[j]), common));
      }
      return m.sum(terms);
    }

    @Override
    public BigDecimal[] gradient(
        Decimals m, TrueActivation f, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal[] dZ = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        BigDecimal complement = sumWithout(m, j, p);
        dZ[j] = m.subtract(m.multiply(p[j], sumWithout(m, j, y)), m.multiply(y[j], complement));
      }
      return dZ;
    }
  };

  private static BigDecimal sumWithout(Decimals m, int excepted, BigDecimal[] x) {
    BigDecimal[] others = x.clone();
    others[excepted] = ZERO;
    return m.sum(others);
  }
}
