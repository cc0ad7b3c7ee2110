package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.Arrays;

/** Losses that no sum over the outputs separates. */
enum TrueRowwise implements TrueLoss {
  /**
   * -p.y / sqrt(p.p y.y); by the quotient rule, its derivative is (p_j (p.y) / p.p - y_j) /
   * sqrt(p.p y.y). By the project's convention both are zero where p or y is.
   */
  COSINE_PROXIMITY {
    @Override
    BigDecimal value(Decimals m, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal lengths = m.multiply(dot(m, p, p), dot(m, y, y));
      return lengths.signum() == 0 ? ZERO : m.divide(dot(m, p, y), m.sqrt(lengths)).negate();
    }

    @Override
    BigDecimal[] derivatives(Decimals m, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal square = dot(m, p, p);
      BigDecimal lengths = m.multiply(square, dot(m, y, y));
      BigDecimal[] derivatives = Rows.zeros(p.length);
      for (int j = 0; j < p.length && lengths.signum() != 0; j++) {
        BigDecimal[] across = new BigDecimal[p.length];
        for (int k = 0; k < p.length; k++) {
          BigDecimal area = m.subtract(p[j].multiply(y[k]), y[j].multiply(p[k]));
          across[k] = m.multiply(p[k], area);
        }
        derivatives[j] = m.divide(m.sum(across), m.multiply(square, m.sqrt(lengths)));
      }
      return derivatives;
    }
  },

  /**
   * The mean of e^(p_l - p_k) over all k with y_k = 1 and l with y_l = 0: the sum of e^-p_k times
   * the sum of e^p_l, by the number of pairs.
   */
  MULTI_LABEL {
    @Override
    BigDecimal value(Decimals m, BigDecimal[] p, BigDecimal[] y) {
      int pairs = count(y, ONE) * count(y, ZERO);
      BigDecimal[] e = exponentials(m, p, y);
      return pairs == 0 ? ZERO : m.divide(m.multiply(sum(m, e, y, ONE), sum(m, e, y, ZERO)), pairs);
    }

    @Override
    BigDecimal[] derivatives(Decimals m, BigDecimal[] p, BigDecimal[] y) {
      int pairs = count(y, ONE) * count(y, ZERO);
      BigDecimal[] e = exponentials(m, p, y);
      BigDecimal[] derivatives = Rows.zeros(p.length);
      for (int j = 0; j < p.length && pairs != 0; j++) {
        boolean isPresent = y[j].compareTo(ONE) == 0;
        BigDecimal others = sum(m, e, y, isPresent ? ZERO : ONE);
        BigDecimal share = m.divide(m.multiply(e[j], others), pairs);
        derivatives[j] = isPresent ? share.negate() : share;
      }
      return derivatives;
    }

    /** e^-p_k of a label that is there and e^p_l of one that is not. */
    private BigDecimal[] exponentials(Decimals m, BigDecimal[] p, BigDecimal[] y) {
      BigDecimal[] e = new BigDecimal[p.length];
      for (int j = 0; j < p.length; j++) {
        e[j] = m.exp(y[j].signum() == 0 ? p[j] : p[j].negate());
      }
      return e;
    }

    private int count(BigDecimal[] y, BigDecimal label) {
      return (int) Arrays.stream(y).filter(v -> v.compareTo(label) == 0).count();
    }

    private BigDecimal sum(Decimals m, BigDecimal[] x, BigDecimal[] y, BigDecimal label) {
      BigDecimal[] of = Rows.zeros(x.length);
      for (int j = 0; j < x.length; j++) {
        of[j] = y[j].compareTo(label) == 0 ? x[j] : ZERO;
      }
      return m.sum(of);
    }
  };

  abstract BigDecimal value(Decimals m, BigDecimal[] p, BigDecimal[] y);

  /** By p. */
  abstract BigDecimal[] derivatives(Decimals m, BigDecimal[] p, BigDecimal[] y);

  private static BigDecimal dot(Decimals m, BigDecimal[] x, BigDecimal[] y) {
    return m.dot(ZERO, x, y);
  }

  @Override
  public BigDecimal value(TrueOutput output) {
    return value(output.m(), output.p(), output.y());
  }

  @Override
  public BigDecimal[] gradient(TrueOutput output) {
    return output.backward(derivatives(output.m(), output.p(), output.y()));
  }
}
