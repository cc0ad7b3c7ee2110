package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;
import java.util.Objects;

/** The matrices that the documents name without spelling them out. */
public final class SpecialMatrices {

  private SpecialMatrices() {}

  /** I, n x n. */
  public static Matrix identity(int n) {
    return fromEntries(n, n, (i, j) -> i == j ? 1 : 0);
  }

  /** 1, a column of n ones: 1b repeats the row b in n rows, 1^T Y sums Y's columns. */
  public static Matrix ones(int n) {
    return fromEntries(n, 1, (i, j) -> 1);
  }

  /**
   * The unit matrix E_ij, n x m: 1 in row i and column j, 0 elsewhere (document 000, row S5).
   *
   * @throws IndexOutOfBoundsException if there is no such row or column
   */
  public static Matrix unit(int n, int m, int i, int j) {
    Objects.checkIndex(i, n);
    Objects.checkIndex(j, m);
    return fromEntries(n, m, (row, column) -> row == i && column == j ? 1 : 0);
  }

  /**
   * diag(v), n x n: v's entries on the diagonal, 0 elsewhere (document 002, row S8). It is the
   * derivative of a function that acts on each entry by itself.
   *
   * @param v a row or a column of n entries
   * @throws IllegalArgumentException if v is neither
   */
  public static Matrix diag(Matrix v) {
    if (v.rows() != 1 && v.columns() != 1) {
      throw new IllegalArgumentException(
          "diag needs 1 x n or n x 1, got %d x %d".formatted(v.rows(), v.columns()));
    }
    double[] entries = v.toArray();
    return fromEntries(entries.length, entries.length, (i, j) -> i == j ? entries[i] : 0);
  }
}
