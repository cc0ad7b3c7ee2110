package dev.gradparity.spec;

/**
 * What a layer's parameter is; the order is that of a layer's parameters wherever they are listed.
 */
public enum ParameterKind {
  /** W, (fan-in, fan-out). */
  WEIGHTS("W", false),
  /** b, (fan-out). */
  BIAS("b", true),
  /** g, (fan-out), what a normalised layer multiplies by; it starts at 1. */
  GAIN("g", false),
  /** gamma of a batch normalisation, (fan-out). */
  GAMMA("gamma", false),
  /** beta of a batch normalisation, (fan-out); no updater, penalty or constraint is a bias's. */
  BETA("beta", false),
  /** The running mean of a batch normalisation, (fan-out): moved by steps, and not learnt. */
  MEAN("mean", false),
  /** The running variance of a batch normalisation, (fan-out): moved by steps, and not learnt. */
  VARIANCE("var", false);

  private final String symbol;
  private final boolean isBias;

  ParameterKind(String symbol, boolean isBias) {
    this.symbol = symbol;
    this.isBias = isBias;
  }

  /** The symbol in reports and array files, before the number of the layer. */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether it is learnt: has a gradient of the loss. Otherwise what a step takes off it stands in
   * the gradient's place, and is taken off as it is.
   */
  public boolean isLearnt() {
    return this != MEAN && this != VARIANCE;
  }

  /** Whether updaters, penalties and constraints take it for a bias, or for weights. */
  public boolean isBias() {
    return isBias;
  }
}
