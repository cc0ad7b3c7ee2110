package dev.gradparity.kernel;

/**
 * Products C = A.B of few rows where columns of B, and not its rows, are adjacent numbers, as they
 * are in a transpose. Panels of B would have to be turned around first, which for few rows takes
 * longer than the product; so B is read as it lies.
 *
 * <p>Of a row or two, plain numbers compute the product. Of more, C^T = B^T.A^T is computed, of
 * which only A, and then C, are turned around.
 *
 * <p>An instance belongs to one thread and owns its panels.
 */
final class FewRows64 {

  private static final int LANES = Lanes64.SPECIES.length();

  /** Rows up to which plain numbers are as fast as vectors, most lanes of which would be idle. */
  private static final int PLAIN_ROWS = 2;

  /** Rows that fill enough lanes for C^T. */
  private static final int FEWEST_TO_TURN = LANES / 4 + 1;

  /** Vectors of rows up to which C^T is sooner there than panels of B are. */
  private static final int MOST_VECTORS = 4;

  /** A width for which there is no tile. */
  private static final int BETWEEN_TILES = 3;

  /** Elements of A that stay in a near cache while B passes by. */
  private static final int CACHED = (1 << 19) / Double.BYTES;

  /** Columns of C that are computed, and then turned around, at once. */
  private static final int BLOCK = 64;

  /** Chains of plain numbers at a time: none waits for its own last sum. */
  private static final int CHAINS = 8;

  private final double[] turnedC = new double[BLOCK * MOST_VECTORS * LANES];
  private double[] turnedA = new double[0];

  /** Whether a product is one of those, by its shape and the strides of A and B. */
  static boolean suits(int rows, int inner, int columns, int aColumn, int bRow, int bColumn) {
    boolean isTransposed = aColumn == 1 && bRow == 1 && bColumn > 1;
    return isTransposed && (isPlain(rows, columns) || isTurned(rows, inner, columns));
  }

  private static boolean isPlain(int rows, int columns) {
    return rows <= PLAIN_ROWS && columns >= CHAINS;
  }

  private static boolean isTurned(int rows, int inner, int columns) {
    int vectors = vectors(rows);
    return rows >= FEWEST_TO_TURN
        && vectors <= MOST_VECTORS
        && vectors != BETWEEN_TILES
        && (long) inner * rows <= CACHED
        && (long) rows * (inner + columns) < (long) inner * columns;
  }

  private static int vectors(int rows) {
    return (rows + LANES - 1) / LANES;
  }

  /**
   * Computes C, {@code rows} by {@code columns}, from {@code cFrom} on. Row i of A begins at {@code
   * aFrom + i * aRow}, column j of B at {@code bFrom + j * bColumn}.
   */
  void multiply(
      int rows,
      int inner,
      int columns,
      double[] a,
      int aFrom,
      int aRow,
      double[] b,
      int bFrom,
      int bColumn,
      double[] c,
      int cFrom,
      int cRow) {
    if (!isPlain(rows, columns)) {
      turn(rows, inner, columns, a, aFrom, aRow, b, bFrom, bColumn, c, cFrom, cRow);
      return;
    }
    for (int j = 0; j < columns; j += CHAINS) {
      // The last chains reach back over their neighbours.
      int first = Math.min(j, columns - CHAINS);
      int bAt = bFrom + first * bColumn;
      for (int i = 0; i < rows; i++) {
        oneByEight(inner, a, aFrom + i * aRow, b, bAt, bColumn, c, cFrom + i * cRow + first);
      }
    }
  }

  private void turn(
      int rows,
      int inner,
      int columns,
      double[] a,
      int aFrom,
      int aRow,
      double[] b,
      int bFrom,
      int bColumn,
      double[] c,
      int cFrom,
      int cRow) {
    // What lies in the last lanes, if rows do not fill them, meets no element of C.
    int width = vectors(rows) * LANES;
    turnedA = VectorGemm64.atLeast(turnedA, inner * width);
    Panels64.transpose(a, aFrom, aRow, inner, rows, turnedA, 0, width);
    for (int j = 0; j < columns; j += BLOCK) {
      int block = Math.min(BLOCK, columns - j);
      int bAt = bFrom + j * bColumn;
      Strips64.multiply(
          block, inner, width, b, bAt, bColumn, 1, turnedA, 0, width, turnedC, 0, width);
      Panels64.transpose(turnedC, 0, width, rows, block, c, cFrom + j, cRow);
    }
  }

  private static void oneByEight(
      int inner, double[] a, int aFrom, double[] b, int bFrom, int bColumn, double[] c, int cFrom) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int at = bFrom;
    for (int k = aFrom; k < aFrom + inner; k++) {
      double factor = a[k];
      s0 = Math.fma(factor, b[at], s0);
      s1 = Math.fma(factor, b[at + bColumn], s1);
      s2 = Math.fma(factor, b[at + 2 * bColumn], s2);
      s3 = Math.fma(factor, b[at + 3 * bColumn], s3);
      s4 = Math.fma(factor, b[at + 4 * bColumn], s4);
      s5 = Math.fma(factor, b[at + 5 * bColumn], s5);
      s6 = Math.fma(factor, b[at + 6 * bColumn], s6);
      s7 = Math.fma(factor, b[at + 7 * bColumn], s7);
      at++;
    }
    c[cFrom] = s0;
    c[cFrom + 1] = s1;
    c[cFrom + 2] = s2;
    c[cFrom + 3] = s3;
    c[cFrom + 4] = s4;
    c[cFrom + 5] = s5;
    c[cFrom + 6] = s6;
    c[cFrom + 7] = s7;
  }
}
