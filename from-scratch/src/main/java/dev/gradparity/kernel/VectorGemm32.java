package dev.gradparity.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C = A.B in float32, blocked for registers and caches.
 *
 * <p>A and B are read through strides, so that one routine serves a product and its two transposes:
 * element (i, k) of A lies at {@code aFrom + i * aRow + k * aColumn}. Both are packed into panels,
 * as in Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008): A by tiles
 * of eight rows, B by tiles of two vectors of columns.
 *
 * <p>Each element of C remains one chain of fused multiply-adds over ascending k: a block of k ends
 * by storing its chains in C, and the next one takes them up there. Blocking moves no bit.
 *
 * <p>An instance belongs to one thread and owns its panels.
 */
final class VectorGemm32 {

  private static final VectorSpecies<Float> SPECIES = Lanes32.SPECIES;
  private static final int LANES = SPECIES.length();

  /** Rows of a register tile: 8 x 2 sums keep two multiply-add units busy for their latency. */
  private static final int TILE_ROWS = 8;

  /** Columns of a register tile. */
  private static final int TILE_COLUMNS = 2 * LANES;

  /** Inner length of a block: a panel of B, of this length and a tile's width, stays in L1. */
  private static final int BLOCK_INNER = 256;

  /** Rows of a block of A, which stays in L2. */
  private static final int BLOCK_ROWS = 128;

  /** Columns of a block of B, which stays in L3. */
  private static final int BLOCK_COLUMNS = 2048;

  private final float[] packedA = new float[BLOCK_ROWS * BLOCK_INNER];
  private final float[] edge = new float[TILE_ROWS * TILE_COLUMNS];
  private float[] packedB = new float[0];

  private float[] a;
  private int aRow;
  private int aColumn;
  private float[] b;
  private int bRow;
  private int bColumn;
  private float[] c;
  private int cRow;

  /** Names A for the next product. */
  VectorGemm32 a(float[] values, int row, int column) {
    a = values;
    aRow = row;
    aColumn = column;
    return this;
  }

  /** Names B for the next product. */
  VectorGemm32 b(float[] values, int row, int column) {
    b = values;
    bRow = row;
    bColumn = column;
    return this;
  }

  /** Names C, whose columns are adjacent, for the next product. */
  VectorGemm32 c(float[] values, int row) {
    c = values;
    cRow = row;
    return this;
  }

  /** Where part number {@code part} of {@code count} begins: at the edge of a tile. */
  static int rowBoundary(int rows, int part, int count) {
    return boundary(rows, TILE_ROWS, part, count);
  }

  /** Where part number {@code part} of {@code count} begins: at the edge of a tile. */
  static int columnBoundary(int columns, int part, int count) {
    return boundary(columns, TILE_COLUMNS, part, count);
  }

  private static int boundary(int length, int tile, int part, int count) {
    long tiles = (length + tile - 1L) / tile;
    return (int) Math.min(length, tiles * part / count * tile);
  }

  /** Computes the part of C from (rowFrom, columnFrom) up to and without (rowTo, columnTo). */
  void multiply(int rowFrom, int rowTo, int columnFrom, int columnTo, int inner) {
    for (int i = rowFrom; i < rowTo; i++) {
      Arrays.fill(c, i * cRow + columnFrom, i * cRow + columnTo, 0);
    }
    for (int j = columnFrom; j < columnTo; j += BLOCK_COLUMNS) {
      int columns = Math.min(BLOCK_COLUMNS, columnTo - j);
      for (int k = 0; k < inner; k += BLOCK_INNER) {
        int length = Math.min(BLOCK_INNER, inner - k);
        packB(k, length, j, columns);
        for (int i = rowFrom; i < rowTo; i += BLOCK_ROWS) {
          int rows = Math.min(BLOCK_ROWS, rowTo - i);
          packA(i, rows, k, length);
          multiplyBlock(i, rows, j, columns, length);
        }
      }
    }
  }

  private void multiplyBlock(int i, int rows, int j, int columns, int length) {
    for (int jj = 0; jj < columns; jj += TILE_COLUMNS) {
      int tileColumns = Math.min(TILE_COLUMNS, columns - jj);
      for (int ii = 0; ii < rows; ii += TILE_ROWS) {
        int tileRows = Math.min(TILE_ROWS, rows - ii);
        int cFrom = (i + ii) * cRow + j + jj;
        if (tileRows == TILE_ROWS && tileColumns == TILE_COLUMNS) {
          tile(length, packedA, ii * length, packedB, jj * length, c, cFrom, cRow);
        } else {
          loadEdge(cFrom, tileRows, tileColumns);
          tile(length, packedA, ii * length, packedB, jj * length, edge, 0, TILE_COLUMNS);
          storeEdge(cFrom, tileRows, tileColumns);
        }
      }
    }
  }

