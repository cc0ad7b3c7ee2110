package dev.gradparity.comparison.port;

import dev.gradparity.spec.NetworkSpec;

/** Dropout by masks that follow from the seed, so that two implementations can have the same. */
final class PlainDropout {

  private PlainDropout() {}

  /** The methods {@code retained}, of a layer and a step, and {@code dropped}. */
  static void define(PlainText text, NetworkSpec spec) {
    text.imports().of("java.util", "Random");
    text.constant("SEED", "long", JavaNumber.of(spec.seed()));
    text.constant("SPREAD", "long", "0x9E3779B97F4A7C15L");
    text.method(
        "retained",
        """
          /**
           * Which elements of the input of a layer dropout retains, each with probability p. Any random
           * numbers would do; these follow from seed, layer and step, for Deeplearning4j to have the same.
           */
          static boolean[][] retained(int layer, double p, int step, int rows, int columns) {
            Random random = new Random(((SEED * SPREAD + layer) * SPREAD + step) * SPREAD);
            boolean[][] retained = new boolean[rows][columns];
            for (boolean[] row : retained) {
              for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble() < p;
              }
            }
            return retained;
          }
        """);
    text.method(
        "dropped",
        """
          /** A with what is retained divided by p, and zeros elsewhere. */
          private static double[][] dropped(double[][] a, boolean[][] retained, double p) {
            double[][] dropped = new double[a.length][a[0].length];
            for (int i = 0; i < a.length; i++) {
              for (int j = 0; j < a[i].length; j++) {
                dropped[i][j] = retained[i][j] ? a[i][j] / p : 0;
              }
            }
            return dropped;
          }
        """);
  }
}
