package dev.gradparity.kernel;

import java.util.Arrays;

/**
 * C = A.B in float64, blocked for registers and caches.
 *
 * <p>A and B are read through strides, so that one routine serves a product and its two transposes:
 * element (i, k) of A lies at {@code i * aRow + k * aColumn}, and one of the two strides is 1.
 *
 * <p>A product whose operands the cache holds is computed from them where they lie. Of a larger
 * one, or if the rows of B are not adjacent numbers, a block of B is packed into panels that stay
 * near, and strips of A pass by; see Goto and van de Geijn, Anatomy of High-Performance Matrix
 * Multiplication (2008).
 *
 * <p>Each element of C remains one chain of fused multiply-adds over ascending k: a block of k ends
 * by storing its chains in C, and the next one takes them up there. Blocking moves no bit.
 *
 * <p>An instance belongs to one thread and owns its panels.
 */
final class VectorGemm64 {

  private static final int LANES = Lanes64.SPECIES.length();

  /** Columns of the tiles that are two and four vectors wide. */
  private static final int PAIR = 2 * LANES;

  private static final int WIDE = 4 * LANES;

  /** Rows of the tile that is four vectors wide. */
  private static final int ROWS = 4;

  /** Inner length of a block: the longer, the fewer passes over C, which lies far away. */
  private static final int BLOCK_INNER = 1024;

  /**
   * Elements of a block of B. It need not fit into L2: tiles read it front to back, and what comes
   * ahead of them out of L3 comes in time. But much of L3 may be somebody else's.
   */
  private static final int BLOCK = (1 << 22) / Double.BYTES;

  /**
   * Columns of a block of B at most. Within that, the wider the better: A is read, and packed, less
   * often, and C, or Y, is written in long stretches.
   */
  private static final int BLOCK_COLUMNS = 2048;

  /** Rows of a block of A, which is packed if its rows are not adjacent numbers. */
  private static final int BLOCK_ROWS = WIDE;

  /** Rows of C below which L2 is to hold a block of B: so few do not pay for bringing it twice. */
  private static final int MANY_ROWS = 192;

  /** Inner length, and columns, of such a block. */
  private static final int NEAR_BLOCK = 256;

  /** Rows of C below which packing B never pays. */
  private static final int ROWS_TO_PACK = 32;

  /**
   * Bytes between rows of B, half a page, from which tiles read them slowly: each lies on a page of
   * its own, and all of them in a few sets of the first cache.
   */
  private static final int FAR = 2048;

  /** Rows of C from which packing B pays at that distance; fewer of them at a longer one. */
  private static final int ROWS_TO_PACK_FAR = 96;

  /** Elements that L2 holds. */
  private static final int CACHED = (1 << 20) / Double.BYTES;

  /** Rows of a packed panel of A: no fewer than a tile's. */
  private static final int PANEL_ROWS = LANES >= ROWS ? LANES : BLOCK_ROWS;

  /** Rows of C that take their way through the edge at once. */
  private static final int EDGE_ROWS = 64;

  /** Elements of a block of C that goes to Y out of the first cache. */
  private static final int PASSING = (1 << 14) / Double.BYTES;

  private static final double[] ZEROS = new double[WIDE];

  private final double[] edge = new double[EDGE_ROWS * WIDE];
  private double[] passing = new double[0];
  private double[] packedA = new double[0];
  private double[] packedB = new double[0];

  private double[] a;
  private int aRow;
  private int aColumn;
  private double[] b;
  private int bRow;
  private int bColumn;
  private double[] c;
  private int cRow;

  /** Index of C (0, 0), which lies outside of C where it holds a block only. */
  private int cOrigin;

  /** Where blocks of C go, with what factor, if they do not stay. */
  private boolean isPassing;

  private double alpha;
  private double[] y;
  private int yRow;

  /** Names A for the next product. */
  VectorGemm64 a(double[] values, int row, int column) {
    a = values;
    aRow = row;
    aColumn = column;
    return this;
  }

  /** Names B for the next product. */
  VectorGemm64 b(double[] values, int row, int column) {
    b = values;
    bRow = row;
    bColumn = column;
    return this;
  }

  /** Names C, whose columns are adjacent, for the next product. */
  VectorGemm64 c(double[] values, int row) {
    c = values;
    cRow = row;
    cOrigin = 0;
    isPassing = false;
    return this;
  }

  /**
   * Names Y += alpha C for the next product, which keeps no more of C than a block; one of those
   * that {@link #passes}.
   */
  VectorGemm64 y(double factor, double[] values, int row) {
    alpha = factor;
    y = values;
    yRow = row;
    isPassing = true;
    return this;
  }

  /** Whether C may go block by block: no chain is to be taken up again. */
  static boolean passes(int inner) {
    return inner <= BLOCK_INNER;
  }

  /** Where part number {@code part} of {@code count} begins: at the edge of a tile. */
  static int rowBoundary(int rows, int part, int count) {
    return boundary(rows, ROWS, part, count);
  }

  /** Where part number {@code part} of {@code count} begins: at the edge of a tile. */
  static int columnBoundary(int columns, int part, int count) {
    return boundary(columns, WIDE, part, count);
  }

