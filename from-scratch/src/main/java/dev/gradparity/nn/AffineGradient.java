package dev.gradparity.nn;

import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * dL/dW and dL/db of an {@link Affine} layer: never their negatives, never scaled by a step size.
 *
 * @param dW (d, m)
 * @param db (1, m)
 */
public record AffineGradient(Matrix dW, Matrix db) implements LayerGradient {

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

  @Override
  public List<Matrix> matrices() {
    return List.of(dW, db);
  }

  @Override
  public Matrix of(ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> dW;
      case BIAS -> db;
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("a dense layer has no d" + kind.symbol());
    };
  }
}
