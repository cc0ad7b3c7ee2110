package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;

import dev.gradparity.tensor.Matrix;

/**
 * The dot node of a computation graph, Y = XW, with the inputs that backward needs (document 003,
 * row S11). One sample is the case n = 1.
 *
 * @param x n x d
 * @param w d x m
 */
public record DotNode(Matrix x, Matrix w) {

  /**
   * What the node sends back along its two edges.
   *
   * @param dX dL/dX, n x d
   * @param dW dL/dW, d x m
   */
  public record Gradients(Matrix dX, Matrix dW) {}

  /**
   * Checks that the inputs fit each other.
   *
   * @throws IllegalArgumentException if X's columns are not as many as W's rows
   */
  public DotNode {
    Shapes.requireProduct("x", x, "w", w);
  }

  /** Y = XW, n x m. */
  public Matrix forward() {
    return product(x, w);
  }

  /**
   * dX = dY W^T and dW = X^T dY (document 003, rows S1 and S11).
   *
   * @param dY n x m
   * @throws IllegalArgumentException if dY has another shape than Y
   */
  public Gradients backward(Matrix dY) {
    Shapes.requireShape("dY", dY, x.rows(), w.columns());
    return new Gradients(product(dY, transpose(w)), product(transpose(x), dY));
  }
}
