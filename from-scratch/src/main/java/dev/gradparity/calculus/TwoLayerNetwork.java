package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.sum;

import dev.gradparity.tensor.Matrix;

/**
 * Document 002's network, one sample as a row vector (row S7): d1 = n0 W1 + b1, n1 = f1(d1), d2 =
 * n1 W2 + b2, n2 = f2(d2), L = (n2 - y)(n2 - y)^T.
 *
 * @param w1 d x h
 * @param b1 1 x h
 * @param f1 the hidden layer's activation
 * @param w2 h x m
 * @param b2 1 x m
 * @param f2 the output layer's activation
 */
public record TwoLayerNetwork(
    Matrix w1, Matrix b1, ElementwiseFunction f1, Matrix w2, Matrix b2, ElementwiseFunction f2) {

  /**
   * What one sample left behind on its way forward.
   *
   * @param n0 the input, 1 x d
   * @param d1 the hidden layer before its activation, 1 x h
   * @param n1 the hidden layer, 1 x h
   * @param d2 the output layer before its activation, 1 x m
   * @param n2 the output, 1 x m
   */
  public record Pass(Matrix n0, Matrix d1, Matrix n1, Matrix d2, Matrix n2) {}

  /**
   * Checks that the parameters fit each other.
   *
   * @throws IllegalArgumentException if two of them do not
   */
  public TwoLayerNetwork {
    Shapes.requireShape("b1", b1, 1, w1.columns());
    Shapes.requireProduct("w1", w1, "w2", w2);
    Shapes.requireShape("b2", b2, 1, w2.columns());
  }

  /**
   * Runs one sample (document 002, row S7).
   *
   * @param n0 1 x d
   * @throws IllegalArgumentException if n0 has another shape
   */
  public Pass forward(Matrix n0) {
    Shapes.requireShape("n0", n0, 1, w1.rows());
    Matrix d1 = sum(product(n0, w1), b1);
    Matrix n1 = f1.at(d1);
    Matrix d2 = sum(product(n1, w2), b2);
    Matrix n2 = f2.at(d2);
    return new Pass(n0, d1, n1, d2, n2);
  }

  /**
   * L = (n2 - y)(n2 - y)^T: the plain sum of squares, no 1/2 and no mean (document 002, row S7).
   *
   * @param n0 1 x d
   * @param y the label, 1 x m
   * @throws IllegalArgumentException if n0 or y has another shape
   */
  public double loss(Matrix n0, Matrix y) {
    return SquaredLoss.SUM.value(forward(n0).n2(), y);
  }
}
