package dev.gradparity.spec;

/** The numbers that an activation gives, as its rounded values have them too. */
enum OutputRange {
  /** Any. */
  REAL("numbers"),
  /** From 0 on. */
  NON_NEGATIVE("numbers from 0 on"),
  /** Above 0: nothing but underflow makes them 0. */
  POSITIVE("positive numbers"),
  /** From 0 to 1, each by itself. */
  PROBABILITY("probabilities"),
  /** From 0 to 1, and their sum over the outputs is 1. */
  DISTRIBUTION("probabilities");

  private final String description;

  OutputRange(String description) {
    this.description = description;
  }

  /** For a message. */
  String description() {
    return description;
  }

  static OutputRange of(ActivationKind activation) {
    return switch (activation) {
      case IDENTITY,
          TANH,
          CUBE,
          ELU,
          GELU,
          PRECISE_GELU,
          HARDTANH,
          LEAKYRELU,
          MISH,
          RATIONALTANH,
          RRELU,
          SELU,
          SOFTSIGN,
          SWISH ->
          REAL;
      // Exactly 0 over half of the line, whose logarithm nobody wants.
      case RELU, RELU6, HARDSIGMOID, RECTIFIEDTANH, THRESHOLDEDRELU -> NON_NEGATIVE;
      case SOFTPLUS -> POSITIVE;
      case SIGMOID -> PROBABILITY;
      case SOFTMAX -> DISTRIBUTION;
    };
  }

  /** Whether numbers of this range can be read where the other is needed. */
  boolean isWithin(OutputRange needed) {
    return compareTo(needed) >= 0;
  }
}
