package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.ParameterKind;
import java.math.BigDecimal;

/** How one layer makes z of its input, in one pass: what it needs on the way back it remembers. */
sealed interface TrueForm
    permits TrueAffine,
        TrueNormalisedAffine,
        TrueBatchNorm,
        TrueDropout,
        TrueElementwiseMultiplication,
        TrueEmbedding,
        TruePassThrough,
        TruePRelu {

  /**
   * z, (n, fan-out).
   *
   * @param input (n, fan-in)
   */
  BigDecimal[][] forward(BigDecimal[][] input);

  /**
   * Takes the gradient by z.
   *
   * @param dZ (n, fan-out)
   */
  void backward(BigDecimal[][] dZ);

  /** After {@link #backward}, an element of the gradient by the input. */
  BigDecimal inputGradient(int example, int i);

  /** After {@link #backward}, an element of the gradient of the data's loss by a parameter. */
  BigDecimal gradient(ParameterKind kind, int i, int j);
}
