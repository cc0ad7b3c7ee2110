package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.difference;
import static dev.gradparity.calculus.MatrixAlgebra.scaled;

import dev.gradparity.tensor.Matrix;

/** The documents' losses: sums over everything, without a mean (documents 002 and 004, row S16). */
public enum SquaredLoss {
  /** L = sum (p - y)^2 (documents 002 and 004). */
  SUM(1),
  /** L = 1/2 sum (p - y)^2, which spares the gradient its 2 (document 004). */
  HALF_SUM(0.5);

  private final double factor;

  SquaredLoss(double factor) {
    this.factor = factor;
  }

  /**
   * L.
   *
   * @param p the prediction, in any shape
   * @param y the label, in p's shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public double value(Matrix p, Matrix y) {
    Shapes.requireSame("p", p, "y", y);
    Matrix error = difference(p, y);
    return factor * Frobenius.innerProduct(error, error);
  }

  /**
   * dL/dp, of p's shape.
   *
   * @param p the prediction, in any shape
   * @param y the label, in p's shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Matrix gradient(Matrix p, Matrix y) {
    Shapes.requireSame("p", p, "y", y);
    return scaled(2 * factor, difference(p, y));
  }
}
