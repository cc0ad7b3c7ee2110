package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.Tensor;
import java.util.List;

/**
 * The affine layer Y = XW + 1b with its parameters (documents 000 and 003, rows S1 and S2).
 *
 * @param weights W, (d, m)
 * @param bias b, (1, m)
 */
public record Affine(Matrix weights, Matrix bias) implements PreActivation {

  /**
   * Checks that b fits W.
   *
   * @throws IllegalArgumentException if shape or format differ
   */
  public Affine {
    requireFit(weights, bias, "W", "b");
  }

  static void requireFit(Matrix weights, Matrix bias, String weightsName, String biasName) {
    if (bias.rows() != 1
        || bias.columns() != weights.columns()
        || bias.dtype() != weights.dtype()) {
      throw new IllegalArgumentException(
          "%s of %s needs %s of %s 1 x %d, got %s"
              .formatted(
                  weightsName,
                  weights,
                  biasName,
                  weights.dtype().specName(),
                  weights.columns(),
                  bias));
    }
  }

  /** d, the number of inputs. */
  public int fanIn() {
    return weights.rows();
  }

  /** m, the number of outputs. */
  public int fanOut() {
    return weights.columns();
  }

  /**
   * Y = X.W + 1b.
   *
   * @param x (n, d)
   * @param y (n, m), overwritten
   */
  @Override
  public void forward(Kernels kernels, Matrix x, Matrix y) {
    kernels.multiply(x, weights, y);
    kernels.addRow(y, bias);
  }

  /**
   * dW = X^T.dY and db = 1^T.dY, the sums of dY over axis 0.
   *
   * @param x (n, d), the input of the forward pass
   * @param dY (n, m)
   * @param gradient overwritten
   */
  public void backward(Kernels kernels, Matrix x, Matrix dY, AffineGradient gradient) {
    kernels.multiplyTransA(x, dY, gradient.dW());
    kernels.columnSums(dY, gradient.db());
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dY, LayerGradient gradient) {
    backward(kernels, x, dY, (AffineGradient) gradient);
  }

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dY, Matrix dX) {
    backwardInput(kernels, dY, dX);
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> weights;
      case BIAS -> bias;
      case GAIN, GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("a dense layer has no " + kind.symbol());
    };
  }

  @Override
  public List<Matrix> matrices() {
    return List.of(weights, bias);
  }

  @Override
  public LayerGradient zeroGradient() {
    return AffineGradient.zeros(this);
  }

  /**
   * dX = dY.W^T.
   *
   * @param dY (n, m)
   * @param dX (n, d), overwritten
   */
  public void backwardInput(Kernels kernels, Matrix dY, Matrix dX) {
    kernels.multiplyTransB(dY, weights, dX);
  }

  /**
   * Y = flatten(X).W + 1b for an input of rank 2 to 5 (row S2).
   *
   * @param x (n, d1, d2, ...) where d1 d2 ... = d
   * @return Y, (n, m)
   */
  public Matrix forward(Kernels kernels, Tensor x) {
    Matrix y = Matrix.zeros(weights.dtype(), x.flattened().rows(), fanOut());
    forward(kernels, x.flattened(), y);
    return y;
  }

  /**
   * The three gradients for an input of rank 2 to 5; dX has the shape of X (row S2).
   *
   * @param x (n, d1, d2, ...), the input of the forward pass
   * @param dY (n, m)
   */
  public TensorGradient backward(Kernels kernels, Tensor x, Matrix dY) {
    AffineGradient gradient = AffineGradient.zeros(this);
    backward(kernels, x.flattened(), dY, gradient);
    Matrix dX = Matrix.zeros(weights.dtype(), dY.rows(), fanIn());
    backwardInput(kernels, dY, dX);
    return new TensorGradient(new Tensor(x.shape(), dX), gradient);
  }

  /**
   * The gradients of a layer with a tensor for input.
   *
   * @param dX in the shape of X
   * @param parameters dW and db
   */
  public record TensorGradient(Tensor dX, AffineGradient parameters) {}
}
