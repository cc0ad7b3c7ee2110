package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;

/** The Kronecker product, which is what the derivative by a vectorised matrix turns into. */
public final class Kronecker {

  private Kronecker() {}

  /**
   * A (x) B, np x mq where A is n x m and B is p x q: the block matrix whose block (i, j) is a_ij B
   * (document 002, row S8).
   *
   * @throws IllegalArgumentException if the result has more elements than an array can hold
   * @throws ArithmeticException if it has more rows or columns than that
   */
  public static Matrix product(Matrix a, Matrix b) {
    int p = b.rows();
    int q = b.columns();
    return fromEntries(
        Math.multiplyExact(a.rows(), p),
        Math.multiplyExact(a.columns(), q),
        (i, j) -> a.get(i / p, j / q) * b.get(i % p, j % q));
  }
}
