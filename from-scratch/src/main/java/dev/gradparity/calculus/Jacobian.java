package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;

import dev.gradparity.tensor.Matrix;

/**
 * The derivative of a vector by a vector, for y = f(x) with n inputs and m outputs, in the two
 * layouts that documents 002 to 004 use.
 *
 * <p>Jacobian layout, J: row i is the transposed gradient of y_i (document 004, row S18). A chain
 * multiplies from the last function to the first, and gradients travel by J^T.
 *
 * <p>Gradient layout, J^T: column j is the gradient of y_j (document 004, row S14). A chain
 * multiplies in the order of the functions, which is how document 002 writes rows S8 and S9.
 *
 * @param matrix J, m x n
 */
public record Jacobian(Matrix matrix) {

  /** The Jacobian from its gradient layout, n x m, column j the gradient of y_j (row S14). */
  public static Jacobian ofGradients(Matrix gradients) {
    return new Jacobian(transpose(gradients));
  }

  /** The gradient layout, n x m: column j is the gradient of y_j (document 004, row S14). */
  public Matrix gradients() {
    return transpose(matrix);
  }

  /**
   * The vector-Jacobian product J^T v, n x 1. Where v = dl/dy it is dl/dx: what an engine for
   * automatic differentiation computes, without ever forming J (document 004, row S18).
   *
   * @param v m x 1
   * @throws IllegalArgumentException if v has another shape
   */
  public Matrix vjp(Matrix v) {
    Shapes.requireShape("v", v, matrix.rows(), 1);
    return product(gradients(), v);
  }

  /**
   * The Jacobian of this function after another: the chain rule, J_f J_g for f(g(x)).
   *
   * @param inner the Jacobian of g, whose outputs are this function's inputs
   * @throws IllegalArgumentException if the numbers of outputs and inputs differ
   */
  public Jacobian after(Jacobian inner) {
    Shapes.requireProduct("the outer Jacobian", matrix, "the inner Jacobian", inner.matrix);
    return new Jacobian(product(matrix, inner.matrix));
  }
}
