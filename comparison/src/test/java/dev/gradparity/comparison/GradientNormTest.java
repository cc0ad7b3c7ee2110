package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GradientNormTest {

  @Test
  void isTheFrobeniusNormOfEachSide() {
    GradientNorm norm = GradientNorm.of(2, new double[] {3, -4}, new double[] {0, 0});

    assertEquals(new GradientNorm(2, 5, 0), norm);
  }

  @Test
  void squaresBeyondTheRangeDoNotMatter() {
    GradientNorm norm =
        GradientNorm.of(1, new double[] {3e300, 4e300}, new double[] {3e-300, 4e-300});

    assertEquals(5e300, norm.left(), 1e285);
    assertEquals(5e-300, norm.right(), 1e-315);
  }

  @Test
  void whatIsNotFiniteIsShown() {
    GradientNorm norm =
        GradientNorm.of(
            1, new double[] {1, Double.NEGATIVE_INFINITY}, new double[] {1, Double.NaN});

    assertEquals(Double.POSITIVE_INFINITY, norm.left());
    assertEquals(Double.NaN, norm.right());
  }
}
