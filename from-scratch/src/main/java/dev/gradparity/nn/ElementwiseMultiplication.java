package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * Each column of X by a weight of its own, and a bias: an affine layer whose matrix is diagonal,
 * with its gradients (documents 000 and 003),
 *
 * <pre>
 * z_j = x_j w_j + b_j      dx_j = dz_j w_j      dw_j = sum dz_j x_j      db_j = sum dz_j
 * </pre>
 *
 * <p>The sums are over the examples. Computed in float64, and rounded once for each matrix.
 *
 * @param weights W, (1, m)
 * @param bias b, (1, m)
 */
record ElementwiseMultiplication(Matrix weights, Matrix bias) implements PreActivation {

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        z.set(i, j, x.get(i, j) * weights.get(0, j) + bias.get(0, j));
      }
    }
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {
    double[] products = new double[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        products[j] += dZ.get(i, j) * x.get(i, j);
      }
    }
    gradient.of(ParameterKind.WEIGHTS).setAll(products);
    kernels.columnSums(dZ, gradient.of(ParameterKind.BIAS));
  }

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    for (int i = 0; i < dZ.rows(); i++) {
      for (int j = 0; j < dZ.columns(); j++) {
        dX.set(i, j, dZ.get(i, j) * weights.get(0, j));
      }
    }
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    return new Affine(weights, bias).parameter(kind);
  }

  @Override
  public List<Matrix> matrices() {
    return List.of(weights, bias);
  }

  @Override
  public LayerGradient zeroGradient() {
    return AffineGradient.zeros(new Affine(weights, bias));
  }
}
