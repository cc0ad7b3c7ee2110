package dev.gradparity.comparison.numerics;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.OtherOrders;
import dev.gradparity.comparison.RandomNetworks;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No correct computation leaves its certain bound, whatever its order, formulas and data. */
class SoundnessTest {

  private static final int NETWORKS = Integer.getInteger("gradparity.soundness.networks", 600);

  private static OtherOrders otherOrders(long seed) {
    OtherOrders.Order[] orders = OtherOrders.Order.values();
    return new OtherOrders(orders[(int) (seed % orders.length)], seed);
  }

  /** In float32 the walk is exact beside the bounds: each side alone is within its own. */
  @Test
  void eachSideIsWithinItsBoundOfTheWalk() {
    double worst = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      Case.Gradient task = RandomNetworks.gradient(DType.FLOAT32, seed);
      Map<TensorName, Bounded> whole = Replay.tensors(task, Replay::unobserved);
      Observation[] sides = {Samples.fromScratch().observe(task), otherOrders(seed).observe(task)};
      for (Observation side : sides) {
        worst = Math.max(worst, worstRatio(side, whole, seed));
        worst =
            Math.max(worst, worstRatio(side, Replay.tensors(task, Replay.observed(side)), seed));
      }
    }
    // A bound that nothing comes near to would be no test.
    assertTrue(worst > 0.5, "worst ratio " + worst);
  }

  private static double worstRatio(Observation side, Map<TensorName, Bounded> walk, long seed) {
    double worst = 0;
    for (ObservedTensor tensor : side.tensors()) {
      Bounded bounded = walk.get(tensor.name());
      for (int k = 0; k < bounded.size(); k++) {
        // Where an overflow is possible, or a kink, nothing is said about one side alone.
        double bound = bounded.error(Level.KINKED, k) * (1 + 0x1p-29);
        if (bound == Double.POSITIVE_INFINITY) {
          continue;
        }
        double error = Math.abs(tensor.values()[k] - bounded.value()[k]);
        String place = side.subject() + ", seed " + seed + ", " + tensor.name() + " at " + k;
        assertTrue(error <= bound, () -> place + ": " + error + " > " + bound);
        worst = Math.max(worst, error == 0 ? 0 : error / bound);
      }
    }
    return worst;
  }

  @ParameterizedTest
  @EnumSource
  void noTwoSidesAreAMismatch(DType dtype) {
    for (long seed = 0; seed < NETWORKS; seed++) {
      Case task = RandomNetworks.gradient(dtype, seed);
      assertNoMismatch(task, otherOrders(seed).observe(task));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTwoTrainingsAreAMismatch(DType dtype) {
    for (long seed = 0; seed < NETWORKS / 6; seed++) {
      Case task = RandomNetworks.training(dtype, seed, 8);
      assertNoMismatch(task, otherOrders(seed).observe(task));
    }
  }

  private static void assertNoMismatch(Case task, Observation other) {
    Observation fromScratch = Samples.fromScratch().observe(task);
    Comparison comparison =
        Comparator.compare(task, fromScratch, other, CaseBounds.of(task, fromScratch, other));
    for (TensorJudgement tensor : comparison.tensors()) {
      // After an overflow, one order may say infinity where another says NaN.
      if (tensor.bound() < Double.POSITIVE_INFINITY) {
        assertNotEquals(
            Verdict.MISMATCH,
            tensor.verdict(),
            () -> task.name() + " " + task.spec() + ": " + tensor);
      }
    }
  }
}
