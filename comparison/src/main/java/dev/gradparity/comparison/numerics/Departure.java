package dev.gradparity.comparison.numerics;

/** Where the formulas of Deeplearning4j 1.0.0-M2.1 leave mathematics, as far as replays know. */
public enum Departure {
  /** A product or a sum with a single NaN takes another number for it. */
  NAN_OPERAND("nan-operand"),
  /** Softmax divides 0 by 0. */
  SOFTMAX_NAN("softmax-nan"),
  /** Softmax's exponentials underflow. */
  SOFTMAX_UNDERFLOW("softmax-underflow"),
  /** MCXENT multiplies 0 by the logarithm of 0. */
  MCXENT_SCORE_NAN("mcxent-score-nan"),
  /** MCXENT takes the logarithm of 0. */
  MCXENT_SCORE_INFINITE("mcxent-score-infinite"),
  /** XENT multiplies 0 by the logarithm of 0. */
  XENT_SCORE_NAN("xent-score-nan"),
  /** XENT takes the logarithm of 0. */
  XENT_SCORE_INFINITE("xent-score-infinite"),
  /** XENT's gradient divides by 0 and multiplies by 0. */
  XENT_GRADIENT_NAN("xent-gradient-nan");

  private final String id;

  Departure(String id) {
    this.id = id;
  }

  /** Its name in the register of deviations. */
  public String id() {
    return id;
  }
}
