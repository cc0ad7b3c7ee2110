package dev.gradparity.comparison;

import dev.gradparity.spec.ParameterKind;
import java.util.Arrays;
import java.util.Optional;

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
  /** dL/dg_l of a normalised layer, the penalty included. */
  D_GAIN("dg"),
  /** dL/dA_l. */
  D_ACTIVATION("da"),
  /** dL/dX. */
  D_INPUT("dx"),
  /** The number of rows in a training step's minibatch: examples, or of sequences their steps. */
  BATCH_SIZE("batch"),
  /** dL/dgamma_l. */
  D_GAMMA("dgamma"),
  /** dL/dbeta_l. */
  D_BETA("dbeta"),
  /** What a step takes off the running mean; nobody observes it. */
  D_MEAN("dmean"),
  /** What a step takes off the running variance; nobody observes it. */
  D_VARIANCE("dvar"),
  /** What an updater remembers of a parameter after a training step. */
  STATE("state"),
  /** W_l after a training step. */
  WEIGHTS("W"),
  /** b_l after a training step. */
  BIAS("b"),
  /** g_l after a training step. */
  GAIN("g"),
  /** gamma_l after a training step. */
  GAMMA("gamma"),
  /** beta_l after a training step. */
  BETA("beta"),
  /** The running mean of layer l after a training step. */
  MEAN("mean"),
  /** The running variance of layer l after a training step. */
  VARIANCE("var");

  private final String symbol;

  Quantity(String symbol) {
    this.symbol = symbol;
  }

  /** That of a parameter. */
  public static Quantity of(ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> WEIGHTS;
      case BIAS -> BIAS;
      case GAIN -> GAIN;
      case GAMMA -> GAMMA;
      case BETA -> BETA;
      case MEAN -> MEAN;
      case VARIANCE -> VARIANCE;
    };
  }

  /** That of the gradient by a parameter. */
  public static Quantity gradientOf(ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> D_WEIGHTS;
      case BIAS -> D_BIAS;
      case GAIN -> D_GAIN;
      case GAMMA -> D_GAMMA;
      case BETA -> D_BETA;
      case MEAN -> D_MEAN;
      case VARIANCE -> D_VARIANCE;
    };
  }

  /** The kind of parameter that it is, before or after a step; empty if it is none. */
  public Optional<ParameterKind> parameter() {
    return Arrays.stream(ParameterKind.values()).filter(kind -> of(kind) == this).findFirst();
  }

  /** The kind of parameter that it is the gradient by; empty if it is of none. */
  public Optional<ParameterKind> gradientBy() {
    return Arrays.stream(ParameterKind.values())
        .filter(kind -> gradientOf(kind) == this)
        .findFirst();
  }

  /** The symbol in reports and array files. */
  public String symbol() {
    return symbol;
  }
}
