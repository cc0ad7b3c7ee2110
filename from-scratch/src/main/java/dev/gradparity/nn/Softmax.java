package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.tensor.Matrix;

/** a_j = exp(z_j) / sum_k exp(z_k) over each row; its Jacobian is diag(a) - a^T.a. */
enum Softmax implements Activation {
  INSTANCE;

  @Override
  public void forward(Kernels kernels, Matrix z, Matrix a) {
    kernels.softmaxRows(z, a);
  }

  @Override
  public void backward(Kernels kernels, Matrix z, Matrix a, Matrix dA, Matrix dZ) {
    kernels.softmaxBackward(a, dA, dZ);
  }
}
