package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.product;
import static dev.gradparity.calculus.MatrixAlgebra.transpose;

import dev.gradparity.tensor.Matrix;
import java.util.function.UnaryOperator;

/**
 * Document 004's deep linear network as a composition of functions, in columns (row S17): H1 = f(X)
 * = W1^T X, H2 = g(H1) = W2^T H1, Y = p(H2) = W3^T H2, and L = l(p(g(f(X)))).
 *
 * <p>The slide writes the middle step with W1 in the place of W2: a slip, which shapes forbid as
 * soon as d and h1 differ.
 *
 * @param w1 d x h1
 * @param w2 h1 x h2
 * @param w3 h2 x m
 */
public record DeepLinearNetwork(Matrix w1, Matrix w2, Matrix w3) {

  /**
   * The gradients of L.
   *
   * @param dX dL/dX, d x n
   * @param dW1 dL/dW1, d x h1
   * @param dW2 dL/dW2, h1 x h2
   * @param dW3 dL/dW3, h2 x m
   */
  public record Gradients(Matrix dX, Matrix dW1, Matrix dW2, Matrix dW3) {}

  /**
   * Checks that the layers fit each other.
   *
   * @throws IllegalArgumentException if two neighbours do not
   */
  public DeepLinearNetwork {
    Shapes.requireProduct("w1", w1, "w2", w2);
    Shapes.requireProduct("w2", w2, "w3", w3);
  }

  /**
   * A layer as a function of its input, H -> W^T H.
   *
   * @return a function that throws IllegalArgumentException where H and W differ in rows
   */
  public static UnaryOperator<Matrix> layer(Matrix w) {
    return h -> {
      Shapes.requireSameRows("w", w, "h", h);
      return product(transpose(w), h);
    };
  }

  /**
   * p o g o f, the network as one function.
   *
   * @param x d x n, a sample in each column
   * @return Y, m x n
   * @throws IllegalArgumentException if X has not d rows
   */
  public Matrix forward(Matrix x) {
    return layer(w1).andThen(layer(w2)).andThen(layer(w3)).apply(x);
  }

  /** The Jacobian of the network for one sample: J_p J_g J_f = W3^T W2^T W1^T, m x d. */
  public Jacobian jacobian() {
    Jacobian f = new Jacobian(transpose(w1));
    Jacobian g = new Jacobian(transpose(w2));
    Jacobian p = new Jacobian(transpose(w3));
    return p.after(g).after(f);
  }

  /**
   * L = l(p(g(f(X)))), l being the sum of squares (document 004, rows S16 and S17).
   *
   * @param x d x n, a sample in each column
   * @param y the labels, m x n
   * @throws IllegalArgumentException if X or the labels have another shape
   */
  public double loss(Matrix x, Matrix y) {
    return SquaredLoss.SUM.value(forward(x), y);
  }

  /**
   * The gradients of L by the chain rule, from the outermost function inwards. Each step is rows S3
   * and S4 transposed: for Y = W^T H, dH = W dY and dW = H dY^T (document 004, row S17).
   *
   * @param x d x n, a sample in each column
   * @param y the labels, m x n
   * @throws IllegalArgumentException if X or the labels have another shape
   */
  public Gradients backward(Matrix x, Matrix y) {
    Matrix h1 = layer(w1).apply(x);
    Matrix h2 = layer(w2).apply(h1);
    Matrix dY = SquaredLoss.SUM.gradient(layer(w3).apply(h2), y);
    Matrix dH2 = product(w3, dY);
    Matrix dH1 = product(w2, dH2);
    return new Gradients(
        product(w1, dH1),
        product(x, transpose(dH1)),
        product(h1, transpose(dH2)),
        product(h2, transpose(dY)));
  }
}
