package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * The parametric rectifier (He et al. 2015, Delving deep into rectifiers, equations 1 and 3): for a
 * slope w of each column, or one for all,
 *
 * <pre>
 * z = x for x >= 0, w x below      dx = dz for x >= 0, w dz below
 * dw = the sum of dz x over the x below 0
 * </pre>
 *
 * <p>At the kink 0 the slope is 1, as in Deeplearning4j. Terms of dw are added in float64 in the
 * order of the rows, and rounded once; of a NaN all are NaN.
 *
 * @param slopes W, (1, m) for inputs of m columns, or (1, 1) for one slope of all
 */
record PRelu(Matrix slopes) implements PreActivation {

  private double slope(int j) {
    return slopes.get(0, column(j));
  }

  private int column(int j) {
    return slopes.columns() == 1 ? 0 : j;
  }

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        double v = x.get(i, j);
        z.set(i, j, v < 0 ? slope(j) * v : v);
      }
    }
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {
    double[] sums = new double[slopes.columns()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        double v = x.get(i, j);
        if (!(v >= 0)) {
          sums[column(j)] += dZ.get(i, j) * v;
        }
      }
    }
    gradient.of(ParameterKind.WEIGHTS).setAll(sums);
  }

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        double v = x.get(i, j);
        double factor = v < 0 ? slope(j) : v >= 0 ? 1 : v;
        dX.set(i, j, factor * dZ.get(i, j));
      }
    }
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    if (kind != ParameterKind.WEIGHTS) {
      throw new IllegalArgumentException("a parametric rectifier has no " + kind.symbol());
    }
    return slopes;
  }

  @Override
  public List<Matrix> matrices() {
    return List.of(slopes);
  }

  @Override
  public LayerGradient zeroGradient() {
    return new Gradient(Matrix.zeros(slopes.dtype(), 1, slopes.columns()));
  }

  /**
   * The gradient by the slopes.
   *
   * @param dSlopes dW, in the shape of W
   */
  record Gradient(Matrix dSlopes) implements LayerGradient {

    @Override
    public Matrix of(ParameterKind kind) {
      return new PRelu(dSlopes).parameter(kind);
    }

    @Override
    public List<Matrix> matrices() {
      return List.of(dSlopes);
    }
  }
}