  private static int boundary(int length, int tile, int part, int count) {
    long tiles = (length + tile - 1L) / tile;
    return (int) Math.min(length, tiles * part / count * tile);
  }

  /** Computes the part of C from (rowFrom, columnFrom) up to and without (rowTo, columnTo). */
  void multiply(int rowFrom, int rowTo, int columnFrom, int columnTo, int inner) {
    int rows = rowTo - rowFrom;
    int columns = columnTo - columnFrom;
    if (rows == 0 || columns == 0) {
      return;
    }
    if (columns < LANES) {
      multiplyNarrow(rowFrom, rowTo, columnFrom, columns, inner);
    } else if (bColumn == 1 && isNear(rows, columns, inner)) {
      int blockRows = isPassing ? Math.max(ROWS, PASSING / columns & -ROWS) : rows;
      for (int i = rowFrom; i < rowTo; i += blockRows) {
        multiplyStrips(i, Math.min(blockRows, rowTo - i), columnFrom, columns, inner);
      }
    } else {
      multiplyPanels(rowFrom, rowTo, columnFrom, columnTo, inner);
    }
  }

  private void multiplyStrips(int i, int rows, int j, int columns, int inner) {
    begin(i, rows, j, columns);
    Strips64.multiply(
        rows, inner, columns, a, i * aRow, aRow, aColumn, b, j, bRow, c, place(i, j), cRow);
    end(i, rows, j, columns);
  }

  /** Index of C (i, j). */
  private int place(int i, int j) {
    return cOrigin + i * cRow + j;
  }

  /** Before the block of C from (i, j): gives it room of its own if it is to go to Y. */
  private void begin(int i, int rows, int j, int columns) {
    if (isPassing) {
      passing = atLeast(passing, rows * columns);
      c = passing;
      cRow = columns;
      cOrigin = -(i * columns + j);
    }
  }

  /** After it. */
  private void end(int i, int rows, int j, int columns) {
    if (isPassing) {
      VectorKernels64.addScaledRows(rows, columns, alpha, c, y, i * yRow + j, yRow);
    }
  }

  /** Whether tiles read B where it lies, in the time that packing it would take, too. */
  private boolean isNear(int rows, int columns, int inner) {
    long distance = (long) bRow * Double.BYTES;
    if (rows < ROWS_TO_PACK || (distance < FAR && isCached(rows, columns, inner))) {
      return true;
    }
    boolean isStripCached = (long) inner * WIDE < CACHED / 2;
    return isStripCached && rows * distance < (long) ROWS_TO_PACK_FAR * FAR;
  }

  /** Rows of A, if adjacent numbers, are read once and need no cache. */
  private boolean isCached(int rows, int columns, int inner) {
    return (long) inner * columns < CACHED && (aColumn == 1 || (long) inner * rows < CACHED);
  }

  static double[] atLeast(double[] scratch, int size) {
    return scratch.length >= size ? scratch : new double[size];
  }

  /** Fewer columns than a vector has lanes: B and C get the width of a vector. */
  private void multiplyNarrow(int rowFrom, int rowTo, int columnFrom, int columns, int inner) {
    packedB = atLeast(packedB, inner * LANES);
    if (bColumn == 1) {
      Panels64.copy(b, columnFrom, bRow, inner, columns, packedB, 0, LANES, LANES);
    } else {
      Panels64.transpose(b, columnFrom * bColumn, bColumn, inner, columns, packedB, 0, LANES);
    }
    for (int i = rowFrom; i < rowTo; i += EDGE_ROWS) {
      int rows = Math.min(EDGE_ROWS, rowTo - i);
      begin(i, rows, columnFrom, columns);
      Strips64.multiply(
          rows, inner, LANES, a, i * aRow, aRow, aColumn, packedB, 0, LANES, edge, 0, LANES);
      storeEdge(place(i, columnFrom), rows, columns, LANES);
      end(i, rows, columnFrom, columns);
    }
  }

  private void multiplyPanels(int rowFrom, int rowTo, int columnFrom, int columnTo, int inner) {
    boolean hasMany = rowTo - rowFrom >= MANY_ROWS;
    int blockInner = evenly(inner, hasMany || isPassing ? BLOCK_INNER : NEAR_BLOCK, 1);
    int widest = hasMany ? Math.min(BLOCK / blockInner, BLOCK_COLUMNS) : NEAR_BLOCK;
    int blockColumns = evenly(columnTo - columnFrom, widest, WIDE);
    packedA = atLeast(packedA, BLOCK_ROWS * blockInner);
    packedB = atLeast(packedB, panel(blockColumns, blockInner));
    for (int j = columnFrom; j < columnTo; j += blockColumns) {
      int columns = Math.min(blockColumns, columnTo - j);
      for (int k = 0; k < inner; k += blockInner) {
        int length = Math.min(blockInner, inner - k);
        packB(k, length, j, columns);
        for (int i = rowFrom; i < rowTo; i += BLOCK_ROWS) {
          int rows = Math.min(BLOCK_ROWS, rowTo - i);
          begin(i, rows, j, columns);
          multiplyBlock(i, rows, j, columns, k, length);
          end(i, rows, j, columns);
        }
      }
    }
  }

