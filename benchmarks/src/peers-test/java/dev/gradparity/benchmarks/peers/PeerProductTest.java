package dev.gradparity.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductForm;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.spec.DType;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerProductTest {

  /** Rows, inner length, columns; the last one is packed by those who pack. */
  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1, 1},
          new int[] {1, 37, 5},
          new int[] {7, 3, 1},
          new int[] {13, 1, 11},
          new int[] {33, 65, 17},
          new int[] {64, 64, 64},
          new int[] {131, 127, 103});

  static Stream<Arguments> cases() {
    return Stream.of(
            new EjmlContender(),
            new NetlibContender(),
            new OjAlgoContender(),
            new OpenBlasContender(),
            new PyTorchContender())
        .flatMap(
            peer ->
                Stream.of(DType.values())
                    .flatMap(
                        dtype ->
                            Stream.of(ProductForm.values())
                                .flatMap(
                                    form ->
                                        Stream.of(1, 2)
                                            .filter(t -> t == 1 || !peer.id().startsWith("netlib"))
                                            .map(t -> Arguments.of(peer, dtype, form, t)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPeerComputesTheProduct(Contender peer, DType dtype, ProductForm form, int threads) {
    for (int[] shape : SHAPES) {
      ProductTask task = task(form, dtype, shape[0], shape[1], shape[2]);
      try (ProductRunner runner = peer.product(task, threads).orElseThrow()) {
        runner.run();
        assertEquals(Optional.empty(), firstWrong(task, runner.result()), peer.description());
        runner.run();
        assertEquals(Optional.empty(), firstWrong(task, runner.result()), "C must not accumulate");
      }
    }
    assertTrue(peer.description().contains(threads + " thread"), peer.description());
  }

  @Test
  void aProductWithoutItsTransposeIsWrong() {
    ProductTask asked = task(ProductForm.TN, DType.FLOAT64, 8, 8, 8);
    ProductTask computed =
        new ProductTask(ProductForm.NN, DType.FLOAT64, 8, 8, 8, asked.a(), asked.b());
    try (ProductRunner runner = new EjmlContender().product(computed, 1).orElseThrow()) {
      runner.run();
      assertTrue(firstWrong(asked, runner.result()).isPresent());
    }
  }

  @Test
  void float32DoesNotPassForFloat64() {
    ProductTask asked = task(ProductForm.NN, DType.FLOAT64, 8, 8, 8);
    ProductTask computed =
        new ProductTask(ProductForm.NN, DType.FLOAT32, 8, 8, 8, asked.a(), asked.b());
    try (ProductRunner runner = new OpenBlasContender().product(computed, 1).orElseThrow()) {
      runner.run();
      assertTrue(firstWrong(asked, runner.result()).isPresent());
    }
  }

  @Test
  void netlibIsNotTimedOnTwoThreads() {
    ProductTask task = task(ProductForm.NN, DType.FLOAT32, 2, 2, 2);
    assertEquals(Optional.empty(), new NetlibContender().product(task, 2));
  }

  private static ProductTask task(ProductForm form, DType dtype, int rows, int inner, int columns) {
    Random random = new Random(rows + 31L * inner + 961L * columns);
    double[] a = random.doubles((long) rows * inner, -1, 1).map(dtype::round).toArray();
    double[] b = random.doubles((long) inner * columns, -1, 1).map(dtype::round).toArray();
    return new ProductTask(form, dtype, rows, inner, columns, a, b);
  }

  /** The first element off by more than k u |A||B|, k the inner length. */
  private static Optional<String> firstWrong(ProductTask task, double[] c) {
    assertEquals(task.rows() * task.columns(), c.length);
    for (int i = 0; i < task.rows(); i++) {
      for (int j = 0; j < task.columns(); j++) {
        double sum = 0;
        double gauge = 0;
        for (int k = 0; k < task.inner(); k++) {
          double term = a(task, i, k) * b(task, k, j);
          sum += term;
          gauge += Math.abs(term);
        }
        double actual = c[i * task.columns() + j];
        double bound = task.inner() * task.dtype().unitRoundoff() * gauge;
        if (!(Math.abs(actual - sum) <= bound)) {
          return Optional.of("C[%d, %d] = %s, not %s".formatted(i, j, actual, sum));
        }
      }
    }
    return Optional.empty();
  }

  private static double a(ProductTask task, int i, int k) {
    return task.form() == ProductForm.TN
        ? task.a()[k * task.rows() + i]
        : task.a()[i * task.inner() + k];
  }

  private static double b(ProductTask task, int k, int j) {
    return task.form() == ProductForm.NT
        ? task.b()[j * task.inner() + k]
        : task.b()[k * task.columns() + j];
  }
}
