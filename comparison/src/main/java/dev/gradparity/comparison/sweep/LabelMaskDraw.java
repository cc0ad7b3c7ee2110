package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.List;

/**
 * Draws which labels count. The choices follow from the network's seed and from no other choice, so
 * that all else is drawn as without them.
 */
final class LabelMaskDraw {

  private static final String NONE = "none";
  private static final String OF_EXAMPLES = "examples";
  private static final String OF_OUTPUTS = "outputs";

  /** The names of all masks, and of none. */
  static final List<String> NAMES = List.of(NONE, OF_EXAMPLES, OF_OUTPUTS);

  private static final double SHARE = 0.1;

  /** So many labels count, and at least one: of a single example all would. */
  private static final double COUNTING = 0.75;

  private final Draw draw;
  private final NetworkSpec spec;

  LabelMaskDraw(NetworkSpec spec) {
    this.spec = spec;
    draw = new Draw(spec.seed(), -3);
  }

  /** Whether a mask is drawn with an edge. */
  static boolean draws(String mask, Edge edge) {
    return mask.equals(NONE) || !edge.hasOneExample();
  }

  /** Whether labels of a loss are masked so: the library throws for single classes. */
  static boolean draws(LossKind loss, String mask) {
    return !mask.equals(OF_OUTPUTS) || (loss.takesMaskOfOutputs() && !loss.labels().isOfClasses());
  }

  /** The name of the mask that a minibatch has. */
  static String name(Examples batch) {
    return switch (batch.maskColumns()) {
      case 0 -> NONE;
      case 1 -> OF_EXAMPLES;
      default -> OF_OUTPUTS;
    };
  }

  /** The minibatch, or in one of ten cases that with a mask of its examples, or of its outputs. */
  Examples masked(Examples batch) {
    // Of a single class, the library takes a mask of examples for one of outputs.
    boolean isOfOneClass = spec.loss().kind().labels().isOfClasses() && spec.outputSize() == 1;
    if (!draw.chance(SHARE) || batch.count() == 1 || isOfOneClass) {
      return batch;
    }
    boolean isOfOutputs = draw.chance(0.5) && draws(spec.loss().kind(), OF_OUTPUTS);
    double[] mask = new double[batch.count() * (isOfOutputs ? batch.outputSize() : 1)];
    for (int k = 0; k < mask.length; k++) {
      mask[k] = draw.chance(COUNTING) ? 1 : 0;
    }
    mask[draw.between(0, mask.length - 1)] = 1;
    return new Examples(batch.count(), batch.x(), batch.y(), mask);
  }
}
