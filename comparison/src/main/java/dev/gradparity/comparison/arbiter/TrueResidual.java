package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.arbiter.Decimals.TWO;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/** Losses that are a sum over the outputs of a function of p and y. */
enum TrueResidual implements TrueLoss {
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
  },

  /** |p - y|; by the project's convention, the slope at zero is zero. */
  L1 {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.subtract(p, y).abs();
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return BigDecimal.valueOf(p.compareTo(y));
    }
  },

  /** |p - y| / C. */
  MEAN_ABSOLUTE {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(L1.term(m, p, y, outputs), outputs);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(L1.derivative(m, p, y, outputs), outputs);
    }
  },

  /** 100 |p - y| / |y| / C. */
  MEAN_ABSOLUTE_PERCENTAGE {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return percent(m, L1.term(m, p, y, outputs), y, outputs);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return percent(m, L1.derivative(m, p, y, outputs), y, outputs);
    }

    private BigDecimal percent(Decimals m, BigDecimal x, BigDecimal y, int outputs) {
      BigDecimal whole = y.abs().multiply(BigDecimal.valueOf(outputs));
      return m.divide(x.scaleByPowerOfTen(2), whole);
    }
  },

  /** d^2 / C with d = ln(1 + p) - ln(1 + y), by ln(1 + (p - y) / (1 + y)), which keeps small d. */
  MEAN_SQUARED_LOGARITHMIC {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(m.square(difference(m, p, y)), outputs);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      BigDecimal twice = m.divide(TWO.multiply(difference(m, p, y)), outputs);
      return m.divide(twice, m.add(ONE, p));
    }

    private BigDecimal difference(Decimals m, BigDecimal p, BigDecimal y) {
      return m.log1p(m.divide(m.subtract(p, y), m.add(ONE, y)));
    }
  },

  /** max(0, 1 - y p); by the project's convention, the slope at 1 = y p is zero. */
  HINGE {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.subtract(ONE, y.multiply(p)).max(ZERO);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return term(m, p, y, outputs).signum() > 0 ? y.negate() : ZERO;
    }
  },

  /** max(0, 1 - y p)^2. */
  SQUARED_HINGE {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.square(HINGE.term(m, p, y, outputs));
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.multiply(TWO.multiply(y).negate(), HINGE.term(m, p, y, outputs));
    }
  },

  /** y p / C. */
  WASSERSTEIN {
    @Override
    BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(m.multiply(y, p), outputs);
    }

    @Override
    BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs) {
      return m.divide(y, outputs);
    }
  };

  /** One output's share. */
  abstract BigDecimal term(Decimals m, BigDecimal p, BigDecimal y, int outputs);

  /** Its derivative by p. */
  abstract BigDecimal derivative(Decimals m, BigDecimal p, BigDecimal y, int outputs);

  @Override
  public BigDecimal value(TrueOutput output) {
    return output.m().sum(weighted(output, this::term));
  }

  @Override
  public BigDecimal[] gradient(TrueOutput output) {
    return output.backward(weighted(output, this::derivative));
  }

  /** A function of one output and its label. */
  private interface Share {
    BigDecimal of(Decimals m, BigDecimal p, BigDecimal y, int outputs);
  }

  private static BigDecimal[] weighted(TrueOutput output, Share share) {
    Decimals m = output.m();
    BigDecimal[] p = output.p();
    BigDecimal[] weighted = new BigDecimal[p.length];
    for (int j = 0; j < p.length; j++) {
      BigDecimal ofOutput = share.of(m, p[j], output.y()[j], p.length);
      weighted[j] = m.multiply(output.shares().weight(j), ofOutput);
    }
    return weighted;
  }
}
