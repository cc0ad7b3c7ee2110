package dev.gradparity.spec;

/**
 * The loss of one example, p its output and y its label, each with C entries. {@link Reduction}
 * says how the examples of a minibatch combine.
 */
public enum LossKind implements Named {
  /** Mean squared error: sum (p - y)^2 / C. */
  MSE("mse"),
  /**
   * Sum of squares: sum (p - y)^2, neither halved nor averaged (documents 002 and 004, row S16).
   */
  L2("l2"),
  /** Half the sum of squares: sum (p - y)^2 / 2 (document 004, row S16). */
  HALF_L2("half_l2"),
  /** Binary cross entropy: -sum (y ln p + (1 - y) ln(1 - p)), over sigmoid outputs. */
  XENT("xent"),
  /** Multi-class cross entropy: -sum y ln p, over softmax outputs. */
  MCXENT("mcxent");

  private final String specName;

  LossKind(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }
}
