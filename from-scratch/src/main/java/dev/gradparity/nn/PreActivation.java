package dev.gradparity.nn;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/** What makes Z of a layer's input X, with the parameters that it takes. */
public sealed interface PreActivation
    permits Affine,
        BatchNorm,
        ElementwiseMultiplication,
        NormalisedAffine,
        PassThrough,
        PRelu,
        Embedding {

  /** That of the layer of this number, its parameters zero. */
  static PreActivation zeros(NetworkSpec spec, int number) {
    return spec.layer(number).form().match(new ZeroPreActivations(spec, number));
  }

  /**
   * Z of X.
   *
   * @param x (n, d)
   * @param z (n, m), overwritten
   */
  void forward(Kernels kernels, Matrix x, Matrix z);

  /** The same in inference, which of most is the same. */
  default void infer(Kernels kernels, Matrix x, Matrix z) {
    forward(kernels, x, z);
  }

  /**
   * The gradients of the parameters.
   *
   * @param x (n, d), the input of the forward pass
   * @param dZ (n, m)
   * @param gradient of {@link #zeroGradient}'s type and shapes, overwritten
   */
  void backward(Kernels kernels, Matrix x, Matrix dZ, LayerGradient gradient);

  /**
   * dX of dZ.
   *
   * @param x (n, d), the input of the forward pass
   * @param dZ (n, m)
   * @param dX (n, d), overwritten
   */
  void backwardInput(Kernels kernels, Matrix x, Matrix dZ, Matrix dX);

  /**
   * The parameter itself, not a copy.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  Matrix parameter(ParameterKind kind);

  /** All parameters, in the order of {@link ParameterKind}; the matrices themselves, not copies. */
  List<Matrix> matrices();

  /** A gradient of zeros in the parameters' shapes. */
  LayerGradient zeroGradient();
}
