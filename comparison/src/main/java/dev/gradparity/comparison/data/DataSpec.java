package dev.gradparity.comparison.data;

/**
 * What becomes of a table on its way to a network.
 *
 * @param standardize whether every feature is shifted and scaled to mean 0 and variance 1
 * @param standardizeTarget whether the targets of a regression are, too
 * @param batch the size of a minibatch, at least 1
 */
public record DataSpec(boolean standardize, boolean standardizeTarget, int batch) {}
