package dev.gradparity.spec;

/** The floating-point format in which a network stores its numbers and computes. */
public enum DType implements Named {
  /** IEEE 754 binary32: 24 significant bits. */
  FLOAT32("float32", 0x1p-24),
  /** IEEE 754 binary64: 53 significant bits. */
  FLOAT64("float64", 0x1p-53);

  private final String specName;
  private final double unitRoundoff;

  DType(String specName, double unitRoundoff) {
    this.specName = specName;
    this.unitRoundoff = unitRoundoff;
  }

  @Override
  public String specName() {
    return specName;
  }

  /**
   * The largest relative error of one rounding to nearest, u = 2^-p for p significant bits (Higham,
   * Accuracy and Stability of Numerical Algorithms, 2nd ed., section 2.1).
   */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** {@code value} rounded to this format, to nearest, ties to even. */
  public double round(double value) {
    return this == FLOAT32 ? (float) value : value;
  }
}
