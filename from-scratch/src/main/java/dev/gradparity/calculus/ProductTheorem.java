package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;
import java.util.Objects;

/**
 * The product theorem of document 000, proved entry by entry: for Y = XW, X being n x d and W being
 * d x m, dX = dY W^T (row S3) and dW = X^T dY (row S4).
 *
 * <p>The closed forms are not used here. Each gradient is collected from Frobenius products with
 * the explicit matrices dY/dx_ij and dY/dw_ij; that the collection is the closed form is the
 * theorem.
 */
public final class ProductTheorem {

  private ProductTheorem() {}

  /**
   * dY/dx_ij, n x m: row i is row j of W, because x_ij meets row j of W and lands in row i of Y;
   * all else is 0 (document 000, row S3).
   *
   * @param w d x m
   * @param n the rows of X
   * @throws IndexOutOfBoundsException if X has no entry (i, j)
   */
  public static Matrix derivativeByX(Matrix w, int n, int i, int j) {
    Objects.checkIndex(i, n);
    Objects.checkIndex(j, w.rows());
    return fromEntries(n, w.columns(), (row, column) -> row == i ? w.get(j, column) : 0);
  }

  /**
   * dY/dw_ij, n x m: column j is column i of X; all else is 0 (document 000, row S4).
   *
   * @param x n x d
   * @param m the columns of W
   * @throws IndexOutOfBoundsException if W has no entry (i, j)
   */
  public static Matrix derivativeByW(Matrix x, int m, int i, int j) {
    Objects.checkIndex(i, x.columns());
    Objects.checkIndex(j, m);
    return fromEntries(x.rows(), m, (row, column) -> column == j ? x.get(row, i) : 0);
  }

  /**
   * dL/dX, n x d, entry (i, j) being {@code <dY, dY/dx_ij>_F} (document 000, row S3).
   *
   * @param dY n x m
   * @param w d x m
   * @throws IllegalArgumentException if dY and W differ in columns
   */
  public static Matrix gradientByX(Matrix dY, Matrix w) {
    Shapes.requireSameColumns("dY", dY, "w", w);
    return Frobenius.collect(dY, dY.rows(), w.rows(), (i, j) -> derivativeByX(w, dY.rows(), i, j));
  }

  /**
   * dL/dW, d x m, entry (i, j) being {@code <dY, dY/dw_ij>_F} (document 000, row S4).
   *
   * @param x n x d
   * @param dY n x m
   * @throws IllegalArgumentException if X and dY differ in rows
   */
  public static Matrix gradientByW(Matrix x, Matrix dY) {
    Shapes.requireSameRows("x", x, "dY", dY);
    return Frobenius.collect(
        dY, x.columns(), dY.columns(), (i, j) -> derivativeByW(x, dY.columns(), i, j));
  }
}
