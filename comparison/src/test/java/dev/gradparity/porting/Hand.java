package dev.gradparity.porting;

import dev.gradparity.nn.Affine;
import dev.gradparity.nn.Parameters;
import dev.gradparity.nn.PreActivation;
import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.testkit.Given;
import java.util.ArrayList;
import java.util.List;

/** What the snippets of from-scratch take for granted: the given arrays as matrices. */
final class Hand {

  private Hand() {}

  static Matrix x(Given given) {
    return matrix(given.x());
  }

  static Matrix y(Given given) {
    return matrix(given.y());
  }

  static Parameters parameters(Given given) {
    List<PreActivation> layers = new ArrayList<>();
    for (int l = 1; l <= given.spec().depth(); l++) {
      layers.add(new Affine(matrix(given.weights(l)), matrix(given.bias(l))));
    }
    return new Parameters(layers);
  }

  static Matrix matrix(double[]... rows) {
    Matrix matrix = Matrix.zeros(DType.FLOAT64, rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        matrix.set(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }
}
