package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.Set;

/**
 * What Deeplearning4j 1.0.0-M2.1 scores a last layer of type loss by. The backward pass runs first,
 * and most activations put dL/dz, of the sum over the examples, in the place of z, which is what
 * the score is then computed from; the multi-label loss alone gives them a copy. It is divided by
 * the examples, of a sum too. The last layer of sequences, of a class of its own, is not one.
 *
 * @param spec the network
 */
record LossLayerScore(NetworkSpec spec) {

  /** Their derivatives are new arrays. */
  private static final Set<ActivationKind> KEEP_THEIR_ARGUMENT =
      Set.of(ActivationKind.IDENTITY, ActivationKind.RELU, ActivationKind.RRELU);

  /** Whether the last layer is one. */
  boolean applies() {
    return spec.layer(spec.depth()).form() instanceof LayerForm.Loss && !spec.hasSequences();
  }

  /** Whether the argument of the last activation is overwritten before the score is computed. */
  boolean isOverwritten() {
    ActivationSpec last = spec.layer(spec.depth()).activation();
    // A cross entropy's gradient by softmax's argument is p - y, and no product.
    boolean isFused = last.kind() == ActivationKind.SOFTMAX && spec.loss().kind().takesClip();
    boolean keeps =
        KEEP_THEIR_ARGUMENT.contains(last.kind())
            && (last.isPreset() || last.kind() != ActivationKind.RELU);
    boolean copies = spec.loss().kind() == LossKind.MULTI_LABEL;
    return applies() && !keeps && !isFused && !copies;
  }

  /** What the score is divided by, besides what the specification says. */
  int divisor(int examples) {
    return applies() ? examples / spec.reduction().divisor(examples) : 1;
  }
}
