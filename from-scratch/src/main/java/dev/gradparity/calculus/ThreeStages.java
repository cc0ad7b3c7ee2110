package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.column;
import static dev.gradparity.calculus.MatrixAlgebra.row;
import static dev.gradparity.calculus.MatrixAlgebra.scaled;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;

/**
 * Document 001's proof of dX = dY W^T, in which each stage is built of the one before it (row S6).
 */
public final class ThreeStages {

  private ThreeStages() {}

  /**
   * Stage one, y = xw with x 1 x d and w d x 1: y is a number, and dx = dy w^T, 1 x d (document
   * 001, row S6).
   *
   * @param w d x 1
   * @throws IllegalArgumentException if w is not a column
   */
  public static Matrix rowTimesColumn(double dy, Matrix w) {
    Shapes.requireColumn("w", w);
    return scaled(dy, transpose(w));
  }

  /**
   * Stage two, y = xW with x 1 x d and W d x m: y_j = x w_j with column j of W, so that dx, 1 x d,
   * is the sum of stage one over the columns (document 001, row S6).
   *
   * @param dy 1 x m
   * @param w d x m
   * @throws IllegalArgumentException if dy is not a row, or dy and W differ in columns
   */
  public static Matrix rowTimesMatrix(Matrix dy, Matrix w) {
    Shapes.requireRow("dy", dy);
    Shapes.requireSameColumns("dy", dy, "w", w);
    Matrix dx = Matrix.zeros(DType.FLOAT64, 1, w.rows());
    for (int j = 0; j < w.columns(); j++) {
      dx = sum(dx, rowTimesColumn(dy.get(0, j), column(w, j)));
    }
    return dx;
  }

  /**
   * Stage three, Y = XW with X n x d and W d x m: row i of Y depends on row i of X alone, so that
   * row i of dX, n x d, is stage two for row i of dY (document 001, row S6).
   *
   * @param dY n x m
   * @param w d x m
   * @throws IllegalArgumentException if dY and W differ in columns
   */
  public static Matrix matrixTimesMatrix(Matrix dY, Matrix w) {
    Shapes.requireSameColumns("dY", dY, "w", w);
    Matrix dX = Matrix.zeros(DType.FLOAT64, dY.rows(), w.rows());
    for (int i = 0; i < dY.rows(); i++) {
      dX.setRow(i, rowTimesMatrix(row(dY, i), w), 0);
    }
    return dX;
  }

  /**
   * dW, d x m, by symmetry: Y^T = W^T X^T puts W^T where X was, so that stage three gives the
   * gradient of W^T (document 001, row S6).
   *
   * @param x n x d
   * @param dY n x m
   * @throws IllegalArgumentException if X and dY differ in rows
   */
  public static Matrix weightsBySymmetry(Matrix x, Matrix dY) {
    Shapes.requireSameRows("x", x, "dY", dY);
    return transpose(matrixTimesMatrix(transpose(dY), transpose(x)));
  }
}
