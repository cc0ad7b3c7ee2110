package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.fromEntries;

import dev.gradparity.tensor.Matrix;
import java.util.function.DoubleUnaryOperator;

/**
 * A differentiable function that acts on each entry by itself, with its derivative. That is what
 * makes its Jacobian a diagonal matrix (document 002, rows S7 to S9); softmax is not one.
 *
 * @param value f
 * @param derivative f'
 */
public record ElementwiseFunction(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {

  /** f(z) = z. */
  public static final ElementwiseFunction IDENTITY = new ElementwiseFunction(z -> z, z -> 1);

  /** The logistic function 1 / (1 + exp(-z)), with f' = f (1 - f). */
  public static final ElementwiseFunction SIGMOID =
      new ElementwiseFunction(ElementwiseFunction::logistic, z -> logistic(z) * (1 - logistic(z)));

  /** The hyperbolic tangent, with f' = 1 - f^2. */
  public static final ElementwiseFunction TANH =
      new ElementwiseFunction(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z));

  private static double logistic(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** f of every entry; the shape stays. */
  public Matrix at(Matrix z) {
    return fromEntries(z.rows(), z.columns(), (i, j) -> value.applyAsDouble(z.get(i, j)));
  }

  /** f' of every entry; the shape stays. */
  public Matrix derivativeAt(Matrix z) {
    return fromEntries(z.rows(), z.columns(), (i, j) -> derivative.applyAsDouble(z.get(i, j)));
  }
}
