package dev.gradparity.kernel;

/**
 * A product in float32 whose parts are strips of C, or, in a {@link Relay32}, rows of B; kept, so
 * that a step allocates nothing. A small one is a single part.
 *
 * <p>A and B are read through strides, as {@link VectorGemm32} reads them.
 */
final class Product32 implements Workers.Work {

  /** Multiply-adds below which handing out parts takes longer than it saves. */
  private static final long FEWEST_TO_SHARE = 1 << 21;

  /**
   * Rows of Y from which a thread's part is of whole rows: in long stretches they come from memory
   * faster.
   */
  private static final int ROWS_TO_PART = 64;

  /** A thread's own panels; a caller on another thread meets others. */
  private static final ThreadLocal<VectorGemm32> GEMM = ThreadLocal.withInitial(VectorGemm32::new);

  private static final ThreadLocal<FewRows32> FEW_ROWS = ThreadLocal.withInitial(FewRows32::new);

  private final Relay32 relay = new Relay32();

  private float[] a;
  private int aRow;
  private int aColumn;
  private float[] b;
  private int bRow;
  private int bColumn;
  private float[] c;

  /** Whether alpha C is added to what {@code c} holds. */
  private boolean adds;

  private float alpha;
  private int rows;
  private int inner;
  private int columns;
  private boolean isShared;
  private boolean isRelayed;

  /** Names A for the next product. */
  Product32 a(float[] values, int row, int column) {
    a = values;
    aRow = row;
    aColumn = column;
    return this;
  }

  /** Names B for the next product. */
  Product32 b(float[] values, int row, int column) {
    b = values;
    bRow = row;
    bColumn = column;
    return this;
  }

  /** Computes C, (m, n), from (m, k) and (k, n), on up to this many threads. */
  void multiply(int m, int k, int n, float[] result, int threads) {
    adds = false;
    start(m, k, n, result, threads);
  }

  /**
   * Adds alpha C to Y, if that is possible without C.
   *
   * @return whether it is
   */
  boolean addScaled(int m, int k, int n, float factor, float[] y, int threads) {
    if (!VectorGemm32.passes(k)) {
      return false;
    }
    adds = true;
    alpha = factor;
    start(m, k, n, y, threads);
    return true;
  }

  private void start(int m, int k, int n, float[] result, int threads) {
    rows = m;
    inner = k;
    columns = n;
    c = result;
    isShared = threads > 1 && (long) m * k * n >= FEWEST_TO_SHARE;
    int parts = isShared ? Workers.shared().count(threads) : 1;
    isRelayed = parts > 1 && !adds && aColumn == 1 && bColumn == 1 && Relay32.suits(m, k, n, parts);
    if (isRelayed) {
      relay.begin(m, n, parts);
    }
    Workers.shared().run(this, parts);
  }

  /** Whether the latest product was shared, so that each thread's cache holds what it computed. */
  boolean isShared() {
    return isShared;
  }

  @Override
  public void run(int part, int count) {
    if (isRelayed && count > 1) {
      relay.run(part, count, rows, inner, columns, a, aRow, b, bRow, c);
      return;
    }
    boolean byRows = rows > columns || (adds && rows >= ROWS_TO_PART * count);
    if (byRows) {
      int from = VectorGemm32.rowBoundary(rows, part, count);
      int to = VectorGemm32.rowBoundary(rows, part + 1, count);
      run(from, to, 0, columns);
    } else {
      int from = VectorGemm32.columnBoundary(columns, part, count);
      int to = VectorGemm32.columnBoundary(columns, part + 1, count);
      run(0, rows, from, to);
    }
  }

  private void run(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int m = rowTo - rowFrom;
    int n = columnTo - columnFrom;
    int cFrom = rowFrom * columns + columnFrom;
    if (adds && inner == 1 && aRow == 1 && bColumn == 1) {
      VectorKernels32.addScaledOuter(m, n, alpha, a, rowFrom, b, columnFrom, c, cFrom, columns);
    } else if (!adds && FewRows32.suits(m, inner, n, aColumn, bRow, bColumn)) {
      int aFrom = rowFrom * aRow;
      int bFrom = columnFrom * bColumn;
      FEW_ROWS.get().multiply(m, inner, n, a, aFrom, aRow, b, bFrom, bColumn, c, cFrom, columns);
    } else {
      VectorGemm32 gemm = GEMM.get().a(a, aRow, aColumn).b(b, bRow, bColumn);
      gemm = adds ? gemm.y(alpha, c, columns) : gemm.c(c, columns);
      gemm.multiply(rowFrom, rowTo, columnFrom, columnTo, inner);
    }
  }
}
