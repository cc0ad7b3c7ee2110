package dev.gradparity.benchmarks.ceiling;

import java.util.Arrays;

/**
 * a = b + s c over arrays that no cache holds; counts 24 bytes for each element, as the STREAM
 * benchmark does (McCalpin, 1995), which leaves out that a is first read.
 */
final class Triad implements Work {

  private final double[] a;
  private final double[] b;
  private final double[] c;

  /**
   * Three arrays.
   *
   * @param length of each
   */
  Triad(int length) {
    a = new double[length];
    b = new double[length];
    c = new double[length];
    Arrays.fill(a, 1);
    Arrays.fill(b, 2);
    Arrays.fill(c, 3);
  }

  @Override
  public double run() {
    triad(a, b, c);
    return 3.0 * Double.BYTES * a.length;
  }

  private static void triad(double[] a, double[] b, double[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 3.0 * c[i];
    }
  }
}
