package dev.gradparity.kernel;

import static dev.gradparity.kernel.Lanes64.SPECIES;

/**
 * Products C = A.B of operands where they lie, strip by strip of a tile's columns. Chains run over
 * the whole inner length. The last tiles of a strip, and the last strip, reach back over their
 * neighbours and compute some elements twice: what they would need at the edges costs more.
 *
 * <p>Parameters are those of {@link Tiles64}; C is {@code rows} high.
 */
final class Strips64 {

  private static final int LANES = SPECIES.length();
  private static final int PAIR = 2 * LANES;
  private static final int WIDE = 4 * LANES;
  private static final int BROAD = 8 * LANES;

  /** Rows of the tiles that have more than one; of fewer, B is hardly read twice. */
  private static final int SEVERAL = 4;

  /** As long as a row, once there was one; more than one thread may see to that at a time. */
  private static volatile double[] zeros = new double[BROAD];

  private Strips64() {}

  /** All columns, of which there must be as many as a vector has lanes; chains begin at 0. */
  static void multiply(
      int rows,
      int inner,
      int columns,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      double[] c,
      int cFrom,
      int cRow) {
    double[] s = zeros(columns);
    multiply(
        rows, inner, columns, a, aFrom, aRow, aColumn, b, bFrom, bRow, s, 0, 0, c, cFrom, cRow);
  }

  /** A row of zeros, from which chains begin: to be read only, and by rows that are 0 apart. */
  static double[] zeros(int columns) {
    double[] row = zeros;
    if (row.length < columns) {
      row = new double[columns];
      zeros = row;
    }
    return row;
  }

  /** All columns; chains begin with the rows at s, which lie apart from C. */
  static void multiply(
      int rows,
      int inner,
      int columns,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      double[] s,
      int sFrom,
      int sRow,
      double[] c,
      int cFrom,
      int cRow) {
    int j = 0;
    if (rows < SEVERAL) {
      for (; columns - j >= BROAD; j += BROAD) {
        broad(
            rows, inner, a, aFrom, aRow, aColumn, b, bFrom + j, bRow, s, sFrom + j, sRow, c,
            cFrom + j, cRow);
      }
    }
    for (; columns - j >= WIDE; j += WIDE) {
      wide(
          rows, inner, a, aFrom, aRow, aColumn, b, bFrom + j, bRow, s, sFrom + j, sRow, c,
          cFrom + j, cRow);
    }
    if (columns - j > PAIR && columns > WIDE) {
      j = columns - WIDE;
      wide(
          rows, inner, a, aFrom, aRow, aColumn, b, bFrom + j, bRow, s, sFrom + j, sRow, c,
          cFrom + j, cRow);
      return;
    }
    for (; columns - j > LANES; j += PAIR) {
      int next = Math.min(LANES, columns - j - LANES);
      pair(
          rows, inner, a, aFrom, aRow, aColumn, b, bFrom + j, bRow, next, s, sFrom + j, sRow, c,
          cFrom + j, cRow);
    }
    if (columns > j) {
      j = columns - LANES;
      single(
          rows, inner, a, aFrom, aRow, aColumn, b, bFrom + j, bRow, s, sFrom + j, sRow, c,
          cFrom + j, cRow);
    }
  }

  private static void broad(
      int rows,
      int inner,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      double[] s,
      int sFrom,
      int sRow,
      double[] c,
      int cFrom,
      int cRow) {
    for (int i = 0; i < rows; i++) {
      Tiles64.oneByEight(
          inner,
          a,
          aFrom + i * aRow,
          aColumn,
          b,
          bFrom,
          bRow,
          s,
          sFrom + i * sRow,
          c,
          cFrom + i * cRow);
    }
  }

  private static void wide(
      int rows,
      int inner,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      double[] s,
      int sFrom,
      int sRow,
      double[] c,
      int cFrom,
      int cRow) {
    if (rows < SEVERAL) {
      for (int i = 0; i < rows; i++) {
        Tiles64.oneByFour(
            inner,
            a,
            aFrom + i * aRow,
            aColumn,
            b,
            bFrom,
            bRow,
            s,
            sFrom + i * sRow,
            c,
            cFrom + i * cRow);
      }
      return;
    }
    for (int i = 0; i < rows; i += 4) {
      int r = Math.min(i, rows - 4);
      Tiles64.fourByFour(
          inner,
          a,
          aFrom + r * aRow,
          aRow,
          aColumn,
          b,
          bFrom,
          bRow,
          s,
          sFrom + r * sRow,
          sRow,
          c,
          cFrom + r * cRow,
          cRow);
    }
  }

  /** Two vectors of columns, the second {@code next} columns behind the first. */
  private static void pair(
      int rows,
      int inner,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      int next,
      double[] s,
      int sFrom,
      int sRow,
      double[] c,
      int cFrom,
      int cRow) {
    if (rows < SEVERAL) {
      for (int i = 0; i < rows; i++) {
        // The tile's four rows are one and the same.
        Tiles64.fourByTwo(
            inner,
            a,
            aFrom + i * aRow,
            0,
            aColumn,
            b,
            bFrom,
            bRow,
            next,
            s,
            sFrom + i * sRow,
            0,
            c,
            cFrom + i * cRow,
            0);
      }
      return;
    }
    for (int i = 0; i < rows; i += 4) {
      int r = Math.min(i, rows - 4);
      Tiles64.fourByTwo(
          inner,
          a,
          aFrom + r * aRow,
          aRow,
          aColumn,
          b,
          bFrom,
          bRow,
          next,
          s,
          sFrom + r * sRow,
          sRow,
          c,
          cFrom + r * cRow,
          cRow);
    }
  }

  /** One vector of columns. */
  private static void single(
      int rows,
      int inner,
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      double[] b,
      int bFrom,
      int bRow,
      double[] s,
      int sFrom,
      int sRow,
      double[] c,
      int cFrom,
      int cRow) {
    if (rows < 8) {
      pair(rows, inner, a, aFrom, aRow, aColumn, b, bFrom, bRow, 0, s, sFrom, sRow, c, cFrom, cRow);
      return;
    }
    for (int i = 0; i < rows; i += 8) {
      int r = Math.min(i, rows - 8);
      Tiles64.eightByOne(
          inner,
          a,
          aFrom + r * aRow,
          aRow,
          aColumn,
          b,
          bFrom,
          bRow,
          s,
          sFrom + r * sRow,
          sRow,
          c,
          cFrom + r * cRow,
          cRow);
    }
  }
}
