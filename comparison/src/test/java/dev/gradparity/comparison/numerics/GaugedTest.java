package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** All numbers are small integers worked by hand, and so exact. */
class GaugedTest {

  private static final double[] A = {1, -2, 3, 0, 4, -1};
  private static final double[] B = {2, -1, 0, 5, -3, 1};

  private static Gauged a() {
    return Gauged.exact(2, 3, A);
  }

  private static Gauged b() {
    return Gauged.exact(3, 2, B);
  }

  private static Gauged withGauge(Gauged g, double... gauge) {
    return new Gauged(g.rows(), g.columns(), g.value(), gauge, g.kink());
  }

  private static Gauged withKink(Gauged g, double... kink) {
    return new Gauged(g.rows(), g.columns(), g.value(), g.gauge(), kink);
  }

  private static void assertGauged(Gauged got, double[] value, double[] gauge, double[] kink) {
    assertArrayEquals(value, got.value());
    assertArrayEquals(gauge, got.gauge());
    assertArrayEquals(kink, got.kink());
  }

  @Test
  void theGaugeOfAProductOfExactMatricesIsTheProductOfTheMagnitudes() {
    Gauged product = a().times(b());

    assertEquals(2, product.rows());
    assertEquals(2, product.columns());
    assertGauged(product, new double[] {-7, -8, 3, 19}, new double[] {11, 14, 3, 21}, null);
  }

  @Test
  void theFactorsGaugesTravelThroughTheOtherFactor() {
    Gauged product = withGauge(a(), 1, 0, 0, 0, 0, 10).times(withGauge(b(), 0, 0, 0, 0, 100, 0));

    // |A||B| + gauge(A)|B| + |A|gauge(B); the first column of B's last row is the one with a gauge.
    assertArrayEquals(new double[] {11 + 2 + 300, 14 + 1, 3 + 30 + 100, 21 + 10}, product.gauge());
  }

  @Test
  void kinksTravelThroughTheOtherFactorAndRoundingDoesNotTouchThem() {
    double[] kink = {0, 0, 7, 0, 0, 0};

    assertArrayEquals(new double[] {21, 7, 0, 0}, withKink(a(), kink).times(b()).kink());
    assertArrayEquals(
        new double[] {0, 14, 0, 28}, a().times(withKink(b(), 0, 0, 0, 7, 0, 0)).kink());
    assertNull(a().times(b()).kink());
  }

  @Test
  void transposingMovesAllThree() {
    Gauged transposed = withKink(withGauge(a(), 1, 2, 3, 4, 5, 6), 6, 5, 4, 3, 2, 1).transpose();

    assertEquals(3, transposed.rows());
    assertEquals(2, transposed.columns());
    assertGauged(
        transposed,
        new double[] {1, 0, -2, 4, 3, -1},
        new double[] {1, 4, 2, 5, 3, 6},
        new double[] {6, 3, 5, 2, 4, 1});
    assertNull(a().transpose().kink());
  }

  @Test
  void addingARowAddsTheRoundingOfTheSum() {
    Gauged sum = withGauge(a(), 1, 1, 1, 1, 1, 1).plusRow(new double[] {10, 2, -4});

    assertGauged(sum, new double[] {11, 0, -1, 10, 6, -5}, new double[] {12, 1, 2, 11, 7, 6}, null);
  }

  @Test
  void addingAddsGaugesAndKinksAndTheRoundingOfTheSum() {
    Gauged left = withKink(withGauge(a(), 1, 1, 1, 1, 1, 1), 0, 0, 0, 0, 0, 9);
    Gauged right = withGauge(Gauged.exact(2, 3, new double[] {1, 1, 1, 1, 1, 1}), 2, 2, 2, 2, 2, 2);

    assertGauged(
        left.plus(right),
        new double[] {2, -1, 4, 1, 5, 0},
        new double[] {5, 4, 7, 4, 8, 3},
        new double[] {0, 0, 0, 0, 0, 9});
    assertArrayEquals(new double[] {0, 0, 0, 0, 0, 18}, left.plus(left).kink());
  }

  @Test
  void scalingScalesByTheMagnitudeAndAddsARounding() {
    Gauged scaled = withKink(withGauge(a(), 1, 1, 1, 1, 1, 1), 1, 0, 0, 0, 0, 2).times(-2);

    assertGauged(
        scaled,
        new double[] {-2, 4, -6, -0.0, -8, 2},
        new double[] {4, 6, 8, 2, 10, 4},
        new double[] {2, 0, 0, 0, 0, 4});
  }

  @Test
  void anElementwiseProductCarriesEachGaugeThroughTheOtherValue() {
    Gauged left = withGauge(Gauged.exact(1, 2, new double[] {3, -2}), 5, 7);
    Gauged right = withGauge(Gauged.exact(1, 2, new double[] {-4, 6}), 1, 10);

    assertGauged(
        left.hadamard(right),
        new double[] {-12, -12},
        new double[] {12 + 20 + 3, 12 + 42 + 20},
        null);
  }

  @Test
  void twoKinksThatMeetInAnElementwiseProductMayMoveTogether() {
    Gauged left = withKink(Gauged.exact(1, 3, new double[] {3, 3, 3}), 2, 2, 0);
    Gauged right = withKink(Gauged.exact(1, 3, new double[] {-4, -4, -4}), 1, 0, 1);

    // |3 + 2||4 + 1| - 12, |3 + 2| 4 - 12 and 3 |4 + 1| - 12: the farthest that either can go.
    assertArrayEquals(new double[] {13, 8, 3}, left.hadamard(right).kink());
  }

  @Test
  void columnSumsAreAProductWithOnes() {
    Gauged sums = withKink(withGauge(a(), 1, 2, 3, 4, 5, 6), 0, 1, 0, 0, 1, 0).columnSums();

    assertEquals(1, sums.rows());
    assertGauged(
        sums, new double[] {1, 2, 2}, new double[] {1 + 5, 6 + 7, 4 + 9}, new double[] {0, 2, 0});
  }

  @Test
  void mappingLeavesKinksBehind() {
    Gauged mapped = withKink(a(), 1, 1, 1, 1, 1, 1).mapExactly((v, g) -> 2 * v, (v, g) -> g + 1);

    assertFalse(mapped.meetsKink());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, mapped.gauge());
  }
}
