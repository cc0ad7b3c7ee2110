package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOrderTest {

  private static final int EXAMPLES = 5;
  private static final int ORDERS = 10_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 1000})
  void orderIsAPermutation(int examples) {
    int[] order = EpochOrder.of(examples, 3, 0);
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, examples).toArray(), order);
  }

  /** The same on every machine and JDK; a change here moves every training run. */
  @Test
  void ordersOfASeedAreTheseForEver() {
    assertArrayEquals(new int[] {7, 0, 6, 1, 4, 2, 5, 3}, EpochOrder.of(8, 42, 0));
    assertArrayEquals(new int[] {4, 2, 5, 3, 0, 7, 1, 6}, EpochOrder.of(8, 42, 1));
  }

  @Test
  void theRowsOfASequenceStaySideBySide() {
    int[] rows =
        Arrays.stream(EpochOrder.of(8, 42, 0))
            .flatMap(k -> IntStream.of(2 * k, 2 * k + 1))
            .toArray();
    assertArrayEquals(rows, EpochOrder.ofSequences(16, 2, 42, 0));
    assertArrayEquals(EpochOrder.of(8, 42, 1), EpochOrder.ofSequences(8, 1, 42, 1));
  }

  @Test
  void rowsThatAreNotWholeSequencesAreRefused() {
    assertEquals(
        "7 rows are not whole sequences of 2 time steps",
        assertThrows(IllegalArgumentException.class, () -> EpochOrder.ofSequences(7, 2, 42, 0))
            .getMessage());
  }

  /**
   * Each example is at each place equally often. Pearson's statistic over the 25 cells has (5 -
   * 1)^2 = 16 degrees of freedom; it exceeds 52.2 once in a hundred thousand sets of fair orders.
   */
  @Test
  void everyExampleIsEquallyLikelyAtEveryPlaceOverTheEpochsOfASeed() {
    double[][] counts = new double[EXAMPLES][EXAMPLES];
    for (int epoch = 0; epoch < ORDERS; epoch++) {
      count(EpochOrder.of(EXAMPLES, 42, epoch), counts);
    }
    assertFair(counts);
  }

  /** The first epochs of seeds that follow each other, as in a sweep. */
  @Test
  void everyExampleIsEquallyLikelyAtEveryPlaceOverSeeds() {
    double[][] counts = new double[EXAMPLES][EXAMPLES];
    for (int seed = 0; seed < ORDERS; seed++) {
      count(EpochOrder.of(EXAMPLES, seed, 0), counts);
    }
    assertFair(counts);
  }

  private static void count(int[] order, double[][] counts) {
    for (int place = 0; place < EXAMPLES; place++) {
      counts[place][order[place]]++;
    }
  }

  private static void assertFair(double[][] counts) {
    double expected = ORDERS / (double) EXAMPLES;
    double statistic = 0;
    for (double[] row : counts) {
      for (double count : row) {
        statistic += (count - expected) * (count - expected) / expected;
      }
    }
    // Each row and each column has a fixed total: the cells' statistic shrinks by 4/5 per way.
    double chiSquare = statistic * (EXAMPLES - 1) / EXAMPLES;
    assertTrue(chiSquare < 52.2, "chi-square " + chiSquare);
  }
}
