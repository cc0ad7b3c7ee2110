package dev.gradparity.comparison;

/** What a tensor of an observation is. A symbol dT stands for dL/dT. */
public enum Quantity {
  /** Z_l, before the activation. */
  PRE_ACTIVATION("z"),
  /** A_l, the activation's value. */
  ACTIVATION("a"),
  /** L, the penalty included; in training, before the step. */
  LOSS("loss"),
  /** dL/dZ_l. */
  D_PRE_ACTIVATION("dz"),
  /** dL/dW_l, the penalty included. */
  D_WEIGHTS("dW"),
  /** dL/db_l. */
  D_BIAS("db"),
  /** dL/dA_l. */
  D_ACTIVATION("da"),
  /** dL/dX. */
  D_INPUT("dx"),
  /** The number of examples in a training step's minibatch. */
  BATCH_SIZE("batch"),
  /** W_l after a training step. */
  WEIGHTS("W"),
  /** b_l after a training step. */
  BIAS("b");

  private final String symbol;

  Quantity(String symbol) {
    this.symbol = symbol;
  }

  /** The symbol in reports and array files. */
  public String symbol() {
    return symbol;
  }
}
