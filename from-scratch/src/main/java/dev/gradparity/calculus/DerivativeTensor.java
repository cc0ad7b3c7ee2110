package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;
import static dev.gradparity.calculus.MatrixAlgebra.scaled;
import static dev.gradparity.calculus.MatrixAlgebra.sum;

import dev.gradparity.spec.Shape;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * The derivative of a vector y by a matrix W: one matrix dy_k/dW of W's shape for each y_k,
 * together a tensor of rank 3 (documents 003 and 004, rows S13 and S14).
 *
 * @param slices dy_1/dW, dy_2/dW, ..., all of W's shape; at least one
 */
public record DerivativeTensor(List<Matrix> slices) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no slice, or two differ in shape
   */
  public DerivativeTensor {
    slices = List.copyOf(slices);
    if (slices.isEmpty()) {
      throw new IllegalArgumentException("a derivative needs at least one slice, got none");
    }
    for (int k = 1; k < slices.size(); k++) {
      Shapes.requireSame("slice 0", slices.get(0), "slice " + k, slices.get(k));
    }
  }

  /**
   * The derivative of y = W^T h by W, or, which is the same in rows, of y^T = h^T W: dy_k/dw_ij is
   * h_i where k = j and 0 elsewhere, so that slice k holds h in column k (documents 003 and 004,
   * rows S13 and S15).
   *
   * @param h d x 1
   * @param m the number of outputs, W being d x m
   * @throws IllegalArgumentException if h is not a column
   */
  public static DerivativeTensor ofProduct(Matrix h, int m) {
    Shapes.requireColumn("h", h);
    Matrix[] slices = new Matrix[m];
    for (int output = 0; output < m; output++) {
      int k = output;
      slices[k] = fromEntries(h.rows(), m, (i, j) -> k == j ? h.get(i, 0) : 0);
    }
    return new DerivativeTensor(List.of(slices));
  }

  /** The shape: W's rows, W's columns, outputs, such as 3 x 2 x 2 in document 004 (row S15). */
  public Shape shape() {
    Matrix slice = slices.get(0);
    return Shape.of(slice.rows(), slice.columns(), slices.size());
  }

  /**
   * The chain rule, dL/dW = sum over k of dL/dy_k dy_k/dW: the tensor contracted with dy over its
   * last axis, the outputs' (documents 003 and 004, rows S13 and S15).
   *
   * <p>The last slide of document 004's example sums over W's columns instead. For y = W^T h that
   * is the same, because dy_k/dw_ij = h_i [k = j] does not change when j and k are exchanged; for
   * other functions it is not.
   *
   * @param dy dL/dy, a column with one entry for each slice
   * @return dL/dW, of W's shape
   * @throws IllegalArgumentException if dy has another shape
   */
  public Matrix contract(Matrix dy) {
    Shapes.requireShape("dy", dy, slices.size(), 1);
    Matrix dW = scaled(dy.get(0, 0), slices.get(0));
    for (int k = 1; k < slices.size(); k++) {
      dW = sum(dW, scaled(dy.get(k, 0), slices.get(k)));
    }
    return dW;
  }
}
