package dev.gradparity.comparison.arbiter;

import java.math.BigDecimal;
import java.util.Arrays;

/** a_j = e^z_j / sum_k e^z_k, and da_k/dz_j = a_k (delta_kj - a_j). */
enum TrueSoftmax implements TrueActivation {
  INSTANCE;

  @Override
  public BigDecimal[] value(Decimals m, BigDecimal[] z) {
    BigDecimal max = Arrays.stream(z).reduce(BigDecimal::max).orElseThrow();
    BigDecimal[] a = new BigDecimal[z.length];
    for (int j = 0; j < z.length; j++) {
      a[j] = m.exp(m.subtract(z[j], max));
    }
    BigDecimal sum = m.sum(a);
    for (int j = 0; j < z.length; j++) {
      a[j] = m.divide(a[j], sum);
    }
    return a;
  }

  /** dz_j = a_j sum_k a_k (da_j - da_k), as the a_k sum to one: no difference with a_j near one. */
  @Override
  public BigDecimal[] backward(Decimals m, BigDecimal[] z, BigDecimal[] dA) {
    BigDecimal[] a = value(m, z);
    BigDecimal[] dZ = new BigDecimal[z.length];
    BigDecimal[] differences = new BigDecimal[z.length];
    for (int j = 0; j < z.length; j++) {
      for (int k = 0; k < z.length; k++) {
        differences[k] = m.subtract(dA[j], dA[k]);
      }
      dZ[j] = m.multiply(a[j], m.dot(BigDecimal.ZERO, a, differences));
    }
    return dZ;
  }
}
