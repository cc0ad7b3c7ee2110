package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinibatchesTest {

  /** Example i is (i, i + 0.5), its label 1000 - i. */
  private static Minibatches numbered(int examples, int batchSize, long seed) {
    Matrix x = Matrix.zeros(DType.FLOAT32, examples, 2);
    Matrix y = Matrix.zeros(DType.FLOAT32, examples, 1);
    for (int i = 0; i < examples; i++) {
      x.set(i, 0, i);
      x.set(i, 1, i + 0.5);
      y.set(i, 0, 1000 - i);
    }
    return new Minibatches(x, y, batchSize, seed);
  }

  /** The sizes of an epoch's minibatches; the examples they hold go to the list. */
  private static List<Integer> epoch(Minibatches minibatches, int examples, List<Integer> order) {
    List<Integer> sizes = new ArrayList<>();
    while (order.size() < examples) {
      Minibatch batch = minibatches.next();
      sizes.add(batch.size());
      for (int row = 0; row < batch.size(); row++) {
        order.add((int) batch.x().get(row, 0));
        assertEquals(batch.x().get(row, 0) + 0.5, batch.x().get(row, 1));
        assertEquals(1000 - batch.x().get(row, 0), batch.y().get(row, 0), "another's label");
      }
    }
    return sizes;
  }

  private static List<Integer> allOf(int examples) {
    return IntStream.range(0, examples).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "7, 3", "7, 7", "12, 4", "17, 16", "13, 100"})
  void epochVisitsEveryExampleOnceWithItsLabel(int examples, int batchSize) {
    Minibatches minibatches = numbered(examples, batchSize, 5);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> order = new ArrayList<>();
      epoch(minibatches, examples, order);
      Collections.sort(order);
      assertEquals(allOf(examples), order);
    }
  }

  @Test
  void lastMinibatchIsShortWhereTheBatchSizeDoesNotDivide() {
    Minibatches minibatches = numbered(7, 3, 5);
    assertEquals(List.of(3, 3, 1), epoch(minibatches, 7, new ArrayList<>()));
    assertEquals(List.of(3, 3, 1), epoch(minibatches, 7, new ArrayList<>()));
    assertEquals(List.of(4, 4, 4), epoch(numbered(12, 4, 5), 12, new ArrayList<>()));
  }

  @Test
  void batchSizeAboveTheExamplesMeansAllAtOnce() {
    assertEquals(List.of(5), epoch(numbered(5, Integer.MAX_VALUE, 5), 5, new ArrayList<>()));
  }

  @Test
  void ordersDifferBetweenEpochsAndSeedsAndRepeatWithTheSeed() {
    Set<List<Integer>> orders = new HashSet<>();
    for (long seed = 0; seed < 4; seed++) {
      Minibatches minibatches = numbered(20, 6, seed);
      Minibatches twin = numbered(20, 6, seed);
      for (int epoch = 0; epoch < 5; epoch++) {
        List<Integer> order = new ArrayList<>();
        epoch(minibatches, 20, order);
        List<Integer> again = new ArrayList<>();
        epoch(twin, 20, again);
        assertEquals(order, again);
        orders.add(order);
      }
    }
    // Two of twenty random orders of twenty agree with probability 1e-16.
    assertEquals(20, orders.size());
  }

  @Test
  void minibatchesFollowTheEpochsOrder() {
    Minibatches minibatches = numbered(9, 4, 3);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> order = new ArrayList<>();
      epoch(minibatches, 9, order);
      assertArrayEquals(
          EpochOrder.of(9, 3, epoch), order.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void batchSizeIsAtLeastOne(int batchSize) {
    assertEquals(
        "the batch size must be at least 1, got " + batchSize,
        assertThrows(IllegalArgumentException.class, () -> numbered(3, batchSize, 0)).getMessage());
  }

  @Test
  void everyExampleNeedsALabel() {
    Matrix x = Matrix.zeros(DType.FLOAT64, 5, 2);
    Matrix y = Matrix.zeros(DType.FLOAT64, 4, 1);
    assertEquals(
        "5 examples need as many labels, got 4",
        assertThrows(IllegalArgumentException.class, () -> new Minibatches(x, y, 2, 0))
            .getMessage());
  }
}
