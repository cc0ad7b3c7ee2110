package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/** Z = X, dX = dZ: of a layer that is an activation and no more. It has no parameters. */
enum PassThrough implements PreActivation {
  /** The one instance. */
  INSTANCE;

  @Override
  public void forward(Kernels kernels, Matrix x, Matrix z) {
    z.setAll(x);
  }

  @Override
  public void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient) {}

  @Override
  public void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX) {
    dX.setAll(dZ);
  }

  @Override
  public Matrix parameter(ParameterKind kind) {
    throw new IllegalArgumentException("a layer without parameters has no " + kind.symbol());
  }

  @Override
  public List<Matrix> matrices() {
    return List.of();
  }

  @Override
  public LayerGradient zeroGradient() {
    return None.INSTANCE;
  }

  /** The gradient by no parameters. */
  enum None implements LayerGradient {
    /** The one instance. */
    INSTANCE;

    @Override
    public List<Matrix> matrices() {
      return List.of();
    }

    @Override
    public Matrix of(ParameterKind kind) {
      throw new IllegalArgumentException("a layer without parameters has no d" + kind.symbol());
    }
  }
}
