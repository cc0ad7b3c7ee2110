package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products allocate nothing once they are compiled: no vector is boxed. How long the compiler takes
 * is its own affair, so the test goes on until it sees that, or gives up.
 */
class ProductAllocationTest {

  private static final int PRODUCTS = 100;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Of one row and more, with and without a tile at the edge. */
  static Stream<Arguments> products() {
    int[][] shapes = {{1, 784, 128}, {1, 784, 64}, {3, 300, 150}, {8, 300, 17}, {16, 300, 64}};
    return Arrays.stream(DType.values())
        .flatMap(dtype -> Arrays.stream(shapes).map(s -> Arguments.of(dtype, s[0], s[1], s[2])));
  }

  @ParameterizedTest
  @MethodSource("products")
  void compiledProductAllocatesNothing(DType dtype, int n, int d, int m) {
    Kernels kernels = Kernels.fastest(1);
    Matrix x = Matrix.zeros(dtype, n, d);
    Matrix w = Matrix.zeros(dtype, d, m);
    Matrix y = Matrix.zeros(dtype, n, m);
    assertAllocatesNothing(() -> kernels.multiply(x, w, y));
  }

  @ParameterizedTest
  @MethodSource("products")
  void compiledProductWithTransposeAllocatesNothing(DType dtype, int n, int d, int m) {
    Kernels kernels = Kernels.fastest(1);
    Matrix dY = Matrix.zeros(dtype, n, m);
    Matrix w = Matrix.zeros(dtype, d, m);
    Matrix dX = Matrix.zeros(dtype, n, d);
    assertAllocatesNothing(() -> kernels.multiplyTransB(dY, w, dX));
  }

  private static void assertAllocatesNothing(Runnable product) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long bytes;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < PRODUCTS; i++) {
        product.run();
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    } while (bytes >= PRODUCTS && System.nanoTime() - start < PATIENCE_NANOS);
    assertTrue(bytes < PRODUCTS, bytes + " bytes in " + PRODUCTS + " products");
  }
}
