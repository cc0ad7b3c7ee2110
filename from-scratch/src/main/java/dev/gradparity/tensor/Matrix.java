package dev.gradparity.tensor;

import dev.gradparity.spec.DType;
import java.util.Arrays;
import java.util.Objects;

/**
 * A dense matrix of float32 or float64, row-major and contiguous: element (i, j) is stored at
 * {@code i * columns + j}.
 *
 * <p>One class for both formats, so that everything above the kernels is written once. The
 * accessors speak double, which holds every float32 exactly.
 */
public final class Matrix {

  private final DType dtype;
  private final int rows;
  private final int columns;

  /** Exactly one of the two is not null. */
  private final float[] float32;

  private final double[] float64;

  private Matrix(DType dtype, int rows, int columns, float[] float32, double[] float64) {
    this.dtype = dtype;
    this.rows = rows;
    this.columns = columns;
    this.float32 = float32;
    this.float64 = float64;
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a side is below 1 or the elements outnumber an int
   */
  public static Matrix zeros(DType dtype, int rows, int columns) {
    int size = requireSize(rows, columns);
    return switch (dtype) {
      case FLOAT32 -> new Matrix(dtype, rows, columns, new float[size], null);
      case FLOAT64 -> new Matrix(dtype, rows, columns, null, new double[size]);
    };
  }

  /**
   * A matrix of these values, row by row, each rounded to the format.
   *
   * @throws IllegalArgumentException if a side is below 1, or there are not rows x columns values
   */
  public static Matrix of(DType dtype, int rows, int columns, double... values) {
    Matrix matrix = zeros(dtype, rows, columns);
    matrix.setAll(values);
    return matrix;
  }

  /**
   * A float64 matrix from its rows.
   *
   * @throws IllegalArgumentException if the rows differ in length, or there is none, or no column
   */
  public static Matrix ofRows(double[]... rows) {
    Matrix matrix = zeros(DType.FLOAT64, rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != matrix.columns) {
        throw new IllegalArgumentException(
            "row 0 has %d columns, row %d has %d".formatted(matrix.columns, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, matrix.float64, i * matrix.columns, matrix.columns);
    }
    return matrix;
  }

  private static int requireSize(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix needs 1 to %d elements, got %d x %d"
              .formatted(Integer.MAX_VALUE, rows, columns));
    }
    return rows * columns;
  }

  /** The format of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The number of elements. */
  public int size() {
    return rows * columns;
  }

  /** Element (i, j). */
  public double get(int i, int j) {
    int offset = offset(i, j);
    return dtype == DType.FLOAT32 ? float32[offset] : float64[offset];
  }

  /** Sets element (i, j), rounded to the format. */
  public void set(int i, int j, double value) {
    int offset = offset(i, j);
    if (dtype == DType.FLOAT32) {
      float32[offset] = (float) value;
    } else {
      float64[offset] = value;
    }
  }

  private int offset(int i, int j) {
    Objects.checkIndex(i, rows);
    Objects.checkIndex(j, columns);
    return i * columns + j;
  }

  /**
   * Sets all elements, row by row, each rounded to the format.
   *
   * @throws IllegalArgumentException if there are not rows x columns values
   */
  public void setAll(double... values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "a %d x %d matrix needs %d values, got %d"
              .formatted(rows, columns, size(), values.length));
    }
    for (int offset = 0; offset < values.length; offset++) {
      if (dtype == DType.FLOAT32) {
        float32[offset] = (float) values[offset];
      } else {
        float64[offset] = values[offset];
      }
    }
  }

  /**
   * Copies the elements of a matrix of the same shape and format.
   *
   * @throws IllegalArgumentException if shape or format differ
   */
  public void setAll(Matrix source) {
    if (source.dtype != dtype || source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException("cannot copy " + source + " into " + this);
    }
    copyRows(source, 0, 0, rows);
  }

  /**
   * Copies one row of a matrix of the same width and format into a row of this one.
   *
   * @throws IllegalArgumentException if width or format differ
   */
  public void setRow(int row, Matrix source, int sourceRow) {
    if (source.dtype != dtype || source.columns != columns) {
      throw new IllegalArgumentException("cannot copy a row of " + source + " into " + this);
    }
    copyRows(source, Objects.checkIndex(sourceRow, source.rows), Objects.checkIndex(row, rows), 1);
  }

  private void copyRows(Matrix source, int from, int to, int count) {
    Object sourceArray = dtype == DType.FLOAT32 ? source.float32 : source.float64;
    Object targetArray = dtype == DType.FLOAT32 ? float32 : float64;
    System.arraycopy(sourceArray, from * columns, targetArray, to * columns, count * columns);
  }

  /**
   * A view of the first rows on the same storage: how a short last minibatch uses scratch space
   * sized for a full one.
   *
   * @throws IllegalArgumentException if there are fewer rows, or none is asked for
   */
  public Matrix topRows(int count) {
    if (count < 1 || count > rows) {
      throw new IllegalArgumentException(
          "a view needs 1 to %d rows of %s, got %d".formatted(rows, this, count));
    }
    return count == rows ? this : new Matrix(dtype, count, columns, float32, float64);
  }

  /** An independent matrix of the same elements. */
  public Matrix copy() {
    Matrix copy = zeros(dtype, rows, columns);
    copy.setAll(this);
    return copy;
  }

  /** The elements row by row; an independent array. */
  public double[] toArray() {
    double[] values = new double[size()];
    for (int offset = 0; offset < values.length; offset++) {
      values[offset] = dtype == DType.FLOAT32 ? float32[offset] : float64[offset];
    }
    return values;
  }

  /**
   * The storage of a float32 matrix, for kernels. A view's storage is longer than its size.
   *
   * @throws IllegalStateException if the format is another
   */
  public float[] float32() {
    if (float32 == null) {
      throw new IllegalStateException("this is a matrix of " + dtype.specName());
    }
    return float32;
  }

  /**
   * The storage of a float64 matrix, for kernels. A view's storage is longer than its size.
   *
   * @throws IllegalStateException if the format is another
   */
  public double[] float64() {
    if (float64 == null) {
      throw new IllegalStateException("this is a matrix of " + dtype.specName());
    }
    return float64;
  }

  /**
   * Whether shape, format and every element agree to the bit: -0 is not +0, and every NaN equals
   * every NaN.
   */
  @Override
  public boolean equals(Object object) {
    if (!(object instanceof Matrix other)
        || dtype != other.dtype
        || rows != other.rows
        || columns != other.columns) {
      return false;
    }
    return dtype == DType.FLOAT32
        ? Arrays.equals(float32, 0, size(), other.float32, 0, size())
        : Arrays.equals(float64, 0, size(), other.float64, 0, size());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  /** Format and shape, such as {@code float32 2 x 3}; for messages. */
  @Override
  public String toString() {
    return "%s %d x %d".formatted(dtype.specName(), rows, columns);
  }
}
