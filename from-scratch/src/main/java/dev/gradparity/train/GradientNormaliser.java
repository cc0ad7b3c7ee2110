package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * Normalises the gradient of one layer in place. See {@link GradientNormalisation.Kind} for the
 * formulas. Norms are those of the numbers in their format, summed in float64: they overflow and
 * underflow only where the squares of float64 do.
 *
 * @param spec what is done
 * @param gradients of the layer's parameters
 */
record GradientNormaliser(GradientNormalisation spec, List<Matrix> gradients) {

  void apply(Kernels kernels) {
    double t = spec.threshold();
    switch (spec.kind()) {
      case NONE -> {}
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE ->
          gradients.forEach(g -> kernels.map(g, x -> Math.max(-t, Math.min(t, x)), g));
      case RENORMALIZE_L2_PER_LAYER, CLIP_L2_PER_LAYER -> rescale(kernels, gradients);
      case RENORMALIZE_L2_PER_PARAM_TYPE, CLIP_L2_PER_PARAM_TYPE ->
          gradients.forEach(g -> rescale(kernels, List.of(g)));
    }
  }

  /** Scales these gradients by their common norm. */
  private void rescale(Kernels kernels, List<Matrix> together) {
    double squares = 0;
    for (Matrix g : together) {
      squares += kernels.sumOfSquares(g);
    }
    double norm = Math.sqrt(squares);
    if (spec.kind().clips()) {
      if (norm > spec.threshold()) {
        double factor = spec.threshold() / norm;
        together.forEach(g -> kernels.map(g, x -> x * factor, g));
      }
    } else if (norm > 0) {
      together.forEach(g -> kernels.map(g, x -> x / norm, g));
    }
  }
}
