package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.ActivationKind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GaugedActivationTest {

  private static final double KINK_WIDTH = 0.5;

  /** Values of the functions here have magnitude 1: some roundings of float64. */
  private static final double ROUNDINGS = 8 * 0x1p-53;

  private static GaugedActivation activation(ActivationKind kind) {
    return new GaugedActivation(kind, KINK_WIDTH);
  }

  private static Gauged row(double[] value, double... gauge) {
    return new Gauged(1, value.length, value, gauge, null);
  }

  private static double[] random(long seed, int count) {
    return new Random(seed).doubles(count, -2, 2).toArray();
  }

  @Test
  void theIdentityAddsNothing() {
    Gauged z = row(new double[] {1, -2}, 3, 4);

    assertSame(z, activation(ActivationKind.IDENTITY).forward(z));
    assertSame(z, activation(ActivationKind.IDENTITY).backward(z, z, z));
  }

  @Test
  void reluPassesTheGaugeOfWhatItPassesAndOfWhatMayLieOnEitherSide() {
    Gauged z = row(new double[] {2, -2, -0.5, 0.5, 0}, 1, 1, 1, 1, 0);
    Gauged a = activation(ActivationKind.RELU).forward(z);

    assertArrayEquals(new double[] {2, 0, 0, 0.5, 0}, a.value());
    assertArrayEquals(new double[] {1, 0, 1, 1, 0}, a.gauge());
  }

  @Test
  void reluMayTakeEitherSlopeWithinTheKinkWidth() {
    Gauged z = row(new double[] {2, -2, -0.5, Math.nextUp(0.5), 0}, 1, 1, 1, 1, 0);
    Gauged dA = row(new double[] {3, 3, 3, -3, -7}, 0, 0, 0, 0, 0);
    GaugedActivation relu = activation(ActivationKind.RELU);

    Gauged dZ = relu.backward(z, relu.forward(z), dA);

    assertArrayEquals(new double[] {3, 0, 0, -3, 0}, Dense.sum(dZ.value(), new double[5]));
    assertArrayEquals(new double[] {0, 0, 3, 0, 7}, dZ.kink());
  }

  @Test
  void reluAwayFromZeroHasNoKink() {
    Gauged z = row(new double[] {2, -2}, 1, 1);
    GaugedActivation relu = activation(ActivationKind.RELU);

    assertEquals(null, relu.backward(z, relu.forward(z), z).kink());
  }

  /** The gauge of the argument passes through |f'|, found here by a difference quotient. */
  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH"})
  void theGaugePassesThroughTheSlope(ActivationKind kind) {
    for (double v : random(1, 20)) {
      double h = 1e-6;
      Gauged a = activation(kind).forward(row(new double[] {v}, 1));
      double rise =
          activation(kind).forward(row(new double[] {v + h}, 0)).value()[0]
              - activation(kind).forward(row(new double[] {v - h}, 0)).value()[0];

      // A central difference is off by h^2 f'''/6 + u/h, both near 1e-10 at most.
      assertEquals(Math.abs(a.value()[0]) + rise / (2 * h), a.gauge()[0], 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH", "SOFTMAX"})
  void backwardIsTheTransposedJacobianTimesTheGradient(ActivationKind kind) {
    double[] v = random(2, 4);
    double[] dA = random(3, 4);
    GaugedActivation activation = activation(kind);
    Gauged z = row(v, 0, 0, 0, 0);

    double[] dZ = activation.backward(z, activation.forward(z), row(dA, 0, 0, 0, 0)).value();

    for (int j = 0; j < v.length; j++) {
      double h = 1e-6;
      double[] up = v.clone();
      double[] down = v.clone();
      up[j] += h;
      down[j] -= h;
      double[] high = activation.forward(row(up, 0, 0, 0, 0)).value();
      double[] low = activation.forward(row(down, 0, 0, 0, 0)).value();
      double slope = 0;
      for (int k = 0; k < v.length; k++) {
        slope += dA[k] * (high[k] - low[k]) / (2 * h);
      }
      // As above, four times over and times |dA| <= 2.
      assertEquals(slope, dZ[j], 1e-8);
    }
  }

  @Test
  void softmaxRowsSumToOneAndAreNotMovedByAShift() {
    double[] v = {1, 2, 3, -1, 0, 1000};
    double[] shifted = {101, 102, 103, 99, 100, 1100};
    GaugedActivation softmax = activation(ActivationKind.SOFTMAX);

    double[] p = softmax.forward(Gauged.exact(2, 3, v)).value();

    assertEquals(1, p[0] + p[1] + p[2], ROUNDINGS);
    assertArrayEquals(new double[] {0, 0, 1}, new double[] {p[3], p[4], p[5]});
    assertArrayEquals(p, softmax.forward(Gauged.exact(2, 3, shifted)).value());
  }

  /** What the argument's gauge moves is covered: softmax at both ends of z, element by element. */
  @Test
  void softmaxsGaugeCoversWhatItsArgumentsGaugeMoves() {
    double[] v = random(4, 5);
    double h = 1e-6;
    GaugedActivation softmax = activation(ActivationKind.SOFTMAX);
    Gauged p = softmax.forward(row(v, 1, 1, 1, 1, 1));

    for (int sign = 0; sign < 1 << v.length; sign++) {
      double[] moved = v.clone();
      for (int k = 0; k < v.length; k++) {
        moved[k] += (sign >> k & 1) == 0 ? h : -h;
      }
      double[] q = softmax.forward(row(moved, 0, 0, 0, 0, 0)).value();
      for (int k = 0; k < v.length; k++) {
        // The gauge is of first order: the second is h^2 at most.
        assertTrue(Math.abs(q[k] - p.value()[k]) <= h * p.gauge()[k] + h * h);
      }
    }
  }

  @Test
  void kinksTravelThroughSoftmax() {
    Gauged a = Gauged.exact(1, 2, new double[] {0.25, 0.75});
    Gauged dA = new Gauged(1, 2, new double[] {1, 1}, new double[2], new double[] {8, 0});

    // |da_0| may move by 8: a_0 (8 + 0.25 * 8) bounds what dz_0 does, 0.75 (0.25 * 8) what dz_1
    // does.
    assertArrayEquals(
        new double[] {2.5, 1.5}, activation(ActivationKind.SOFTMAX).backward(a, a, dA).kink());
  }
}
