package dev.gradparity.spec;

/** Which labels a loss can read. */
public enum LabelKind {
  /** Any finite number. */
  REAL("a finite number"),
  /** Any finite number but 0, which would be divided by. */
  NON_ZERO("a number other than 0"),
  /** A finite number from 0 on, such as a count. */
  NON_NEGATIVE("a number from 0 on"),
  /** One of two classes, as a sign. */
  SIGN("-1 or 1"),
  /** Whether an example has a label. */
  BINARY("0 or 1"),
  /** Each label by itself is a probability. */
  PROBABILITY("a probability from 0 to 1"),
  /** The labels of an example are probabilities whose sum is 1. */
  DISTRIBUTION("a probability from 0 to 1"),
  /** One label of an example is 1 and all others are 0: the number of a class, spread out. */
  CLASS("0 or 1");

  private final String description;

  LabelKind(String description) {
    this.description = description;
  }

  /** What one label is, for a message. */
  public String description() {
    return description;
  }

  /** Whether this number can be a label of this kind. */
  public boolean holds(double label) {
    return switch (this) {
      case REAL -> Double.isFinite(label);
      case NON_ZERO -> Double.isFinite(label) && label != 0;
      case NON_NEGATIVE -> label >= 0 && label < Double.POSITIVE_INFINITY;
      case SIGN -> Math.abs(label) == 1;
      case BINARY, CLASS -> label == 0 || label == 1;
      case PROBABILITY, DISTRIBUTION -> label >= 0 && label <= 1;
    };
  }

  /** Whether the labels of an example belong together, so that a table can give a class for all. */
  public boolean isOfClasses() {
    return this == DISTRIBUTION || this == CLASS;
  }
}
