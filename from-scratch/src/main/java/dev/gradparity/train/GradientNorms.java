package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.nn.Gradients;

/**
 * The Frobenius norm of dW, layer by layer: where it shrinks towards the input, the gradient
 * vanishes (document 004, row S19).
 */
public final class GradientNorms {

  private GradientNorms() {}

  /** |dW_l| for l = 1 ... L, at index l - 1; 0 of a layer without weights. */
  public static double[] of(Kernels kernels, Gradients gradients) {
    return gradients.layers().stream()
        .mapToDouble(
            layer ->
                layer instanceof AffineGradient affine
                    ? Math.sqrt(kernels.sumOfSquares(affine.dW()))
                    : 0)
        .toArray();
  }
}
