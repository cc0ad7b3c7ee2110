package dev.gradparity.dl4j;

import dev.gradparity.spec.GradientNormalisation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The normalisations of a layer's gradient as ND4J operations, written out like their equations
 * ({@link GradientNormalisation.Kind}).
 */
final class Nd4jNormalisation {

  private Nd4jNormalisation() {}

  /** Normalises the gradients of a layer's parameters in place. */
  static void apply(GradientNormalisation spec, List<INDArray> gradients) {
    double t = spec.threshold();
    switch (spec.kind()) {
      case NONE -> {}
      case CLIP_ELEMENT_WISE_ABSOLUTE_VALUE ->
          gradients.forEach(g -> g.assign(Nd4j.math().clipByValue(g, -t, t)));
      case RENORMALIZE_L2_PER_LAYER, CLIP_L2_PER_LAYER -> rescale(spec, gradients);
      case RENORMALIZE_L2_PER_PARAM_TYPE, CLIP_L2_PER_PARAM_TYPE ->
          gradients.forEach(g -> rescale(spec, List.of(g)));
    }
  }

  /** g min(1, t / |g|), or g / |g|, of gradients with one norm. */
  private static void rescale(GradientNormalisation spec, List<INDArray> together) {
    double norm = norm(together);
    if (spec.kind().clips()) {
      if (norm > spec.threshold()) {
        together.forEach(g -> g.muli(spec.threshold() / norm));
      }
    } else if (norm > 0) {
      together.forEach(g -> g.divi(norm));
    }
  }

  /** In float64, in which the squares of float32 neither overflow nor underflow. */
  private static double norm(List<INDArray> together) {
    double norm = 0;
    for (INDArray g : together) {
      norm = Math.hypot(norm, g.castTo(DataType.DOUBLE).norm2Number().doubleValue());
    }
    return norm;
  }
}
