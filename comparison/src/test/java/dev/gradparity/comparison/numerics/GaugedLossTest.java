package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugedLossTest {

  private static final GaugedActivation IDENTITY = new GaugedActivation(ActivationKind.IDENTITY, 0);

  private static final double[] Y = {1, 1, 1, 1};

  /** p - y = 2, -1, 0, 3: squares that sum to 14. */
  private static Gauged outputs() {
    return new Gauged(2, 2, new double[] {3, 0, 1, 4}, new double[] {1, 1, 1, 1}, null);
  }

  @ParameterizedTest
  @CsvSource({
    "MSE, 1, 7, 1",
    "MSE, 2, 3.5, 0.5",
    "L2, 1, 14, 2",
    "L2, 2, 7, 1",
    "HALF_L2, 1, 7, 1",
    "HALF_L2, 2, 3.5, 0.5",
  })
  void squaresByHand(LossKind kind, int divisor, double expected, double slope) {
    GaugedLoss loss = new GaugedLoss(kind, divisor);

    Gauged value = loss.value(outputs(), Y);
    Gauged dZ = loss.backward(IDENTITY, outputs(), outputs(), Y);

    assertArrayEquals(new double[] {expected}, value.value());
    // The terms, and each output's gauge of 1 through its slope: |2| + |-1| + |0| + |3| = 6.
    assertArrayEquals(new double[] {expected + 6 * slope}, value.gauge());
    assertArrayEquals(new double[] {2 * slope, -slope, 0, 3 * slope}, dZ.value());
    assertArrayEquals(new double[] {3 * slope, 2 * slope, slope, 4 * slope}, dZ.gauge());
  }

  @Test
  void crossEntropiesAreMinusTheLogarithmOfTheLabelsProbability() {
    Gauged p = Gauged.exact(1, 2, new double[] {0.25, 0.75});
    // Half a dozen roundings of numbers near 1.
    double tolerance = 8 * 0x1p-53;

    double many = new GaugedLoss(LossKind.MCXENT, 1).value(p, new double[] {1, 0}).value()[0];
    double binary = new GaugedLoss(LossKind.XENT, 1).value(p, new double[] {1, 1}).value()[0];

    assertEquals(Math.log(4), many, tolerance);
    assertEquals(Math.log(4) + Math.log(4.0 / 3), binary, tolerance);
  }

  @Test
  void theLossOfCertaintyIsZeroAndNotNaN() {
    Gauged p = Gauged.exact(1, 2, new double[] {0, 1});

    for (LossKind kind : new LossKind[] {LossKind.MCXENT, LossKind.XENT}) {
      Gauged value = new GaugedLoss(kind, 1).value(p, new double[] {0, 1});
      assertArrayEquals(new double[] {0}, Dense.abs(value.value()));
      assertArrayEquals(new double[] {0}, value.gauge());
    }
  }

  @Test
  void fusedGradientsAreTheDifference() {
    GaugedLoss loss = new GaugedLoss(LossKind.MCXENT, 2);
    Gauged p = new Gauged(1, 2, new double[] {0.25, 0.75}, new double[] {1, 2}, null);

    Gauged dZ =
        loss.backward(new GaugedActivation(ActivationKind.SOFTMAX, 0), p, p, new double[] {1, 0});

    assertArrayEquals(new double[] {-0.375, 0.375}, dZ.value());
    assertArrayEquals(new double[] {0.5 + 0.375, 1 + 0.375}, dZ.gauge());
  }

  @Test
  void aQuotientByASmallProbabilityCountsItsErrorOnceMore() {
    GaugedLoss loss = new GaugedLoss(LossKind.XENT, 1);
    Gauged p = new Gauged(1, 1, new double[] {0.25}, new double[] {1}, null);

    // (p - y)/(p (1 - p)) = -0.75/0.1875 = -4
    assertArrayEquals(
        new double[] {1 + 4 + 0.75},
        loss.backward(new GaugedActivation(ActivationKind.SIGMOID, 0), p, p, new double[] {1})
            .gauge());
  }

  /** A sigmoid of 40 is 1 in float64: nothing is left to divide by, and nothing to divide. */
  @Test
  void aSaturatedOutputThatIsRightHasAFiniteGauge() {
    GaugedLoss loss = new GaugedLoss(LossKind.XENT, 1);
    GaugedActivation sigmoid = new GaugedActivation(ActivationKind.SIGMOID, 0);
    Gauged p = new Gauged(1, 2, new double[] {1, 0}, new double[] {1, 0}, null);

    Gauged dZ = loss.backward(sigmoid, p, p, new double[] {1, 0});

    assertArrayEquals(new double[] {0, 0}, dZ.value());
    assertTrue(Double.isFinite(dZ.gauge()[0]) && Double.isFinite(dZ.gauge()[1]));
  }
}
