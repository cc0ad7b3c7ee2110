package dev.gradparity.benchmarks.peers;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;

/** The networks that are timed. */
final class ReluClassifier {

  private ReluClassifier() {}

  /** ReLU, softmax and the mean cross entropy, without weight decay. */
  static boolean is(NetworkSpec spec) {
    if (spec.layers().stream().anyMatch(l -> !l.settings().equals(LayerSettings.DEFAULT))
        || !spec.regularisation().equals(Regularisation.NONE)) {
      return false;
    }
    for (int l = 1; l < spec.depth(); l++) {
      if (!spec.layer(l).activation().equals(ActivationSpec.of(ActivationKind.RELU))) {
        return false;
      }
    }
    return spec.loss().equals(LossSpec.of(LossKind.MCXENT)) && spec.reduction() == Reduction.MEAN;
  }

  /** W^T of (columns, rows) from W of (rows, columns), both row-major. */
  static double[] transposed(double[] w, int rows) {
    int columns = w.length / rows;
    double[] transposed = new double[w.length];
    for (int k = 0; k < w.length; k++) {
      transposed[k % columns * rows + k / columns] = w[k];
    }
    return transposed;
  }
}
