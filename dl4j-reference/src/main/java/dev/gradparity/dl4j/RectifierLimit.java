package dev.gradparity.dl4j;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;

/** How many rows the library's parametric rectifier can go back through. */
public final class RectifierLimit {

  /** The operation prelu_bp throws where there are more numbers for one slope. */
  private static final int NUMBERS_OF_A_SLOPE = 64;

  private RectifierLimit() {}

  /**
   * The most rows that a minibatch may have for all rectifiers of a network: examples, or the steps
   * of sequences. {@link Integer#MAX_VALUE} where it has none.
   */
  public static int examples(NetworkSpec spec) {
    int most = Integer.MAX_VALUE;
    for (int l = 1; l <= spec.depth(); l++) {
      if (spec.layer(l).form() instanceof LayerForm.PRelu) {
        int slopes = spec.columns(l, ParameterKind.WEIGHTS);
        most = Math.min(most, NUMBERS_OF_A_SLOPE * slopes / spec.fanOut(l));
      }
    }
    return most;
  }

  static void require(NetworkSpec spec, int examples) {
    if (examples > examples(spec)) {
      throw new NoSuchOperationException(
          "Deeplearning4j",
          "layer type",
          "prelu",
          ("its gradient throws where there are more than %d numbers for one slope; use minibatches of"
                  + " %d examples at most")
              .formatted(NUMBERS_OF_A_SLOPE, examples(spec) / spec.timeSteps()));
    }
  }
}
