package dev.gradparity.comparison.data;

import dev.gradparity.spec.Named;

/**
 * What becomes of a table on its way to a network.
 *
 * @param standardize whether every feature is shifted and scaled to mean 0 and variance 1
 * @param standardizeTarget whether the targets of a regression are, too
 * @param batch the size of a minibatch, at least 1
 * @param labelMask what the last columns of the table are a label mask of
 */
public record DataSpec(
    boolean standardize, boolean standardizeTarget, int batch, LabelMask labelMask) {

  /** Without a label mask. */
  public DataSpec(boolean standardize, boolean standardizeTarget, int batch) {
    this(standardize, standardizeTarget, batch, LabelMask.NONE);
  }

  /** Whose labels a mask of 1 and 0 says to count. */
  public enum LabelMask implements Named {
    /** All labels count. */
    NONE("none"),
    /** Those of an example: one column. */
    EXAMPLE("example"),
    /** Those of each output: as many columns as outputs. */
    OUTPUT("output");

    private final String specName;

    LabelMask(String specName) {
      this.specName = specName;
    }

    @Override
    public String specName() {
      return specName;
    }

    /** The columns of a mask of examples with so many outputs; 0 where there is none. */
    public int columns(int outputs) {
      return switch (this) {
        case NONE -> 0;
        case EXAMPLE -> 1;
        case OUTPUT -> outputs;
      };
    }
  }
}
