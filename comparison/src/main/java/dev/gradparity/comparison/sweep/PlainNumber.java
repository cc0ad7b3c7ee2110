package dev.gradparity.comparison.sweep;

import java.util.Locale;

/** Plainer numbers in the place of a number, the plainest first. */
enum PlainNumber {
  ZERO,
  ONE,
  INTEGER,
  ONE_DIGIT;

  private static final double SMALL = 9;
  private static final double LARGE = 1e6;

  double of(double value) {
    return switch (this) {
      case ZERO -> 0;
      case ONE -> 1;
      case INTEGER -> Math.rint(value);
      case ONE_DIGIT -> Double.parseDouble(String.format(Locale.ROOT, "%.0e", value));
    };
  }

  /** How far a number is from plain: 0 for a zero, then 1, small integers, integers, one digit. */
  static int rank(double value) {
    double magnitude = Math.abs(value);
    if (value == 0 || value == 1) {
      return (int) value;
    }
    if (Math.rint(value) == value && magnitude <= LARGE) {
      return magnitude <= SMALL ? 2 : 3;
    }
    return isOneDigit(value) ? 4 : 5;
  }

  private static boolean isOneDigit(double value) {
    return ONE_DIGIT.of(value) == value || (float) ONE_DIGIT.of(value) == value;
  }
}
