package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;

/**
 * The Frobenius inner product, and the chain rule that it abbreviates.
 *
 * <p>Read as a list of variables, Y gives dL/dt = sum over all entries of dL/dy_kl dy_kl/dt.
 * Document 000 writes that double sum as {@code <dL/dY, dY/dt>_F} (rows S3 to S5).
 */
public final class Frobenius {

  private Frobenius() {}

  /** dY/dt_ij for each entry of a matrix T: a matrix of Y's shape. */
  @FunctionalInterface
  interface DerivativeByEntry {

    Matrix at(int i, int j);
  }

  /**
   * {@code <A, B>_F}: the sum of the products of the entries in the same place.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double innerProduct(Matrix a, Matrix b) {
    Shapes.requireSame("a", a, "b", b);
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        sum += a.get(i, j) * b.get(i, j);
      }
    }
    return sum;
  }

  /** dL/dT, rows x columns, with entries dL/dt_ij = {@code <dL/dY, dY/dt_ij>_F}. */
  static Matrix collect(Matrix dY, int rows, int columns, DerivativeByEntry derivative) {
    return fromEntries(rows, columns, (i, j) -> innerProduct(dY, derivative.at(i, j)));
  }
}
