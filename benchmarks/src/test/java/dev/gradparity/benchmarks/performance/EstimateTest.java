package dev.gradparity.benchmarks.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateTest {

  /** Logarithms 0, 1, 2: mean 1, deviation 1; Student's 97.5 % quantile at 2 degrees is 4.30265. */
  @Test
  void threeRoundsGiveTheIntervalOfTheTextbook() {
    Estimate estimate = Estimate.ofRounds(new double[] {1, Math.E, Math.E * Math.E});
    assertEquals(Math.E, estimate.value(), 1e-12);
    assertEquals(Math.exp(1 - 4.302652729911275 / Math.sqrt(3)), estimate.low(), 1e-6);
    assertEquals(Math.exp(1 + 4.302652729911275 / Math.sqrt(3)), estimate.high(), 1e-3);
  }

  @Test
  void oneRoundGivesNoInterval() {
    Estimate estimate = Estimate.ofRounds(new double[] {5});
    assertEquals(5, estimate.value(), 1e-12);
    assertNull(estimate.low());
    assertNull(estimate.high());
    assertFalse(estimate.excludesOne());
  }

  @Test
  void nineteenOfTwentyIntervalsCoverTheTruth() {
    Random random = new Random(7);
    int trials = 4000;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] rounds = new double[5];
      for (int r = 0; r < rounds.length; r++) {
        rounds[r] = 3 * Math.exp(0.1 * random.nextGaussian());
      }
      Estimate estimate = Estimate.ofRounds(rounds);
      covered += estimate.low() <= 3 && 3 <= estimate.high() ? 1 : 0;
    }
    // The binomial deviation of this many trials is 0.0034.
    assertEquals(0.95, (double) covered / trials, 0.012);
  }

  @Test
  void whatSlowsBothSidesOfARoundDoesNotWidenTheirRatio() {
    double[] weather = {1, 3, 0.5, 2};
    double[] noise = {1.01, 0.99, 1.02, 0.98};
    double[] ratios = new double[weather.length];
    for (int r = 0; r < weather.length; r++) {
      ratios[r] = (2 * weather[r] * noise[r]) / weather[r];
    }
    Estimate paired = Estimate.ofRounds(ratios);
    Estimate alone = Estimate.ofRounds(weather);
    assertTrue(paired.high() / paired.low() < 1.1, paired::toString);
    assertTrue(alone.high() / alone.low() > 10, alone::toString);
    assertTrue(paired.excludesOne());
    assertFalse(alone.excludesOne());
  }
}
