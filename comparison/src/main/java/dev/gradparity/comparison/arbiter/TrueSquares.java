package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.arbiter.Decimals.TWO;

import java.math.BigDecimal;

/** Losses that are a sum over the outputs of a function of p and y. */
enum TrueSquares implements TrueLoss {
  /** (p - y)^2 / C. */
  MSE {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(m.square(m.subtract(p, y)), outputs);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(TWO.multiply(m.subtract(p, y)), outputs);
    }
  },

  /** (p - y)^2. */
  L2 {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.square(m.subtract(p, y));
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.multiply(TWO, m.subtract(p, y));
    }
  },

  /** (p - y)^2 / 2. */
  HALF_L2 {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(m.square(m.subtract(p, y)), 2);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.subtract(p, y);
    }
  };

  /** One output's share. */
  abstract BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs);

  /** Its derivative by p. */
  abstract BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs);

  @Override
  public BigDecimal value(Decimals m, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
    BigDecimal[] terms = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      terms[j] = term(m, p[j], y[j], p.length);
    }
    return m.sum(terms);
  }

  @Override
  public BigDecimal[] gradient(
      Decimals m, TrueActivation f, BigDecimal[] z, BigDecimal[] p, BigDecimal[] y) {
    BigDecimal[] dP = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      dP[j] = derivative(m, p[j], y[j], p.length);
    }
    return f.backward(m, z, dP);
  }
}
