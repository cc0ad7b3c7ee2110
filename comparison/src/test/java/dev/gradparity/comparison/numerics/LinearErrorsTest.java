package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums and products in float32, whose exact results float64 knows. */
class LinearErrorsTest {

  private static final Rounding R = new Rounding(DType.FLOAT32);
  private static final LinearErrors LINEAR = new LinearErrors(R);
  private static final double U = 0x1p-24;

  private static double[] random(Random random, int size, double scale) {
    return random.doubles(size).map(v -> (float) (scale * (2 * v - 1))).toArray();
  }

  private static Bounded dot(double[] a, double[] b) {
    return LINEAR.product(Bounded.exact(1, a.length, a), Bounded.exact(b.length, 1, b), null, 0);
  }

  @Test
  void aProductOfExactFactorsHasGammaTimesTheGauge() {
    Bounded product = dot(new double[] {1, -2, 3}, new double[] {4, 5, -6});

    assertEquals(-24, product.value()[0]);
    // gamma_3 (4 + 10 + 18), and the underflow and the evaluation on top.
    assertEquals(3 * U / (1 - 3 * U) * 32, product.errors(Level.CERTAIN)[0], 1e-18);
    assertTrue(product.errors(Level.CERTAIN)[0] >= 3 * U / (1 - 3 * U) * 32);
  }

  /** Each addition of 1 - u or so rounds up by nearly all of u: Higham's bound is within reach. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 64, 1000})
  void aSumWhoseRoundingsAllGoOneWayUsesAThirdOfItsBound(int length) {
    double[] ones = new double[length];
    double[] terms = new double[length];
    Arrays.fill(ones, 1);
    Arrays.fill(terms, (float) 0x1p-24);
    terms[0] = 1;
    float sum = 1;
    for (int k = 1; k < length; k++) {
      // A tie, which goes to the even neighbour: 1 again, however often.
      sum += (float) terms[k];
    }
    Bounded bounded = dot(terms, ones);

    double ratio = Math.abs(sum - bounded.value()[0]) / bounded.errors(Level.CERTAIN)[0];
    assertTrue(ratio > 0.3 && ratio <= 1, "ratio " + ratio);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-30, 1e-38, 1e-22, 1e15})
  void noOrderOfAProductLeavesItsBound(double scale) {
    Random random = new Random(1);
    for (int trial = 0; trial < 400; trial++) {
      double[] a = random(random, 1 + random.nextInt(40), 1);
      double[] b = random(random, a.length, scale);
      Bounded bounded = dot(a, b);
      float ascending = 0;
      float fused = 0;
      float descending = 0;
      for (int k = 0; k < a.length; k++) {
        ascending += (float) a[k] * (float) b[k];
        fused = Math.fma((float) a[k], (float) b[k], fused);
        int last = a.length - 1 - k;
        descending += (float) a[last] * (float) b[last];
      }
      for (double computed : new double[] {ascending, fused, descending}) {
        assertTrue(Math.abs(computed - bounded.value()[0]) <= bounded.errors(Level.CERTAIN)[0]);
      }
    }
  }

  /** Both factors off by as much as they may be, in every combination of signs. */
  @Test
  void inexactFactorsAreCoveredToTheSecondOrder() {
    double[] errors = {0.5, 0.25};
    Bounded a = Bounded.smooth(1, 1, new double[] {3}, errors, errors);
    Bounded b = Bounded.smooth(1, 1, new double[] {-2}, errors, errors);

    double bound = LINEAR.product(a, b, null, 0).errors(Level.CERTAIN)[0];

    // The walk's value against exact factors half a unit away, and those against a side's factors
    // half a unit on the other side.
    assertTrue(bound >= Math.abs(3.5 * -2.5 - 3.0 * -2.0));
    assertTrue(bound >= Math.abs(4.0 * -3.0 - 3.5 * -2.5));
    assertTrue(bound < 4.0 * 3.0 - 3.0 * 2.0);
  }

  @Test
  void transposingAWholeProductTransposesItsBound() {
    Random random = new Random(2);
    Bounded a = Bounded.exact(2, 3, random(random, 6, 1));
    Bounded b = Bounded.exact(3, 4, random(random, 12, 1));
    Bounded product = LINEAR.product(a, b, null, 1);
    Bounded other = LINEAR.product(b.transpose(), a.transpose(), null, 1);

    assertArrayEquals(
        product.errors(Level.CERTAIN), other.transpose().errors(Level.CERTAIN), 1e-20);
    assertArrayEquals(product.value(), other.transpose().value(), 1e-15);
  }

  @Test
  void wherePartialSumsOverflowNothingIsKnown() {
    double[] a = {3e38, 3e38, -3e38};
    double[] b = {1, 1, 1};

    assertEquals(Double.POSITIVE_INFINITY, dot(a, b).errors(Level.CERTAIN)[0]);
    assertTrue(dot(new double[] {1e38, 1e38, -1e38}, b).errors(Level.CERTAIN)[0] < 1e32);
  }

  @Test
  void columnSumsStayWithinTheirBoundInAnyOrder() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      double[] a = random(random, 12, 1);
      Bounded sums = LINEAR.columnSums(Bounded.exact(12, 1, a));
      float up = 0;
      float down = 0;
      for (int k = 0; k < a.length; k++) {
        up += (float) a[k];
        down += (float) a[a.length - 1 - k];
      }
      assertTrue(Math.abs(up - sums.value()[0]) <= sums.errors(Level.CERTAIN)[0]);
      assertTrue(Math.abs(down - sums.value()[0]) <= sums.errors(Level.CERTAIN)[0]);
    }
  }

  @Test
  void aScaledSumCoversAFactorThatIsRoundedFirst() {
    Random random = new Random(4);
    for (int trial = 0; trial < 1000; trial++) {
      double[] a = random(random, 1, 1);
      double[] b = random(random, 1, 3);
      Bounded sum = LINEAR.sum(Bounded.exact(1, 1, a), 0.1, Bounded.exact(1, 1, b));
      float plain = (float) a[0] + 0.1f * (float) b[0];
      float fused = Math.fma(0.1f, (float) b[0], (float) a[0]);
      assertTrue(Math.abs(plain - sum.value()[0]) <= sum.errors(Level.CERTAIN)[0]);
      assertTrue(Math.abs(fused - sum.value()[0]) <= sum.errors(Level.CERTAIN)[0]);
    }
  }
}
