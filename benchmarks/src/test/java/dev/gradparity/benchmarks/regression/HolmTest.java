package dev.gradparity.benchmarks.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void theSmallestCountsForAllAndTheLargestForItself() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
  }

  @Test
  void noneIsBelowASmallerOneAndNoneAboveCertainty() {
    assertArrayEquals(
        new double[] {0.45, 0.45, 0.9}, Holm.adjusted(new double[] {0.2, 0.15, 0.9}), 1e-15);
    assertArrayEquals(new double[] {1, 1}, Holm.adjusted(new double[] {0.6, 0.7}), 1e-15);
  }
}
