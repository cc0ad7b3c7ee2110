package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.DType;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Formulas in float32 beside the same in float64, which is exact enough to be the truth. */
class RunningErrorTest {

  private static final int TRIALS = 20_000;

  private final RunningError m = new RunningError(new Rounding(DType.FLOAT32));

  @FunctionalInterface
  private interface Single {
    float of(float z);
  }

  @Test
  void aComputedFormulaStaysWithinItsError() {
    assertCovers(
        z -> m.over(RunningError.exact(1), m.plus(RunningError.exact(1), m.exp(z))),
        z -> 1 / (1 + (float) Math.exp(z)),
        z -> 1 / (1 + Math.exp(z)));
    assertCovers(
        z -> m.times(z, m.tanh(m.log1p(m.exp(z)))),
        z -> z * (float) Math.tanh((float) Math.log1p((float) Math.exp(z))),
        z -> z * Math.tanh(Math.log1p(Math.exp(z))));
    assertCovers(
        z -> m.minus(m.sqrt(m.plus(RunningError.exact(1), m.times(z, z))), RunningError.exact(1)),
        z -> (float) Math.sqrt(1 + z * z) - 1,
        z -> Math.sqrt(1 + z * z) - 1);
    assertCovers(
        z -> m.over(m.rounded(0.1), m.plus(RunningError.abs(z), m.rounded(0.2))),
        z -> 0.1f / (Math.abs(z) + 0.2f),
        z -> 0.1 / (Math.abs(z) + 0.2));
    assertCovers(
        z -> m.log(m.plus(m.expm1(RunningError.abs(z)), m.rounded(0.3))),
        z -> (float) Math.log((float) Math.expm1(Math.abs(z)) + 0.3f),
        z -> Math.log(Math.expm1(Math.abs(z)) + 0.3));
  }

  @Test
  void aDivisorThatMayBeZeroHasNoBound() {
    Term mayBeZero = new Term(1e-3, 1e-3);
    assertEquals(Double.POSITIVE_INFINITY, m.over(RunningError.exact(1), mayBeZero).error());
    assertEquals(Double.POSITIVE_INFINITY, m.log(mayBeZero).error());
  }

  /** A random argument, off by up to its error, goes through both; some error must be used up. */
  private static void assertCovers(
      UnaryOperator<Term> formula, Single computed, DoubleUnaryOperator exact) {
    Random random = new Random(42);
    double worst = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double x = 3 * random.nextGaussian();
      double error = random.nextBoolean() ? 1e-4 * random.nextDouble() : 0;
      float z = (float) (x + error * (2 * random.nextDouble() - 1));
      double argumentError = error == 0 ? 0 : error + Math.ulp(z);
      double argument = error == 0 ? z : x;
      double truth = exact.applyAsDouble(argument);
      double bound = formula.apply(new Term(argument, argumentError)).error();
      double off = Math.abs(computed.of(z) - truth);
      assertTrue(off <= bound, () -> "off by %s at %s, bound %s".formatted(off, z, bound));
      worst = Math.max(worst, off / bound);
    }
    assertTrue(worst > 0.1, "the bound is too wide: at most " + worst + " of it was used");
  }
}
