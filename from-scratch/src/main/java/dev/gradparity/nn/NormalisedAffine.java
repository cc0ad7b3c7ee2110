package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * The affine layer whose rows are normalised before gain and bias (Ba, Kiros and Hinton 2016, Layer
 * normalization, equation 4). For a row u of U = XW with mean mu and population standard deviation
 * sigma over its m units,
 *
 * <pre>
 * n = (u - mu) / sigma      z = g * n + b
 * db = sum dz    dg = sum dz * n    dn = g * dz    du = (dn - mean(dn) - n mean(dn * n)) / sigma
 * dW = X^T.dU    dX = dU.W^T
 * </pre>
 *
 * Where sigma is 0, all units are alike, and n and du are 0. A row is worked out in float64 and
 * rounded once; the way back works n out again.
 *
 * @param affine W, (d, m), and b, (1, m)
 * @param gain g, (1, m)
 */
public record NormalisedAffine(Affine affine, Matrix gain) implements PreActivation {

  /**
   * Checks that g fits W.
   *
   * @throws IllegalArgumentException if shape or format differ
   */
  public NormalisedAffine {
    Affine.requireFit(affine.weights(), gain, "W", "g");
  }

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    kernels.multiply(x, affine.weights(), z);
    int m = z.columns();
    double[] row = new double[m];
    for (int i = 0; i < z.rows(); i++) {
      normalise(z, i, row);
      for (int j = 0; j < m; j++) {
        z.set(i, j, gain.get(0, j) * row[j] + affine.bias().get(0, j));
      }
    }
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {
    Gradient own = (Gradient) gradient;
    Matrix dU = product(kernels, x);
    Matrix terms = Matrix.zeros(dZ.dtype(), dZ.rows(), dZ.columns());
    backwardRows(dU, dZ, terms);
    kernels.columnSums(terms, own.dGain());
    kernels.columnSums(dZ, own.affine().db());
    kernels.multiplyTransA(x, dU, own.affine().dW());
  }

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    Matrix dU = product(kernels, x);
    backwardRows(dU, dZ, Matrix.zeros(dZ.dtype(), dZ.rows(), dZ.columns()));
    kernels.multiplyTransB(dU, affine.weights(), dX);
  }

  private Matrix product(Kernels kernels, Matrix x) {
    Matrix u = Matrix.zeros(x.dtype(), x.rows(), affine.fanOut());
    kernels.multiply(x, affine.weights(), u);
    return u;
  }

  /**
   * Replaces U by dU.
   *
   * @param terms dZ * N, overwritten: what sums to dg
   */
  private void backwardRows(Matrix u, Matrix dZ, Matrix terms) {
    int m = u.columns();
    double[] n = new double[m];
    for (int i = 0; i < u.rows(); i++) {
      double sigma = normalise(u, i, n);
      double sum = 0;
      double sumByN = 0;
      for (int j = 0; j < m; j++) {
        double dN = gain.get(0, j) * dZ.get(i, j);
        sum += dN;
        sumByN += dN * n[j];
        terms.set(i, j, dZ.get(i, j) * n[j]);
      }
      for (int j = 0; j < m; j++) {
        double dN = gain.get(0, j) * dZ.get(i, j);
        u.set(i, j, sigma == 0 ? 0 : (dN - sum / m - n[j] * (sumByN / m)) / sigma);
      }
    }
  }

  /** Writes n of a row of U, and gives sigma. Neither alike nor large units lose anything. */
  private static double normalise(Matrix u, int i, double[] n) {
    int m = u.columns();
    double first = u.get(i, 0);
    double sum = 0;
    for (int j = 0; j < m; j++) {
      sum += u.get(i, j) - first;
    }
    double mean = first + sum / m;
    double largest = 0;
    for (int j = 0; j < m; j++) {
      n[j] = u.get(i, j) - mean;
      largest = Math.max(largest, Math.abs(n[j]));
    }
    if (largest == 0) {
      return 0;
    }
    double squares = 0;
    for (int j = 0; j < m; j++) {
      n[j] /= largest;
      squares += n[j] * n[j];
    }
    double root = Math.sqrt(squares / m);
    for (int j = 0; j < m; j++) {
      n[j] /= root;
    }
    return largest * root;
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    return kind == ParameterKind.GAIN ? gain : affine.parameter(kind);
  }

  @Override
  public List<Matrix> matrices() {
    return List.of(affine.weights(), affine.bias(), gain);
  }

  @Override
  public LayerGradient zeroGradient() {
    return new Gradient(
        AffineGradient.zeros(affine), Matrix.zeros(gain.dtype(), 1, gain.columns()));
  }

  /**
   * The gradients of a normalised layer.
   *
   * @param affine dW and db
   * @param dGain dg, (1, m)
   */
  public record Gradient(AffineGradient affine, Matrix dGain) implements LayerGradient {

    @Override
    public Matrix of(ParameterKind kind) {
      return kind == ParameterKind.GAIN ? dGain : affine.of(kind);
    }

    @Override
    public List<Matrix> matrices() {
      return List.of(affine.dW(), affine.db(), dGain);
    }
  }
}
