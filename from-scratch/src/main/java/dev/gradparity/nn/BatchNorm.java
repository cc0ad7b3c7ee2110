package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Z = gamma X' + beta for X' = (X - mean) / sqrt(variance + eps), column by column, with the mean
 * and the population variance of the minibatch (Ioffe and Szegedy 2015, Batch normalization,
 * algorithm 1), and its gradients (there, section 3):
 *
 * <pre>
 * dbeta = sum dz_i      dgamma = sum dz_i x'_i
 * dx_i = gamma / sqrt(variance + eps) (dz_i - dbeta / n - x'_i dgamma / n)
 * </pre>
 *
 * <p>Computed in float64, and rounded once for each matrix. No pass changes the running mean and
 * variance: what a step takes off them, (1 - decay)(running - batch), stands for their gradients.
 *
 * @param form eps, decay, and gamma and beta where they are locked
 * @param gamma (1, m); null if locked
 * @param beta (1, m); null if locked
 * @param mean the running one, (1, m)
 * @param variance the running one, (1, m)
 */
record BatchNorm(LayerForm.BatchNorm form, Matrix gamma, Matrix beta, Matrix mean, Matrix variance)
    implements PreActivation {

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    for (int j = 0; j < x.columns(); j++) {
      Column column = Column.of(x, j);
      normalise(x, j, column.mean, column.variance, z);
    }
  }

  /** With the running mean and variance. */
  @Override
  public void infer(Kernels kernels, Matrix x, Matrix z) {
    for (int j = 0; j < x.columns(); j++) {
      normalise(x, j, mean.get(0, j), variance.get(0, j), z);
    }
  }

  private void normalise(Matrix x, int j, double mu, double var, Matrix z) {
    double deviation = Math.sqrt(var + form.eps());
    for (int i = 0; i < x.rows(); i++) {
      z.set(i, j, gamma(j) * ((x.get(i, j) - mu) / deviation) + beta(j));
    }
  }

  private double gamma(int j) {
    return gamma == null ? form.gamma() : gamma.get(0, j);
  }

  private double beta(int j) {
    return beta == null ? form.beta() : beta.get(0, j);
  }

  /** Mean and population variance of one column, in two passes. */
  private record Column(double mean, double variance) {

    static Column of(Matrix x, int j) {
      double sum = 0;
      for (int i = 0; i < x.rows(); i++) {
        sum += x.get(i, j);
      }
      double mean = sum / x.rows();
      double squares = 0;
      for (int i = 0; i < x.rows(); i++) {
        squares += (x.get(i, j) - mean) * (x.get(i, j) - mean);
      }
      return new Column(mean, squares / x.rows());
    }
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {
    for (int j = 0; j < x.columns(); j++) {
      Column column = Column.of(x, j);
      if (gamma != null) {
        Slopes slopes = slopes(x, dZ, j, column);
        gradient.of(ParameterKind.GAMMA).set(0, j, slopes.byGamma);
        gradient.of(ParameterKind.BETA).set(0, j, slopes.byBeta);
      }
      double share = 1 - form.decay();
      gradient.of(ParameterKind.MEAN).set(0, j, share * (mean.get(0, j) - column.mean));
      gradient.of(ParameterKind.VARIANCE).set(0, j, share * (variance.get(0, j) - column.variance));
    }
  }

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    int n = x.rows();
    for (int j = 0; j < x.columns(); j++) {
      Column column = Column.of(x, j);
      Slopes slopes = slopes(x, dZ, j, column);
      double deviation = Math.sqrt(column.variance + form.eps());
      for (int i = 0; i < n; i++) {
        double normal = (x.get(i, j) - column.mean) / deviation;
        double centred = dZ.get(i, j) - slopes.byBeta / n - normal * (slopes.byGamma / n);
        dX.set(i, j, gamma(j) / deviation * centred);
      }
    }
  }

  private record Slopes(double byGamma, double byBeta) {}

  private Slopes slopes(Matrix x, Matrix dZ, int j, Column column) {
    double deviation = Math.sqrt(column.variance + form.eps());
    double byGamma = 0;
    double byBeta = 0;
    for (int i = 0; i < x.rows(); i++) {
      byGamma += dZ.get(i, j) * ((x.get(i, j) - column.mean) / deviation);
      byBeta += dZ.get(i, j);
    }
    return new Slopes(byGamma, byBeta);
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    Matrix parameter =
        switch (kind) {
          case GAMMA -> gamma;
          case BETA -> beta;
          case MEAN -> mean;
          case VARIANCE -> variance;
          case WEIGHTS, BIAS, GAIN -> null;
        };
    if (parameter == null) {
      throw new IllegalArgumentException("this batch normalisation has no " + kind.symbol());
    }
    return parameter;
  }

  @Override
  public List<Matrix> matrices() {
    List<Matrix> matrices = new ArrayList<>();
    form.parameters().forEach(kind -> matrices.add(parameter(kind)));
    return matrices;
  }

  @Override
  public LayerGradient zeroGradient() {
    Matrix zeros = Matrix.zeros(mean.dtype(), 1, mean.columns());
    return new Gradient(
        new BatchNorm(
            form,
            gamma == null ? null : zeros.copy(),
            beta == null ? null : zeros.copy(),
            zeros.copy(),
            zeros.copy()));
  }

  /**
   * Of all parameters; of the running ones, what a step takes off them.
   *
   * @param matrixOf has them in the places of the parameters
   */
  record Gradient(BatchNorm matrixOf) implements LayerGradient {

    @Override
    public Matrix of(ParameterKind kind) {
      return matrixOf.parameter(kind);
    }

    @Override
    public List<Matrix> matrices() {
      return matrixOf.matrices();
    }
  }
}
