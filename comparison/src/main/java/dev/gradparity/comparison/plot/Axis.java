package dev.gradparity.comparison.plot;

/**
 * An axis.
 *
 * @param label what it measures, and in which unit
 * @param kind how values are laid out
 */
public record Axis(String label, Kind kind) {

  /** How values are laid out. */
  public enum Kind {
    /** Equal steps. */
    LINEAR,
    /** Equal ratios, marked at powers of ten; values that are not positive are left out. */
    LOGARITHMIC,
    /** Equal ratios, marked at powers of two; values that are not positive are left out. */
    BINARY
  }

  /** An axis of equal steps. */
  public static Axis linear(String label) {
    return new Axis(label, Kind.LINEAR);
  }

  /** An axis of equal ratios. */
  public static Axis logarithmic(String label) {
    return new Axis(label, Kind.LOGARITHMIC);
  }

  /** An axis of doublings. */
  public static Axis binary(String label) {
    return new Axis(label, Kind.BINARY);
  }

  boolean shows(double value) {
    return Double.isFinite(value) && (kind == Kind.LINEAR || value > 0);
  }

  /** Equal distances in this are equal distances in the plot. */
  double position(double value) {
    return switch (kind) {
      case LINEAR -> value;
      case LOGARITHMIC -> Math.log10(value);
      case BINARY -> Math.log(value) / Math.log(2);
    };
  }
}
