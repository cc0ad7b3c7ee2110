package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes32.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of a product C = A.B that are computed in registers, a chain of fused multiply-adds in each
 * lane. Element (r, k) of A lies at {@code aFrom + r * aRow + k * aColumn}, row k of B at {@code
 * bFrom + k * bRow}. Sums begin with what lies at s, in rows {@code sRow} apart, and end in C.
 *
 * <p>The sums are local variables because vectors in an array would live in memory, and each tile
 * is one straight piece because the compiler stops inlining in larger ones. No tile has other
 * shapes of vectors than {@code SPECIES}: a second one anywhere in the program would make it
 * allocate, and so would sums that begin with {@code zero(SPECIES)}.
 */
final class Tiles32 {

  private static final int LANES = SPECIES.length();

  private Tiles32() {}

  /** Four rows, four vectors of columns: as many loads as the multiply-adds leave time for. */
  static void fourByFour(
      int length,
      float[] a,
      int aFrom,
      int aRow,
      int aColumn,
      float[] b,
      int bFrom,
      int bRow,
      float[] s,
      int sFrom,
      int sRow,
      float[] c,
      int cFrom,
      int cRow) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sFrom);
    FloatVector s01 = FloatVector.fromArray(SPECIES, s, sFrom + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
    FloatVector s11 = FloatVector.fromArray(SPECIES, s, sFrom + sRow + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, s, sFrom + sRow + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, s, sFrom + sRow + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector s21 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    FloatVector s31 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow + 3 * LANES);
    int column = aFrom;
    int row = bFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, row + 3 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      s01 = factor.fma(b1, s01);
      s02 = factor.fma(b2, s02);
      s03 = factor.fma(b3, s03);
      factor = FloatVector.broadcast(SPECIES, a[column + aRow]);
      s10 = factor.fma(b0, s10);
      s11 = factor.fma(b1, s11);
      s12 = factor.fma(b2, s12);
      s13 = factor.fma(b3, s13);
      factor = FloatVector.broadcast(SPECIES, a[column + 2 * aRow]);
      s20 = factor.fma(b0, s20);
      s21 = factor.fma(b1, s21);
      s22 = factor.fma(b2, s22);
      s23 = factor.fma(b3, s23);
      factor = FloatVector.broadcast(SPECIES, a[column + 3 * aRow]);
      s30 = factor.fma(b0, s30);
      s31 = factor.fma(b1, s31);
      s32 = factor.fma(b2, s32);
      s33 = factor.fma(b3, s33);
      column += aColumn;
      row += bRow;
    }
    s00.intoArray(c, cFrom);
    s01.intoArray(c, cFrom + LANES);
    s02.intoArray(c, cFrom + 2 * LANES);
    s03.intoArray(c, cFrom + 3 * LANES);
    s10.intoArray(c, cFrom + cRow);
    s11.intoArray(c, cFrom + cRow + LANES);
    s12.intoArray(c, cFrom + cRow + 2 * LANES);
    s13.intoArray(c, cFrom + cRow + 3 * LANES);
    s20.intoArray(c, cFrom + 2 * cRow);
    s21.intoArray(c, cFrom + 2 * cRow + LANES);
    s22.intoArray(c, cFrom + 2 * cRow + 2 * LANES);
    s23.intoArray(c, cFrom + 2 * cRow + 3 * LANES);
    s30.intoArray(c, cFrom + 3 * cRow);
    s31.intoArray(c, cFrom + 3 * cRow + LANES);
    s32.intoArray(c, cFrom + 3 * cRow + 2 * LANES);
    s33.intoArray(c, cFrom + 3 * cRow + 3 * LANES);
  }

  /** Four rows, two vectors of columns, the second {@code next} columns behind the first. */
  static void fourByTwo(
      int length,
      float[] a,
      int aFrom,
      int aRow,
      int aColumn,
      float[] b,
      int bFrom,
      int bRow,
      int next,
      float[] s,
      int sFrom,
      int sRow,
      float[] c,
      int cFrom,
      int cRow) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sFrom);
    FloatVector s01 = FloatVector.fromArray(SPECIES, s, sFrom + next);
    FloatVector s10 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
    FloatVector s11 = FloatVector.fromArray(SPECIES, s, sFrom + sRow + next);
    FloatVector s20 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector s21 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow + next);
    FloatVector s30 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    FloatVector s31 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow + next);
    int column = aFrom;
    int row = bFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + next);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      s01 = factor.fma(b1, s01);
      factor = FloatVector.broadcast(SPECIES, a[column + aRow]);
      s10 = factor.fma(b0, s10);
      s11 = factor.fma(b1, s11);
      factor = FloatVector.broadcast(SPECIES, a[column + 2 * aRow]);
      s20 = factor.fma(b0, s20);
      s21 = factor.fma(b1, s21);
      factor = FloatVector.broadcast(SPECIES, a[column + 3 * aRow]);
      s30 = factor.fma(b0, s30);
      s31 = factor.fma(b1, s31);
      column += aColumn;
      row += bRow;
    }
    s00.intoArray(c, cFrom);
    s01.intoArray(c, cFrom + next);
    s10.intoArray(c, cFrom + cRow);
    s11.intoArray(c, cFrom + cRow + next);
    s20.intoArray(c, cFrom + 2 * cRow);
    s21.intoArray(c, cFrom + 2 * cRow + next);
    s30.intoArray(c, cFrom + 3 * cRow);
    s31.intoArray(c, cFrom + 3 * cRow + next);
  }

  /** Eight rows, one vector of columns. */
  static void eightByOne(
      int length,
      float[] a,
      int aFrom,
      int aRow,
      int aColumn,
      float[] b,
      int bFrom,
      int bRow,
      float[] s,
      int sFrom,
      int sRow,
      float[] c,
      int cFrom,
      int cRow) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sFrom);
    FloatVector s10 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
    FloatVector s20 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
    FloatVector s30 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
    FloatVector s40 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
    FloatVector s50 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
    FloatVector s60 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
    FloatVector s70 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
    int column = aFrom;
    int row = bFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      factor = FloatVector.broadcast(SPECIES, a[column + aRow]);
      s10 = factor.fma(b0, s10);
      factor = FloatVector.broadcast(SPECIES, a[column + 2 * aRow]);
      s20 = factor.fma(b0, s20);
      factor = FloatVector.broadcast(SPECIES, a[column + 3 * aRow]);
      s30 = factor.fma(b0, s30);
      factor = FloatVector.broadcast(SPECIES, a[column + 4 * aRow]);
      s40 = factor.fma(b0, s40);
      factor = FloatVector.broadcast(SPECIES, a[column + 5 * aRow]);
      s50 = factor.fma(b0, s50);
      factor = FloatVector.broadcast(SPECIES, a[column + 6 * aRow]);
      s60 = factor.fma(b0, s60);
      factor = FloatVector.broadcast(SPECIES, a[column + 7 * aRow]);
      s70 = factor.fma(b0, s70);
      column += aColumn;
      row += bRow;
    }
    s00.intoArray(c, cFrom);
    s10.intoArray(c, cFrom + cRow);
    s20.intoArray(c, cFrom + 2 * cRow);
    s30.intoArray(c, cFrom + 3 * cRow);
    s40.intoArray(c, cFrom + 4 * cRow);
    s50.intoArray(c, cFrom + 5 * cRow);
    s60.intoArray(c, cFrom + 6 * cRow);
    s70.intoArray(c, cFrom + 7 * cRow);
  }

  /** One row, four vectors of columns. */
  static void oneByFour(
      int length,
      float[] a,
      int aFrom,
      int aColumn,
      float[] b,
      int bFrom,
      int bRow,
      float[] s,
      int sFrom,
      float[] c,
      int cFrom) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sFrom);
    FloatVector s01 = FloatVector.fromArray(SPECIES, s, sFrom + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * LANES);
    int column = aFrom;
    int row = bFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, row + 3 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      s01 = factor.fma(b1, s01);
      s02 = factor.fma(b2, s02);
      s03 = factor.fma(b3, s03);
      column += aColumn;
      row += bRow;
    }
    s00.intoArray(c, cFrom);
    s01.intoArray(c, cFrom + LANES);
    s02.intoArray(c, cFrom + 2 * LANES);
    s03.intoArray(c, cFrom + 3 * LANES);
  }

  /** One row, eight vectors of columns: the longer the stretches, the sooner memory brings them. */
  static void oneByEight(
      int length,
      float[] a,
      int aFrom,
      int aColumn,
      float[] b,
      int bFrom,
      int bRow,
      float[] s,
      int sFrom,
      float[] c,
      int cFrom) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sFrom);
    FloatVector s01 = FloatVector.fromArray(SPECIES, s, sFrom + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * LANES);
    FloatVector s04 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * LANES);
    FloatVector s05 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * LANES);
    FloatVector s06 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * LANES);
    FloatVector s07 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * LANES);
    int column = aFrom;
    int row = bFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, row + 3 * LANES);
      FloatVector b4 = FloatVector.fromArray(SPECIES, b, row + 4 * LANES);
      FloatVector b5 = FloatVector.fromArray(SPECIES, b, row + 5 * LANES);
      FloatVector b6 = FloatVector.fromArray(SPECIES, b, row + 6 * LANES);
      FloatVector b7 = FloatVector.fromArray(SPECIES, b, row + 7 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      s01 = factor.fma(b1, s01);
      s02 = factor.fma(b2, s02);
      s03 = factor.fma(b3, s03);
      s04 = factor.fma(b4, s04);
      s05 = factor.fma(b5, s05);
      s06 = factor.fma(b6, s06);
      s07 = factor.fma(b7, s07);
      column += aColumn;
      row += bRow;
    }
    s00.intoArray(c, cFrom);
    s01.intoArray(c, cFrom + LANES);
    s02.intoArray(c, cFrom + 2 * LANES);
    s03.intoArray(c, cFrom + 3 * LANES);
    s04.intoArray(c, cFrom + 4 * LANES);
    s05.intoArray(c, cFrom + 5 * LANES);
    s06.intoArray(c, cFrom + 6 * LANES);
    s07.intoArray(c, cFrom + 7 * LANES);
  }
}
