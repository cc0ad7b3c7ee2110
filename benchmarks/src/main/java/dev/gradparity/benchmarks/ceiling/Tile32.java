package dev.gradparity.benchmarks.ceiling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of a product in float32: a tile of six rows and two vectors of columns, whose
 * twelve sums, with two vectors of B and one number of A, fit into the sixteen registers of AVX2
 * and hide the latency of two multiply-add units. All operands lie in the first-level cache.
 */
final class Tile32 implements Work {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 6;
  private static final int INNER = 128;
  private static final int REPEATS = 64;

  private final float[] a = new float[ROWS * INNER];
  private final float[] b = new float[2 * LANES * INNER];
  private final float[] c = new float[ROWS * 2 * LANES];

  @Override
  public double run() {
    for (int r = 0; r < REPEATS; r++) {
      tile(a, b, c);
    }
    return 2.0 * ROWS * 2 * LANES * INNER * REPEATS;
  }

  private static void tile(float[] a, float[] b, float[] c) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, 0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, 2 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, 4 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, 5 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, 6 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, 7 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, 8 * LANES);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, 9 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, 10 * LANES);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, 11 * LANES);
    for (int k = 0; k < INNER; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, k * 2 * LANES);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, k * 2 * LANES + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[k * ROWS]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[k * ROWS + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[k * ROWS + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[k * ROWS + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[k * ROWS + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[k * ROWS + 5]);
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
