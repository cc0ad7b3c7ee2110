package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.AffineGradient;
import dev.gradparity.nn.Gradients;
import dev.gradparity.nn.LayerGradient;
import dev.gradparity.nn.NormalisedAffine;

/**
 * The Frobenius norm of dW, layer by layer: where it shrinks towards the input, the gradient
 * vanishes (document 004, row S19).
 */
public final class GradientNorms {

  private GradientNorms() {}

  /** |dW_l| for l = 1 ... L, at index l - 1; 0 of a layer without weights, and of a rectifier. */
  public static double[] of(Kernels kernels, Gradients gradients) {
    return gradients.layers().stream().mapToDouble(layer -> norm(kernels, layer)).toArray();
  }

  private static double norm(Kernels kernels, LayerGradient layer) {
    if (layer instanceof NormalisedAffine.Gradient normalised) {
      return norm(kernels, normalised.affine());
    }
    if (layer instanceof AffineGradient affine) {
      return Math.sqrt(kernels.sumOfSquares(affine.dW()));
    }
    return 0;
  }
}
