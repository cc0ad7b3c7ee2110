package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.List;
import java.util.Random;

/** A network with parameters and a minibatch: all that a loss depends on. */
record Problem(Mlp mlp, Parameters parameters, Matrix x, Matrix y) {

  static NetworkSpec spec(
      DType dtype,
      int inputs,
      List<LayerSpec> layers,
      LossKind loss,
      Reduction reduction,
      double l2) {
    return new NetworkSpec(
        "test", dtype, Shape.of(inputs), layers, loss, reduction, new UpdaterSpec.Sgd(1), l2, 0);
  }

  static Problem of(NetworkSpec spec, Parameters parameters, Matrix x, Matrix y) {
    return new Problem(new Mlp(spec, Kernels.scalar()), parameters, x, y);
  }

  /**
   * Inputs from N(0, 1), labels that the loss can read, and parameters from N(0, 1/4), so that few
   * activations saturate: ln(1 - p) of a p near 1 has lost its digits before any derivative.
   */
  static Problem random(NetworkSpec spec, int examples, long seed) {
    Random random = new Random(seed);
    Parameters parameters = Parameters.zeros(spec);
    for (Matrix matrix : parameters.matrices()) {
      Matrix normal = RandomMatrix.normal(spec.dtype(), matrix.rows(), matrix.columns(), random);
      Kernels.scalar().addScaled(0.5, normal, matrix);
    }
    Matrix x = RandomMatrix.normal(spec.dtype(), examples, spec.inputSize(), random);
    return of(spec, parameters, x, labels(spec, examples, random));
  }

  private static Matrix labels(NetworkSpec spec, int examples, Random random) {
    Matrix y = RandomMatrix.normal(spec.dtype(), examples, spec.outputSize(), random);
    switch (spec.loss().kind().labels()) {
      case REAL, NON_ZERO -> {}
      case NON_NEGATIVE -> Kernels.scalar().map(y, Math::abs, y);
      case SIGN -> Kernels.scalar().map(y, Math::signum, y);
      case BINARY -> Kernels.scalar().map(y, v -> v > 0 ? 1 : 0, y);
      case PROBABILITY -> ElementwiseActivation.SIGMOID.forward(Kernels.scalar(), y, y);
      case DISTRIBUTION -> Softmax.INSTANCE.forward(Kernels.scalar(), y, y);
      case CLASS -> {
        for (int i = 0; i < examples; i++) {
          int category = random.nextInt(spec.outputSize());
          for (int j = 0; j < spec.outputSize(); j++) {
            y.set(i, j, j == category ? 1 : 0);
          }
        }
      }
    }
    return y;
  }

  Workspace forward() {
    Workspace scratch = new Workspace(mlp.spec(), x.rows());
    mlp.forward(parameters, x, scratch);
    return scratch;
  }

  double loss() {
    return mlp.loss(parameters, y, forward());
  }

  Gradients gradients(Workspace afterForward) {
    Gradients gradients = Gradients.zeros(parameters);
    mlp.backward(parameters, x, y, afterForward, gradients);
    mlp.backwardInput(parameters, x, afterForward);
    return gradients;
  }

  /** The same numbers, rounded to another format. */
  Problem in(DType dtype) {
    NetworkSpec spec = mlp.spec().withDtype(dtype);
    Parameters rounded = Parameters.zeros(spec);
    for (int k = 0; k < rounded.matrices().size(); k++) {
      rounded.matrices().get(k).setAll(parameters.matrices().get(k).toArray());
    }
    return of(spec, rounded, in(dtype, x), in(dtype, y));
  }

  private static Matrix in(DType dtype, Matrix matrix) {
    return Matrix.of(dtype, matrix.rows(), matrix.columns(), matrix.toArray());
  }
}
