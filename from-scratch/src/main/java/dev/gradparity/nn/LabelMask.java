package dev.gradparity.nn;

import dev.gradparity.tensor.Matrix;

/**
 * Which labels count: m of 1 and 0, one for each example or one for each output of each example.
 * The loss of a minibatch is then the sum of m_i loss_i, or of m_ij times the share of output j in
 * the loss of example i. What it is divided by stays as it is: the mean is over all n examples of
 * the minibatch, as Deeplearning4j's is, so that examples weigh the same in every minibatch.
 *
 * <p>What does not count is left out and not multiplied by 0: its loss may be infinite.
 */
public final class LabelMask {

  /** All labels count. */
  public static final LabelMask NONE = new LabelMask(null);

  /** (n, 1) or (n, C); null where all count. */
  private final Matrix mask;

  private LabelMask(Matrix mask) {
    this.mask = mask;
  }

  /**
   * The mask of these elements.
   *
   * @param mask (n, 1) for examples, (n, C) for outputs; not copied
   * @throws IllegalArgumentException naming the first element that is neither 1 nor 0
   */
  public static LabelMask of(Matrix mask) {
    for (int i = 0; i < mask.rows(); i++) {
      for (int j = 0; j < mask.columns(); j++) {
        double m = mask.get(i, j);
        if (m != 0 && m != 1) {
          throw new IllegalArgumentException(
              "a label mask is of 1 and 0, got %s at [%d, %d]".formatted(m, i, j));
        }
      }
    }
    return new LabelMask(mask);
  }

  /** Whether outputs of one example may count differently. */
  boolean isPerOutput() {
    return mask != null && mask.columns() > 1;
  }

  /** Whether the label of this output counts. */
  boolean counts(int example, int output) {
    return mask == null || mask.get(example, mask.columns() == 1 ? 0 : output) == 1;
  }

  /** Puts 0 where a label does not count; (n, C). */
  void apply(Matrix rows) {
    for (int i = 0; mask != null && i < rows.rows(); i++) {
      for (int j = 0; j < rows.columns(); j++) {
        if (!counts(i, j)) {
          rows.set(i, j, 0);
        }
      }
    }
  }

  /** That of these examples, in their order. */
  public LabelMask select(int[] examples) {
    if (mask == null) {
      return NONE;
    }
    Matrix selected = Matrix.zeros(mask.dtype(), examples.length, mask.columns());
    for (int i = 0; i < examples.length; i++) {
      selected.setRow(i, mask, examples[i]);
    }
    return new LabelMask(selected);
  }

  /**
   * Checks that there is a row for each example, and a column for all outputs or for each.
   *
   * @throws IllegalArgumentException naming both shapes
   */
  public void requireFits(Matrix y) {
    boolean fits =
        mask == null
            || (mask.rows() == y.rows() && (mask.columns() == 1 || mask.columns() == y.columns()));
    if (!fits) {
      throw new IllegalArgumentException(
          "labels of (%d, %d) need a mask of (%d, 1) or (%d, %d), got (%d, %d)"
              .formatted(
                  y.rows(),
                  y.columns(),
                  y.rows(),
                  y.rows(),
                  y.columns(),
                  mask.rows(),
                  mask.columns()));
    }
  }
}
