package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.ParameterKind;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No correct computation in float32 of a layer whose weights are a row leaves its bound, from
 * inputs that are off themselves, on both sides of a kink and across it. Float64 is exact beside
 * float32.
 */
class RowFormErrorsTest {

  private static final int EXAMPLES = 5;
  private static final int UNITS = 4;
  private static final int TRIALS = 4000;

  private final Rounding r = new Rounding(DType.FLOAT32);
  private final LinearErrors linear = new LinearErrors(r);

  /** What is known of a matrix, what is true, and what a subject has. */
  @SuppressWarnings("ArrayRecordComponent") // drawn for one test, never compared
  private record Sample(Bounded known, double[] truth, float[] computed) {

    /** Elements of which some are nearer to 0 than they are off. */
    static Sample of(Random random, int rows, int columns) {
      int n = rows * columns;
      double[] value = new double[n];
      double[] error = new double[n];
      double[] truth = new double[n];
      float[] computed = new float[n];
      double size = Math.scalb(1.0, random.nextInt(24) - 12);
      for (int k = 0; k < n; k++) {
        double scale = random.nextInt(3) == 0 ? 1e-6 : 1;
        truth[k] = (float) (size * scale * random.nextGaussian());
        error[k] = size * 1e-6 * random.nextDouble();
        value[k] = truth[k] + error[k] * (2 * random.nextDouble() - 1);
        computed[k] = (float) (truth[k] + error[k] * (2 * random.nextDouble() - 1));
        error[k] = Math.max(error[k], Math.abs(computed[k] - truth[k]));
      }
      return new Sample(Bounded.kinked(rows, columns, value, error, error, error), truth, computed);
    }
  }

  private static double within(String what, double computed, double truth, Bounded bounded, int k) {
    double bound = bounded.error(Level.KINKED, k);
    double error = Math.abs(computed - truth);
    assertTrue(error <= bound, () -> what + ": " + error + " > " + bound);
    return error == 0 ? 0 : error / bound;
  }

  /** At the level of kinks for dx alone: elsewhere nothing jumps. */
  @Test
  void aParametricRectifierStaysWithinItsBounds() {
    Random random = new Random(1);
    double worst = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample x = Sample.of(random, EXAMPLES, UNITS);
      Sample dZ = Sample.of(random, EXAMPLES, UNITS);
      int slopes = trial % 2 == 0 ? UNITS : 1;
      Sample w = Sample.of(random, 1, slopes);
      PReluErrors errors = new PReluErrors(linear, Formulas.TRUE, w.known, false);
      Bounded z = errors.forward(x.known);
      Bounded dX = errors.inputGradient(x.known, dZ.known);
      Bounded dW = errors.gradient(ParameterKind.WEIGHTS, x.known, dZ.known);
      float[] sums = new float[slopes];
      double[] trueSums = new double[slopes];
      for (int k = 0; k < EXAMPLES * UNITS; k++) {
        int j = k % slopes;
        float v = x.computed[k];
        float d = dZ.computed[k];
        double u = x.truth[k];
        double e = dZ.truth[k];
        float computed = v < 0 ? w.computed[j] * v : v;
        worst = Math.max(worst, within("z", computed, u < 0 ? w.truth[j] * u : u, z, k));
        within("dx", v < 0 ? w.computed[j] * d : d, u < 0 ? w.truth[j] * e : e, dX, k);
        sums[j] += d * Math.min(v, 0);
        trueSums[j] += e * Math.min(u, 0);
      }
      for (int j = 0; j < slopes; j++) {
        worst = Math.max(worst, within("dW", sums[j], trueSums[j], dW, j));
      }
    }
    // A bound that nothing comes near to would be no test.
    assertTrue(worst > 0.5, "worst ratio " + worst);
  }

  @Test
  void anElementwiseMultiplicationStaysWithinItsBounds() {
    Random random = new Random(2);
    double worst = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample x = Sample.of(random, EXAMPLES, UNITS);
      Sample dZ = Sample.of(random, EXAMPLES, UNITS);
      Sample w = Sample.of(random, 1, UNITS);
      Sample b = Sample.of(random, 1, UNITS);
      ElementwiseMultiplicationErrors errors =
          new ElementwiseMultiplicationErrors(linear, w.known, b.known);
      Bounded z = errors.forward(x.known);
      Bounded dX = errors.inputGradient(x.known, dZ.known);
      Bounded dW = errors.gradient(ParameterKind.WEIGHTS, x.known, dZ.known);
      float[] sums = new float[UNITS];
      double[] trueSums = new double[UNITS];
      for (int k = 0; k < EXAMPLES * UNITS; k++) {
        int j = k % UNITS;
        float sum = x.computed[k] * w.computed[j] + b.computed[j];
        worst = Math.max(worst, within("z", sum, x.truth[k] * w.truth[j] + b.truth[j], z, k));
        float product = dZ.computed[k] * w.computed[j];
        worst = Math.max(worst, within("dx", product, dZ.truth[k] * w.truth[j], dX, k));
        sums[j] += dZ.computed[k] * x.computed[k];
        trueSums[j] += dZ.truth[k] * x.truth[k];
      }
      for (int j = 0; j < UNITS; j++) {
        worst = Math.max(worst, within("dW", sums[j], trueSums[j], dW, j));
      }
    }
    assertTrue(worst > 0.5, "worst ratio " + worst);
  }
}
