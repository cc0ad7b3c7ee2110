package dev.gradparity.benchmarks.ceiling;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of a product in float64: a tile of six rows and two vectors of columns, whose
 * twelve sums, with two vectors of B and one number of A, fit into the sixteen registers of AVX2
 * and hide the latency of two multiply-add units. All operands lie in the first-level cache.
 */
final class Tile64 implements Work {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 6;
  private static final int INNER = 128;
  private static final int REPEATS = 64;

  private final double[] a = new double[ROWS * INNER];
  private final double[] b = new double[2 * LANES * INNER];
  private final double[] c = new double[ROWS * 2 * LANES];

  @Override
  public double run() {
    for (int r = 0; r < REPEATS; r++) {
      tile(a, b, c);
    }
    return 2.0 * ROWS * 2 * LANES * INNER * REPEATS;
  }

  private static void tile(double[] a, double[] b, double[] c) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, 0);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, LANES);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, 2 * LANES);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, 3 * LANES);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, 4 * LANES);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, 5 * LANES);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, 6 * LANES);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, 7 * LANES);
    DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, 8 * LANES);
    DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, 9 * LANES);
    DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, 10 * LANES);
    DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, 11 * LANES);
    for (int k = 0; k < INNER; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, k * 2 * LANES);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, k * 2 * LANES + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[k * ROWS]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[k * ROWS + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[k * ROWS + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[k * ROWS + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[k * ROWS + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[k * ROWS + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    c00.intoArray(c, 0);
    c01.intoArray(c, LANES);
    c10.intoArray(c, 2 * LANES);
    c11.intoArray(c, 3 * LANES);
    c20.intoArray(c, 4 * LANES);
    c21.intoArray(c, 5 * LANES);
    c30.intoArray(c, 6 * LANES);
    c31.intoArray(c, 7 * LANES);
    c40.intoArray(c, 8 * LANES);
    c41.intoArray(c, 9 * LANES);
    c50.intoArray(c, 10 * LANES);
    c51.intoArray(c, 11 * LANES);
  }
}
