package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundingTest {

  @ParameterizedTest
  @EnumSource
  void gammaBoundsAProductOfRoundingsThatAllGoOneWay(DType dtype) {
    Rounding r = new Rounding(dtype);
    for (int k : new int[] {1, 2, 10, 1000, 100_000}) {
      double down = Math.expm1(-k * Math.log1p(-r.u()));

      assertTrue(r.gamma(Level.CERTAIN, k) >= down);
      double relative = r.gamma(Level.CERTAIN, k) / (k * r.u());
      assertTrue(relative < 1 + 2 * k * r.u() + 1e-12, () -> "gamma / ku = " + relative);
    }
  }

  @Test
  void longSumsAreProbablyFarBetterThanCertain() {
    Rounding r = new Rounding(DType.FLOAT32);

    assertEquals(r.gamma(Level.CERTAIN, 25), r.gamma(Level.PROBABLE, 25), 1e-11);
    assertEquals(5 * 28 * r.u(), r.gamma(Level.PROBABLE, 784), 1e-9);
    assertTrue(r.gamma(Level.PROBABLE, 784) < r.gamma(Level.CERTAIN, 784) / 5);
  }

  @Test
  void beyondOneOverUNothingIsCertain() {
    Rounding r = new Rounding(DType.FLOAT32);

    assertEquals(Double.POSITIVE_INFINITY, r.gamma(Level.CERTAIN, 1 << 24));
    assertTrue(r.gamma(Level.PROBABLE, 1 << 24) < 1e-2);
  }

  @Test
  void everyNumberOfUlpsHasASource() {
    for (FunctionUlps row : FunctionUlps.values()) {
      assertFalse(row.source().isBlank(), row::name);
    }
    Rounding r = new Rounding(DType.FLOAT64);
    assertEquals(8 * r.u(), FunctionUlps.exp(r));
    assertEquals(8 * r.u(), FunctionUlps.log(r));
    assertEquals(8 * r.u(), FunctionUlps.tanh(r));
  }
}
