package dev.gradparity.calculus;

import dev.gradparity.tensor.Matrix;

/**
 * The affine layer as a graph of two nodes, X -> dot -> Y -> add -> Z; backward runs the same edges
 * from right to left (document 003, row S11).
 *
 * @param dot Y = XW
 * @param add Z = Y + 1b
 */
public record AffineGraph(DotNode dot, AddNode add) {

  /**
   * What arrives at the graph's inputs.
   *
   * @param dX dL/dX, n x d
   * @param dW dL/dW, d x m
   * @param db dL/db, 1 x m
   */
  public record Gradients(Matrix dX, Matrix dW, Matrix db) {}

  /**
   * The graph for these inputs.
   *
   * @param x n x d; one sample is 1 x d
   * @param w d x m
   * @param b 1 x m
   * @throws IllegalArgumentException if the inputs do not fit each other
   */
  public static AffineGraph of(Matrix x, Matrix w, Matrix b) {
    DotNode dot = new DotNode(x, w);
    return new AffineGraph(dot, new AddNode(dot.forward(), b));
  }

  /** Z = XW + 1b, n x m. */
  public Matrix forward() {
    return add.forward();
  }

  /**
   * The gradients of row S1, each node having used nothing but its own inputs and what came back to
   * it.
   *
   * @param dZ n x m
   * @throws IllegalArgumentException if dZ has another shape than Z
   */
  public Gradients backward(Matrix dZ) {
    AddNode.Gradients fromAdd = add.backward(dZ);
    DotNode.Gradients fromDot = dot.backward(fromAdd.dY());
    return new Gradients(fromDot.dX(), fromDot.dW(), fromAdd.db());
  }
}
