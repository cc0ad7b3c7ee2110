package dev.gradparity.calculus;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;

/** Dense matrix algebra by the textbook: every method is its definition, entry by entry. */
public final class MatrixAlgebra {

  private MatrixAlgebra() {}

  /** The formula of a matrix's entries. */
  @FunctionalInterface
  public interface Entry {

    /** Entry (i, j). */
    double at(int i, int j);
  }

  /** The matrix with these entries. */
  public static Matrix fromEntries(int rows, int columns, Entry entry) {
    Matrix matrix = Matrix.zeros(DType.FLOAT64, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, entry.at(i, j));
      }
    }
    return matrix;
  }

  /**
   * AB, where A is n x d and B is d x m.
   *
   * @throws IllegalArgumentException if A's columns are not as many as B's rows
   */
  public static Matrix product(Matrix a, Matrix b) {
    Shapes.requireProduct("a", a, "b", b);
    return fromEntries(
        a.rows(),
        b.columns(),
        (i, j) -> {
          double sum = 0;
          for (int k = 0; k < b.rows(); k++) {
            sum += a.get(i, k) * b.get(k, j);
          }
          return sum;
        });
  }

  /**
   * The product of all factors, evaluated from the right: where the last factor is a gradient,
   * every step is a matrix times a vector, which is why backward is the cheap direction.
   *
   * @throws IllegalArgumentException if two neighbours do not fit, or there is no factor
   */
  public static Matrix chain(Matrix... factors) {
    if (factors.length == 0) {
      throw new IllegalArgumentException("a product needs at least one factor, got none");
    }
    Matrix right = factors[factors.length - 1];
    for (int k = factors.length - 2; k >= 0; k--) {
      right = product(factors[k], right);
    }
    return right;
  }

  /** A transposed: m x n where A is n x m. */
  public static Matrix transpose(Matrix a) {
    return fromEntries(a.columns(), a.rows(), (i, j) -> a.get(j, i));
  }

  /**
   * A + B.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Matrix sum(Matrix a, Matrix b) {
    Shapes.requireSame("a", a, "b", b);
    return fromEntries(a.rows(), a.columns(), (i, j) -> a.get(i, j) + b.get(i, j));
  }

  /**
   * A - B.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Matrix difference(Matrix a, Matrix b) {
    Shapes.requireSame("a", a, "b", b);
    return fromEntries(a.rows(), a.columns(), (i, j) -> a.get(i, j) - b.get(i, j));
  }

  /** A times a number. */
  public static Matrix scaled(double factor, Matrix a) {
    return fromEntries(a.rows(), a.columns(), (i, j) -> factor * a.get(i, j));
  }

  /** Row i as a 1 x m matrix. */
  public static Matrix row(Matrix a, int i) {
    return fromEntries(1, a.columns(), (unused, j) -> a.get(i, j));
  }

  /** Column j as an n x 1 matrix. */
  public static Matrix column(Matrix a, int j) {
    return fromEntries(a.rows(), 1, (i, unused) -> a.get(i, j));
  }
}
