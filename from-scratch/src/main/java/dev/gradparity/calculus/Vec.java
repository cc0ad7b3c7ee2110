package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;

/**
 * Vectorisation, vec(W), in both orders, and the way back.
 *
 * <p>The order is a convention that no shape reveals. Document 002 stacks rows, and so vec(AXB) =
 * (A (x) B^T) vec(X); most textbooks stack columns, and so vec(AXB) = (B^T (x) A) vec(X).
 * Deeplearning4j flattens weights by columns ('f' order). Both vectors have the same length, and
 * one read in the other's order gives a wrong matrix of the right shape.
 *
 * <p>Vectors are columns here, nm x 1; document 002's w is the transpose, 1 x nm.
 */
public final class Vec {

  private Vec() {}

  /** vec(A) by rows, nm x 1: row after row of A, which is n x m (document 002, row S8). */
  public static Matrix byRows(Matrix a) {
    int m = a.columns();
    return fromEntries(a.size(), 1, (k, unused) -> a.get(k / m, k % m));
  }

  /** vec(A) by columns, nm x 1: column after column of A, which is n x m. */
  public static Matrix byColumns(Matrix a) {
    int n = a.rows();
    return fromEntries(a.size(), 1, (k, unused) -> a.get(k % n, k / n));
  }

  /**
   * The n x m matrix whose vec by rows this is (document 002, row S10).
   *
   * @throws IllegalArgumentException if the vector is not nm x 1
   */
  public static Matrix inverseByRows(Matrix vector, int n, int m) {
    Shapes.requireShape("the vec of a %d x %d matrix".formatted(n, m), vector, n * m, 1);
    return fromEntries(n, m, (i, j) -> vector.get(i * m + j, 0));
  }

  /**
   * The n x m matrix whose vec by columns this is.
   *
   * @throws IllegalArgumentException if the vector is not nm x 1
   */
  public static Matrix inverseByColumns(Matrix vector, int n, int m) {
    Shapes.requireShape("the vec of a %d x %d matrix".formatted(n, m), vector, n * m, 1);
    return fromEntries(n, m, (i, j) -> vector.get(j * n + i, 0));
  }
}
