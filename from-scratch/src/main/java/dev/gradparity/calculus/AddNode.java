package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.sum;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.SpecialMatrices.ones;

import dev.gradparity.tensor.Matrix;

/**
 * The add node of a computation graph, Z = Y + 1b, with the inputs it was given (document 003, row
 * S11). One sample is the case n = 1, where 1b is b.
 *
 * @param y n x m
 * @param b 1 x m
 */
public record AddNode(Matrix y, Matrix b) {

  /**
   * What the node sends back along its two edges.
   *
   * @param dY dL/dY, n x m
   * @param db dL/db, 1 x m
   */
  public record Gradients(Matrix dY, Matrix db) {}

  /**
   * Checks that the inputs fit each other.
   *
   * @throws IllegalArgumentException if b is not a row, or Y and b differ in columns
   */
  public AddNode {
    Shapes.requireRow("b", b);
    Shapes.requireSameColumns("y", y, "b", b);
  }

  /** Z = Y + 1b, n x m: b added to every row. */
  public Matrix forward() {
    return sum(y, product(ones(y.rows()), b));
  }

  /**
   * dY = dZ, passed on unchanged, and db = 1^T dZ, the column sums: each row of Z used the one b
   * (document 003, rows S1, S11 and S12).
   *
   * @param dZ n x m
   * @throws IllegalArgumentException if dZ has another shape than Z
   */
  public Gradients backward(Matrix dZ) {
    Shapes.requireSame("dZ", dZ, "z", y);
    return new Gradients(dZ, product(transpose(ones(y.rows())), dZ));
  }
}
