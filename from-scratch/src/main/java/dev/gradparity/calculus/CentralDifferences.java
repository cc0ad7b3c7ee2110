package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Numerical differentiation by central differences, (f(x + h) - f(x - h)) / 2h, in the four shapes
 * of document 004 (row S14). It knows nothing of any gradient's formula, and so can judge them all.
 *
 * <p>The step. Taylor's theorem bounds the truncation error by h^2 |f'''| / 6; rounding f to
 * relative u costs up to u |f| / h. The first grows with h, the second shrinks; their sum is least
 * at h = cbrt(3 u |f| / |f'''|), where it is of the order u^(2/3), about 2e-11 for float64. With
 * nothing known of f, its values and its third derivative are taken to be of equal size, which
 * leaves h = cbrt(u) max(1, |x|): scaled with x, so that x + h differs from x however large x is,
 * and never below cbrt(u), so that x = 0 has a step (Press et al., Numerical Recipes, 3rd ed.,
 * section 5.7). A quadratic has no third derivative, and only rounding is left of its error.
 *
 * <p>Points are float64, whatever the format of x: rounded to float32, x + h and x - h would not
 * lie evenly around x, and an error of the first order in f'' would not cancel.
 */
public final class CentralDifferences {

  private static final double CBRT_OF_UNIT_ROUNDOFF = Math.cbrt(DType.FLOAT64.unitRoundoff());

  private CentralDifferences() {}

  /** h at x: cbrt(u) max(1, |x|). */
  static double step(double x) {
    return CBRT_OF_UNIT_ROUNDOFF * Math.max(1, Math.abs(x));
  }

  /**
   * Scalar by vector: the gradient, n x 1 (document 004, row S14).
   *
   * @param x n x 1
   * @throws IllegalArgumentException if x is not a column
   */
  public static Matrix scalarByVector(ToDoubleFunction<Matrix> f, Matrix x) {
    Shapes.requireColumn("x", x);
    return scalarByMatrix(f, x);
  }

  /**
   * Scalar by matrix: dy/dX, of X's shape (document 004, row S14).
   *
   * @param x n x m
   */
  public static Matrix scalarByMatrix(ToDoubleFunction<Matrix> f, Matrix x) {
    return fromEntries(
        x.rows(),
        x.columns(),
        (i, j) -> {
          Pair around = Pair.around(x, i, j);
          return (f.applyAsDouble(around.ahead) - f.applyAsDouble(around.behind)) / around.width;
        });
  }

  /**
   * Vector by vector: n x m, column j being the gradient of y_j (document 004, row S14). The rows
   * of {@link Jacobian} are these columns.
   *
   * @param f from a column of n to a column of m
   * @param x n x 1
   * @throws IllegalArgumentException if x or f(x) is not a column
   */
  public static Matrix vectorByVector(UnaryOperator<Matrix> f, Matrix x) {
    Shapes.requireColumn("x", x);
    List<Matrix> gradients = vectorByMatrix(f, x).slices();
    return fromEntries(x.rows(), gradients.size(), (i, j) -> gradients.get(j).get(i, 0));
  }

  /**
   * Vector by matrix: one matrix dy_k/dX of X's shape for each y_k (document 004, row S14).
   *
   * @param f from a matrix to a column
   * @param x n x m
   * @throws IllegalArgumentException if f(x) is not a column
   */
  public static DerivativeTensor vectorByMatrix(UnaryOperator<Matrix> f, Matrix x) {
    Matrix y = f.apply(x.copy());
    Shapes.requireColumn("f(x)", y);
    List<Matrix> slices = new ArrayList<>();
    for (int output = 0; output < y.rows(); output++) {
      int k = output;
      slices.add(scalarByMatrix(point -> f.apply(point).get(k, 0), x));
    }
    return new DerivativeTensor(slices);
  }

  /**
   * The points on both sides of x in one entry, and how far apart they are: not 2h but the distance
   * that is left after x + h and x - h are rounded.
   */
  private record Pair(Matrix ahead, Matrix behind, double width) {

    static Pair around(Matrix x, int i, int j) {
      double h = step(x.get(i, j));
      Matrix ahead = Matrix.of(DType.FLOAT64, x.rows(), x.columns(), x.toArray());
      Matrix behind = ahead.copy();
      ahead.set(i, j, x.get(i, j) + h);
      behind.set(i, j, x.get(i, j) - h);
      return new Pair(ahead, behind, ahead.get(i, j) - behind.get(i, j));
    }
  }
}
