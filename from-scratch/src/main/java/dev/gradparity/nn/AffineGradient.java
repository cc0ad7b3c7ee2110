package dev.gradparity.nn;

import dev.gradparity.tensor.Matrix;

/**
 * dL/dW and dL/db of an {@link Affine} layer: never their negatives, never scaled by a step size.
 *
 * @param dW (d, m)
 * @param db (1, m)
 */
public record AffineGradient(Matrix dW, Matrix db) {

  /**
   * Checks that db fits dW.
   *
   * @throws IllegalArgumentException if shape or format differ
   */
  public AffineGradient {
    Affine.requireFit(dW, db, "dW", "db");
  }

  /** A gradient of zeros in the shapes of a layer's parameters. */
  public static AffineGradient zeros(Affine layer) {
    Matrix weights = layer.weights();
    return new AffineGradient(
        Matrix.zeros(weights.dtype(), weights.rows(), weights.columns()),
        Matrix.zeros(weights.dtype(), 1, weights.columns()));
  }
}
