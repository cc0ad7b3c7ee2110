package dev.gradparity.spec;

/**
 * What a layer's parameter is; the order is that of a layer's parameters wherever they are listed.
 */
public enum ParameterKind {
  /** W, (fan-in, fan-out). */
  WEIGHTS("W", false),
  /** b, (fan-out). */
  BIAS("b", true);

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

  /** Whether updaters, penalties and constraints take it for a bias, or for weights. */
  public boolean isBias() {
    return isBias;
  }
}
