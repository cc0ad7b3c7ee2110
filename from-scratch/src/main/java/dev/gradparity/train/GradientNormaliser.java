package dev.gradparity.train;

import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.tensor.Matrix;
import java.util.List;

/**
 * Normalises the gradient of one layer in place. See {@link GradientNormalisation.Kind} for the
 * formulas. Norms are summed in float64, and hold where its squares would underflow or overflow.
 *
 * @param spec what is done
 * @param gradients of the layer's parameters
 */
record GradientNormaliser(GradientNormalisation spec, List<Matrix> gradients) {

  /** Between them, no square that counts has underflowed or overflowed. */
  private static final double LEAST = 0x1p-900;

  private static final double MOST = 0x1p1000;

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
    double norm = squares > LEAST && squares < MOST ? Math.sqrt(squares) : scaledNorm(together);
    if (spec.kind().clips()) {
      if (norm > spec.threshold()) {
        double factor = spec.threshold() / norm;
        together.forEach(g -> kernels.map(g, x -> x * factor, g));
      }
    } else if (norm > 0) {
      together.forEach(g -> kernels.map(g, x -> x / norm, g));
    }
  }

  /** The norm as a multiple of the largest magnitude, whose squares stay in range. */
  private static double scaledNorm(List<Matrix> together) {
    double largest = 0;
    for (Matrix g : together) {
      for (double x : g.toArray()) {
        largest = Math.max(largest, Math.abs(x));
      }
    }
    double squares = 0;
    for (Matrix g : together) {
      for (double x : g.toArray()) {
        squares += largest == 0 ? 0 : x / largest * (x / largest);
      }
    }
    return largest * Math.sqrt(squares);
  }
}
