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
    public BigDecimal value(TrueOutput output) {
      Decimals m = output.m();
      BigDecimal[] z = output.z();
      BigDecimal[] p = output.p();
      BigDecimal[] y = output.y();
      BigDecimal[] terms = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        BigDecimal clipped = clipped(output, j);
        BigDecimal term;
        if (clipped.compareTo(p[j]) == 0) {
          BigDecimal linear = z[j].max(ZERO).subtract(y[j].multiply(z[j]));
          term = m.add(linear, m.log1p(m.exp(z[j].abs().negate())));
        } else {
          BigDecimal other = m.multiply(ONE.subtract(y[j]), m.log(ONE.subtract(clipped)));
          term = m.add(m.multiply(y[j], m.log(clipped)), other).negate();
        }
        terms[j] = m.multiply(output.shares().weight(j), term);
      }
      return m.sum(terms);
    }

    @Override
    public BigDecimal[] gradient(TrueOutput output) {
      Decimals m = output.m();
      BigDecimal[] z = output.z();
      BigDecimal[] y = output.y();
      BigDecimal[] dZ = new BigDecimal[z.length];
      for (int j = 0; j < z.length; j++) {
        BigDecimal complement = TrueElementwise.SIGMOID.value(m, z[j].negate());
        BigDecimal difference =
            m.subtract(
                m.multiply(ONE.subtract(y[j]), TrueElementwise.SIGMOID.value(m, z[j])),
                m.multiply(y[j], complement));
        dZ[j] = m.multiply(output.shares().weight(j), difference);
      }
      return dZ;
    }
  },

  /**
   * -sum_j y_j ln p_j, p the softmax of z. The derivative is sum_k y_k (p_j - delta_jk), for labels
   * of any sum; an output's weight is a factor of its label.
   */
  OF_SOFTMAX {
    @Override
    public BigDecimal value(TrueOutput output) {
      Decimals m = output.m();
      BigDecimal[] surprises = surprises(m, output.z());
      BigDecimal[] labels = weightedLabels(output);
      BigDecimal[] terms = new BigDecimal[labels.length];
      for (int j = 0; j < terms.length; j++) {
        BigDecimal clipped = clipped(output, j);
        boolean isClipped = clipped.compareTo(output.p()[j]) != 0;
        terms[j] = m.multiply(labels[j], isClipped ? m.log(clipped).negate() : surprises[j]);
      }
      return m.sum(terms);
    }

    @Override
    public BigDecimal[] gradient(TrueOutput output) {
      Decimals m = output.m();
      BigDecimal[] p = output.p();
      BigDecimal[] labels = weightedLabels(output);
      BigDecimal[] dZ = new BigDecimal[p.length];
      for (int j = 0; j < p.length; j++) {
        BigDecimal complement = sumWithout(m, j, p);
        dZ[j] =
            m.subtract(
                m.multiply(p[j], sumWithout(m, j, labels)), m.multiply(labels[j], complement));
      }
      return dZ;
    }
  };

  /**
   * -ln p_j of p = softmax(z): with z_M the largest, z_M - z_j + ln(1 + sum over k != M of e^(z_k -
   * z_M)).
   */
  static BigDecimal[] surprises(Decimals m, BigDecimal[] z) {
    int max = 0;
    for (int j = 1; j < z.length; j++) {
      max = z[j].compareTo(z[max]) > 0 ? j : max;
    }
    BigDecimal[] others = new BigDecimal[z.length];
    for (int k = 0; k < z.length; k++) {
      others[k] = k == max ? ZERO : m.exp(m.subtract(z[k], z[max]));
    }
    BigDecimal common = m.log1p(m.sum(others));
    BigDecimal[] surprises = new BigDecimal[z.length];
    for (int j = 0; j < z.length; j++) {
      surprises[j] = m.add(m.subtract(z[max], z[j]), common);
    }
    return surprises;
  }

  private static BigDecimal[] weightedLabels(TrueOutput output) {
    BigDecimal[] weighted = new BigDecimal[output.y().length];
    for (int j = 0; j < weighted.length; j++) {
      weighted[j] = output.m().multiply(output.shares().weight(j), output.y()[j]);
    }
    return weighted;
  }

  private static BigDecimal clipped(TrueOutput output, int j) {
    double clip = output.shares().clip();
    BigDecimal p = output.p()[j];
    BigDecimal least = new BigDecimal(clip);
    return clip == 0 ? p : p.max(least).min(ONE.subtract(least));
  }

  private static BigDecimal sumWithout(Decimals m, int excepted, BigDecimal[] x) {
    BigDecimal[] others = x.clone();
    others[excepted] = ZERO;
    return m.sum(others);
  }
}
