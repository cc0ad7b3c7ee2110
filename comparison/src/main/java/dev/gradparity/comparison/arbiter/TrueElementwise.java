package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.arbiter.Decimals.TWO;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;

/**
 * Activations of one number, each with its derivative as a function of z. Both keep their relative
 * accuracy in saturation: nothing is formed as one minus a number near one.
 */
enum TrueElementwise implements TrueScalar {
  /** f(z) = z. */
  IDENTITY {
    @Override
    public BigDecimal value(Decimals m, BigDecimal z) {
      return z;
    }

    @Override
    public BigDecimal derivative(Decimals m, BigDecimal z) {
      return ONE;
    }
  },

  /** max(0, z); by the project's convention, the slope at zero is zero. */
  RELU {
    @Override
    public BigDecimal value(Decimals m, BigDecimal z) {
      return z.max(ZERO);
    }

    @Override
    public BigDecimal derivative(Decimals m, BigDecimal z) {
      return z.signum() > 0 ? ONE : ZERO;
    }
  },

  /** 1 / (1 + e^-z); with q = e^-|z|, the derivative is q / (1 + q)^2. */
  SIGMOID {
    @Override
    public BigDecimal value(Decimals m, BigDecimal z) {
      BigDecimal q = m.exp(z.abs().negate());
      return m.divide(z.signum() < 0 ? q : ONE, m.add(ONE, q));
    }

    @Override
    public BigDecimal derivative(Decimals m, BigDecimal z) {
      BigDecimal q = m.exp(z.abs().negate());
      return m.divide(q, m.square(m.add(ONE, q)));
    }
  },

  /** sinh z / cosh z = -expm1(-2|z|) / (1 + q) with z's sign and q = e^-2|z|; 1 / cosh^2 z. */
  TANH {
    @Override
    public BigDecimal value(Decimals m, BigDecimal z) {
      BigDecimal difference = m.expm1(z.abs().multiply(TWO).negate());
      BigDecimal magnitude = m.divide(difference.negate(), m.add(TWO, difference));
      return z.signum() < 0 ? magnitude.negate() : magnitude;
    }

    @Override
    public BigDecimal derivative(Decimals m, BigDecimal z) {
      BigDecimal q = m.exp(z.abs().multiply(TWO).negate());
      return m.divide(m.multiply(BigDecimal.valueOf(4), q), m.square(m.add(ONE, q)));
    }
  };
}
