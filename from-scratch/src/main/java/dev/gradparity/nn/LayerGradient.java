package dev.gradparity.nn;

import dev.gradparity.spec.ParameterKind;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * The gradients of the parameters of one layer: never their negatives, never scaled by a step size.
 */
public sealed interface LayerGradient
    permits AffineGradient,
        BatchNorm.Gradient,
        NormalisedAffine.Gradient,
        PassThrough.None,
        PRelu.Gradient {

  /**
   * The gradient by this parameter itself, not a copy.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  Matrix of(ParameterKind kind);

  /** All of them, in the order of {@link ParameterKind}; the matrices themselves, not copies. */
  List<Matrix> matrices();
}