  private void loadEdge(int cFrom, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, cFrom + r * cRow, edge, r * TILE_COLUMNS, columns);
    }
  }

  private void storeEdge(int cFrom, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * TILE_COLUMNS, c, cFrom + r * cRow, columns);
    }
  }

  /**
   * Packs the block of B from (k, j): panels of a tile's columns, one after the other, each row by
   * row. A last panel that is narrower keeps whatever its remaining columns held: they meet no
   * element of C.
   */
  private void packB(int k, int length, int j, int columns) {
    int size = length * ((columns + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS);
    if (packedB.length < size) {
      packedB = new float[size];
    }
    for (int jj = 0; jj < columns; jj += TILE_COLUMNS) {
      int from = k * bRow + (j + jj) * bColumn;
      int width = Math.min(TILE_COLUMNS, columns - jj);
      if (width == TILE_COLUMNS && bColumn == 1) {
        copyPanel(from, length, jj * length);
      } else {
        gatherPanel(from, length, width, jj * length);
      }
    }
  }

  private void copyPanel(int from, int length, int to) {
    for (int k = 0; k < length; k++) {
      FloatVector.fromArray(SPECIES, b, from + k * bRow).intoArray(packedB, to + k * TILE_COLUMNS);
      FloatVector.fromArray(SPECIES, b, from + k * bRow + LANES)
          .intoArray(packedB, to + k * TILE_COLUMNS + LANES);
    }
  }

  private void gatherPanel(int from, int length, int width, int to) {
    float[] target = packedB;
    for (int k = 0; k < length; k++) {
      int source = from + k * bRow;
      for (int t = 0; t < width; t++) {
        target[to + k * TILE_COLUMNS + t] = b[source + t * bColumn];
      }
    }
  }

  /**
   * Packs the block of A from (i, k): panels of a tile's rows, one after the other, each column by
   * column. A last panel that is lower keeps whatever its remaining rows held.
   */
  private void packA(int i, int rows, int k, int length) {
    for (int ii = 0; ii < rows; ii += TILE_ROWS) {
      int from = (i + ii) * aRow + k * aColumn;
      if (rows - ii >= TILE_ROWS) {
        packTileOfA(a, from, aRow, aColumn, length, packedA, ii * length);
      } else {
        for (int r = 0; r < rows - ii; r++) {
          for (int kk = 0; kk < length; kk++) {
            packedA[ii * length + kk * TILE_ROWS + r] = a[from + r * aRow + kk * aColumn];
          }
        }
      }
    }
  }

  private static void packTileOfA(
      float[] a, int from, int row, int column, int length, float[] target, int to) {
    for (int k = 0; k < length; k++) {
      int source = from + k * column;
      int place = to + k * TILE_ROWS;
      target[place] = a[source];
      target[place + 1] = a[source + row];
      target[place + 2] = a[source + 2 * row];
      target[place + 3] = a[source + 3 * row];
      target[place + 4] = a[source + 4 * row];
      target[place + 5] = a[source + 5 * row];
      target[place + 6] = a[source + 6 * row];
      target[place + 7] = a[source + 7 * row];
    }
  }

  /**
   * One register tile: sum (r, v) takes up the chains of row r and the v-th vector of columns in C,
   * and ends there. The sums are sixteen local variables because vectors in an array would live in
   * memory.
   */
  private static void tile(
      int length, float[] a, int aFrom, float[] b, int bFrom, float[] c, int cFrom, int cRow) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, cFrom);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, cFrom + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, cFrom + cRow);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, cFrom + cRow + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, cFrom + 2 * cRow);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, cFrom + 2 * cRow + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, cFrom + 3 * cRow);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, cFrom + 3 * cRow + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, c, cFrom + 4 * cRow);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c, cFrom + 4 * cRow + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, c, cFrom + 5 * cRow);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c, cFrom + 5 * cRow + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, c, cFrom + 6 * cRow);
    FloatVector s61 = FloatVector.fromArray(SPECIES, c, cFrom + 6 * cRow + LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, c, cFrom + 7 * cRow);
    FloatVector s71 = FloatVector.fromArray(SPECIES, c, cFrom + 7 * cRow + LANES);
    int row = bFrom;
    int column = aFrom;
    for (int k = 0; k < length; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      row += TILE_COLUMNS;
      FloatVector factor = FloatVector.broadcast(SPECIES, a[column]);
      s00 = factor.fma(b0, s00);
      s01 = factor.fma(b1, s01);
      factor = FloatVector.broadcast(SPECIES, a[column + 1]);
      s10 = factor.fma(b0, s10);
      s11 = factor.fma(b1, s11);
      factor = FloatVector.broadcast(SPECIES, a[column + 2]);
      s20 = factor.fma(b0, s20);
      s21 = factor.fma(b1, s21);
      factor = FloatVector.broadcast(SPECIES, a[column + 3]);
      s30 = factor.fma(b0, s30);
      s31 = factor.fma(b1, s31);
      factor = FloatVector.broadcast(SPECIES, a[column + 4]);
      s40 = factor.fma(b0, s40);
      s41 = factor.fma(b1, s41);
      factor = FloatVector.broadcast(SPECIES, a[column + 5]);
      s50 = factor.fma(b0, s50);
      s51 = factor.fma(b1, s51);
      factor = FloatVector.broadcast(SPECIES, a[column + 6]);
      s60 = factor.fma(b0, s60);
      s61 = factor.fma(b1, s61);
      factor = FloatVector.broadcast(SPECIES, a[column + 7]);
      s70 = factor.fma(b0, s70);
      s71 = factor.fma(b1, s71);
      column += TILE_ROWS;
    }
    s00.intoArray(c, cFrom);
    s01.intoArray(c, cFrom + LANES);
    s10.intoArray(c, cFrom + cRow);
    s11.intoArray(c, cFrom + cRow + LANES);
    s20.intoArray(c, cFrom + 2 * cRow);
    s21.intoArray(c, cFrom + 2 * cRow + LANES);
    s30.intoArray(c, cFrom + 3 * cRow);
    s31.intoArray(c, cFrom + 3 * cRow + LANES);
    s40.intoArray(c, cFrom + 4 * cRow);
    s41.intoArray(c, cFrom + 4 * cRow + LANES);
    s50.intoArray(c, cFrom + 5 * cRow);
    s51.intoArray(c, cFrom + 5 * cRow + LANES);
    s60.intoArray(c, cFrom + 6 * cRow);
    s61.intoArray(c, cFrom + 6 * cRow + LANES);
    s70.intoArray(c, cFrom + 7 * cRow);
    s71.intoArray(c, cFrom + 7 * cRow + LANES);
  }
}
