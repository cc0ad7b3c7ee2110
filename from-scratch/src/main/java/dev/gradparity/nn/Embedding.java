package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * Row i of Z is row k_i of W, and b, for X a column of numbers k_i from 0: what {@link Affine}
 * makes of rows that have a 1 at k_i and zeros elsewhere.
 *
 * @param table W, (inputs, m), and b, (1, m)
 */
record Embedding(Affine table) implements PreActivation {

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    for (int i = 0; i < x.rows(); i++) {
      z.setRow(i, table.weights(), index(x, i));
    }
    kernels.addRow(z, table.bias());
  }

  private int index(Matrix x, int i) {
    double number = x.get(i, 0);
    int index = (int) number;
    if (index != number || index < 0 || index >= table.fanIn()) {
      throw new IllegalArgumentException(
          "an embedding of %d rows needs their numbers, from 0 to %d, got %s"
              .formatted(table.fanIn(), table.fanIn() - 1, number));
    }
    return index;
  }

  /** dW_k is the sum of the dZ_i of k_i = k, in the order of the rows; db = 1^T.dZ. */
  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {
    Matrix dW = gradient.of(ParameterKind.WEIGHTS);
    kernels.map(dW, v -> 0, dW);
    for (int i = 0; i < x.rows(); i++) {
      int k = index(x, i);
      for (int j = 0; j < dZ.columns(); j++) {
        dW.set(k, j, dW.get(k, j) + dZ.get(i, j));
      }
    }
    kernels.columnSums(dZ, gradient.of(ParameterKind.BIAS));
  }

  /** There is no gradient by the numbers of rows. */
  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    throw new IllegalArgumentException("an embedding has no gradient by its input");
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    return table.parameter(kind);
  }

  @Override
  public List<Matrix> matrices() {
    return table.matrices();
  }

  @Override
  public LayerGradient zeroGradient() {
    return table.zeroGradient();
  }
}
