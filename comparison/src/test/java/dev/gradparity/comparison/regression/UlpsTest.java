package dev.gradparity.comparison.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.DType;
import org.junit.jupiter.api.Test;

class UlpsTest {

  @Test
  void theSmallestNumberIsOneUnitFromZero() {
    assertEquals(1, Ulps.between(DType.FLOAT64, Double.MIN_VALUE, 0));
    assertEquals(2, Ulps.between(DType.FLOAT64, Double.MIN_VALUE, -Double.MIN_VALUE));
    assertEquals(1, Ulps.between(DType.FLOAT32, 0, Float.MIN_VALUE));
  }

  @Test
  void neighboursAreOneUnitApart() {
    assertEquals(1, Ulps.between(DType.FLOAT64, 1.5, Math.nextUp(1.5)));
    assertEquals(1, Ulps.between(DType.FLOAT32, 1.5f, Math.nextUp(1.5f)));
    assertEquals(1, Ulps.between(DType.FLOAT64, 0.3, Math.nextUp(0.3)));
  }

  @Test
  void theDistanceOfTheLargestNumbersIsFinite() {
    double ulp = Math.ulp(Double.MAX_VALUE);

    assertEquals(
        2 * (Double.MAX_VALUE / ulp),
        Ulps.between(DType.FLOAT64, Double.MAX_VALUE, -Double.MAX_VALUE));
  }
}