  /** The size of blocks of one size, at most the limit, if that is a multiple of the unit. */
  private static int evenly(int length, int limit, int unit) {
    int blocks = Math.max(1, (length + limit - 1) / limit);
    int units = (length + blocks * unit - 1) / (blocks * unit);
    return units * unit;
  }

  /**
   * Packs the block of B from (k, j): panels of a wide tile's columns, one after the other, each
   * row by row. What a last panel holds in the columns that it lacks meets no element of C.
   */
  private void packB(int k, int length, int j, int columns) {
    int from = k * bRow + j * bColumn;
    if (bColumn == 1) {
      int whole = columns - columns % WIDE;
      Panels64.copyWide(b, from, bRow, length, whole, packedB, panel(WIDE, length));
      int last = panel(whole, length);
      Panels64.copy(b, from + whole, bRow, length, columns - whole, packedB, last, WIDE, LANES);
      return;
    }
    for (int jj = 0; jj < columns; jj += WIDE) {
      int width = Math.min(WIDE, columns - jj);
      int at = from + jj * bColumn;
      Panels64.transpose(b, at, bColumn, length, width, packedB, panel(jj, length), WIDE);
    }
  }

  /** Where the panel of B from a column begins: a row apart, or sets of the cache would clash. */
  private static int panel(int column, int length) {
    return column * (length + 1);
  }

  private void multiplyBlock(int i, int rows, int j, int columns, int k, int length) {
    int whole = aColumn == 1 ? rows - rows % ROWS : 0;
    for (int r = 0; r < whole; r += ROWS) {
      int from = (i + r) * aRow + k;
      multiplyRows(a, from, aRow, 1, i + r, ROWS, j, columns, length, k == 0);
    }
    if (whole == rows) {
      return;
    }
    packA(i + whole, rows - whole, k, length);
    for (int r = 0; r < rows - whole; r += ROWS) {
      int from = r / PANEL_ROWS * PANEL_ROWS * length + r % PANEL_ROWS;
      int tileRows = Math.min(ROWS, rows - whole - r);
      multiplyRows(
          packedA, from, 1, PANEL_ROWS, i + whole + r, tileRows, j, columns, length, k == 0);
    }
  }

  /** Packs rows of A from (i, k), panel by panel and each column by column. */
  private void packA(int i, int rows, int k, int length) {
    int from = i * aRow + k * aColumn;
    if (aColumn == 1) {
      Panels64.transpose(a, from, aRow, length, rows, packedA, 0, PANEL_ROWS);
    } else {
      int next = PANEL_ROWS == LANES ? LANES * length : LANES;
      Panels64.copy(a, from, aColumn, length, rows, packedA, 0, PANEL_ROWS, next);
    }
  }

  /** A tile's rows of A, read through strides of their own, against the block of B. */
  private void multiplyRows(
      double[] a,
      int aFrom,
      int aRow,
      int aColumn,
      int i,
      int rows,
      int j,
      int columns,
      int length,
      boolean isFirst) {
    int cFrom = place(i, j);
    int whole = rows == ROWS ? columns - columns % WIDE : 0;
    double[] sums = isFirst ? ZEROS : c;
    int sRow = isFirst ? 0 : cRow;
    for (int jj = 0; jj < whole; jj += WIDE) {
      Tiles64.fourByFour(
          length,
          a,
          aFrom,
          aRow,
          aColumn,
          packedB,
          panel(jj, length),
          WIDE,
          sums,
          isFirst ? 0 : cFrom + jj,
          sRow,
          c,
          cFrom + jj,
          cRow);
    }
    for (int jj = whole; jj < columns; jj += WIDE) {
      int width = Math.min(WIDE, columns - jj);
      if (isFirst) {
        Arrays.fill(edge, 0, ROWS * WIDE, 0);
      } else {
        loadEdge(cFrom + jj, rows, width);
      }
      multiplyEdge(length, a, aFrom, aRow, aColumn, packedB, panel(jj, length), width);
      storeEdge(cFrom + jj, rows, width, WIDE);
    }
  }

  /** A tile whose sums begin and end in the edge; one of two vectors where these are enough. */
  private void multiplyEdge(
      int length, double[] a, int aFrom, int aRow, int aColumn, double[] b, int bFrom, int width) {
    if (width > PAIR) {
      Tiles64.fourByFour(
          length, a, aFrom, aRow, aColumn, b, bFrom, WIDE, edge, 0, WIDE, edge, 0, WIDE);
    } else {
      Tiles64.fourByTwo(
          length, a, aFrom, aRow, aColumn, b, bFrom, WIDE, LANES, edge, 0, WIDE, edge, 0, WIDE);
    }
  }

  private void loadEdge(int cFrom, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, cFrom + r * cRow, edge, r * WIDE, columns);
    }
  }

  private void storeEdge(int cFrom, int rows, int columns, int step) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * step, c, cFrom + r * cRow, columns);
    }
  }
}
