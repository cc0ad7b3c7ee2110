package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.chain;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.SpecialMatrices.diag;
import static dev.gradparity.calculus.SpecialMatrices.identity;

import dev.gradparity.tensor.Matrix;

/**
 * Document 002's gradients by vectorised weights, w = vec(W) by rows, and the way back to a matrix
 * (rows S8 to S10).
 *
 * <p>Every factor is a derivative in the gradient layout of row S14, so that each product reads in
 * the order of the network, from the weights to the loss.
 *
 * @param network the parameters
 * @param pass the network's pass over one sample
 * @param y the label, 1 x m
 */
public record VectorisedGradients(TwoLayerNetwork network, TwoLayerNetwork.Pass pass, Matrix y) {

  /**
   * Checks that the label fits the output.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public VectorisedGradients {
    Shapes.requireSame("n2", pass.n2(), "y", y);
  }

  /**
   * The gradients at one sample.
   *
   * @param n0 1 x d
   * @param y the label, 1 x m
   * @throws IllegalArgumentException if n0 or y does not fit the network
   */
  public static VectorisedGradients at(TwoLayerNetwork network, Matrix n0, Matrix y) {
    return new VectorisedGradients(network, network.forward(n0), y);
  }

  /** v2^T = diag(f2'(d2)) 2(n2 - y)^T, m x 1: dL/dd2^T, all that follows the output's weights. */
  public Matrix outputSignal() {
    return chain(
        diag(network.f2().derivativeAt(pass.d2())),
        transpose(SquaredLoss.SUM.gradient(pass.n2(), y)));
  }

  /** v1^T = diag(f1'(d1)) W2 v2^T, h x 1: dL/dd1^T, all that follows the hidden weights. */
  public Matrix hiddenSignal() {
    return chain(diag(network.f1().derivativeAt(pass.d1())), network.w2(), outputSignal());
  }

  /** dL/dw2^T = (n1^T (x) I) v2^T, hm x 1 (document 002, row S8). */
  public Matrix outputLayer() {
    return chain(derivativeByWeights(pass.n1(), network.w2().columns()), outputSignal());
  }

  /** dL/dw1^T = (n0^T (x) I) v1^T, dh x 1 (document 002, row S9). */
  public Matrix hiddenLayer() {
    return chain(derivativeByWeights(pass.n0(), network.w1().columns()), hiddenSignal());
  }

  /** dL/dW2, h x m: row S8 read back by rows, which is n1^T v2 (document 002, row S10). */
  public Matrix outputWeights() {
    return Vec.inverseByRows(outputLayer(), network.w2().rows(), network.w2().columns());
  }

  /** dL/dW1, d x h: row S9 read back by rows, which is n0^T v1 (document 002, row S10). */
  public Matrix hiddenWeights() {
    return Vec.inverseByRows(hiddenLayer(), network.w1().rows(), network.w1().columns());
  }

  /**
   * The derivative of d = nW + b by w^T = vec(W)^T, n^T (x) I, km x m: column j is the gradient of
   * d_j (document 002, row S8).
   *
   * @param n 1 x k
   * @param m the number of units
   * @throws IllegalArgumentException if n is not a row
   */
  static Matrix derivativeByWeights(Matrix n, int m) {
    Shapes.requireRow("n", n);
    return Kronecker.product(transpose(n), identity(m));
  }
}
