package dev.gradparity.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All workloads, small before large within each kind. */
public final class Workloads {

  private static final int[] SQUARES = {16, 32, 64, 128, 256, 512, 1024, 2048};

  /**
   * Rows, inner length, columns: tall, flat, narrow, and without a common divisor with any tile.
   */
  private static final int[][] OBLONGS = {
    {128, 784, 10}, {1, 784, 128}, {8192, 64, 64}, {127, 131, 137}
  };

  private static final int[][] LAYERS = {{32, 784, 128}, {128, 784, 512}, {256, 1024, 1024}};

  private Workloads() {}

  /** Products, then layers, then training steps. */
  public static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (ProductForm form : ProductForm.values()) {
      for (int n : SQUARES) {
        all.add(new ProductWorkload(form, n, n, n));
      }
      for (int[] size : OBLONGS) {
        all.add(new ProductWorkload(form, size[0], size[1], size[2]));
      }
    }
    for (int[] size : LAYERS) {
      for (AffineWorkload.Pass pass : AffineWorkload.Pass.values()) {
        all.add(new AffineWorkload(pass, size[0], size[1], size[2]));
      }
    }
    all.add(sgd(32, 4, 16, 3));
    all.add(sgd(1, 784, 128, 10));
    all.add(sgd(32, 784, 128, 10));
    all.add(sgd(128, 784, 128, 10));
    all.add(sgd(128, 784, 512, 10));
    all.add(new TrainingWorkload(List.of(784, 512, 256, 128, 10), 64, TrainingWorkload.ADAM));
    all.add(sgd(256, 1024, 1024, 1024));
    all.add(sgd(512, 2048, 2048, 1000));
    return all;
  }

  private static Workload sgd(int batch, Integer... sizes) {
    return new TrainingWorkload(List.of(sizes), batch, TrainingWorkload.SGD);
  }

  /** The workload of this name. */
  public static Optional<Workload> find(String name) {
    return all().stream().filter(workload -> workload.name().equals(name)).findFirst();
  }
}
