package dev.gradparity.comparison.arbiter;

import java.math.BigDecimal;

/** An activation of each number by itself. */
non-sealed interface TrueScalar extends TrueActivation {

  /** f(z). */
  BigDecimal value(Decimals m, BigDecimal z);

  /** f'(z), at a kink the side that the project takes. */
  BigDecimal derivative(Decimals m, BigDecimal z);

  @Override
  default BigDecimal[] value(Decimals m, BigDecimal[] z) {
    BigDecimal[] a = new BigDecimal[z.length];
    for (int j = 0; j < z.length; j++) {
      a[j] = value(m, z[j]);
    }
    return a;
  }

  @Override
  default BigDecimal[] backward(Decimals m, BigDecimal[] z, BigDecimal[] dA) {
    BigDecimal[] dZ = new BigDecimal[z.length];
    for (int j = 0; j < z.length; j++) {
      dZ[j] = m.multiply(dA[j], derivative(m, z[j]));
    }
    return dZ;
  }
}
