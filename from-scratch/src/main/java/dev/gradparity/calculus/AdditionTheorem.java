package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;
import java.util.Objects;

/**
 * The addition theorem of document 000, proved entry by entry: for Z = Y + B, all n x m, dY = dZ
 * and dB = dZ (row S5); and its consequence for B = 1b, where one row b serves all n rows.
 *
 * <p>1b is itself a product, with 1 in the place of X and b in that of W. {@link ProductTheorem}
 * then says db = 1^T dB: the column sums of row S1 are row S4 once more.
 */
public final class AdditionTheorem {

  private AdditionTheorem() {}

  /**
   * dZ/dy_ij, which is dZ/db_ij as well: the unit matrix E_ij, n x m (document 000, row S5).
   *
   * @throws IndexOutOfBoundsException if Y has no entry (i, j)
   */
  public static Matrix derivativeByTerm(int n, int m, int i, int j) {
    return SpecialMatrices.unit(n, m, i, j);
  }

  /**
   * dL/dY, which is dL/dB as well, n x m: entry (i, j) is {@code <dZ, E_ij>_F} (document 000, row
   * S5).
   *
   * @param dZ n x m
   */
  public static Matrix gradientByTerm(Matrix dZ) {
    int n = dZ.rows();
    int m = dZ.columns();
    return Frobenius.collect(dZ, n, m, (i, j) -> derivativeByTerm(n, m, i, j));
  }

  /**
   * dB/db_j for B = 1b, n x m: column j is 1, all else is 0 (document 000, row S5).
   *
   * @throws IndexOutOfBoundsException if b has no entry j
   */
  public static Matrix derivativeByBias(int n, int m, int j) {
    Objects.checkIndex(j, m);
    return fromEntries(n, m, (row, column) -> column == j ? 1 : 0);
  }

  /**
   * dL/db for Z = Y + 1b, 1 x m: entry j is {@code <dB, dB/db_j>_F} with dB = dZ (rows S1 and S5).
   *
   * @param dZ n x m
   */
  public static Matrix gradientByBias(Matrix dZ) {
    int n = dZ.rows();
    int m = dZ.columns();
    return Frobenius.collect(gradientByTerm(dZ), 1, m, (i, j) -> derivativeByBias(n, m, j));
  }
}
