package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.arbiter.Decimals;
import java.math.BigDecimal;

/** How large a deviation is expected to be. */
public sealed interface Size {

  /**
   * Whether a value deviates by this much.
   *
   * @param truth the true value; null for NaN
   */
  boolean holds(Decimals digits, double value, BigDecimal truth);

  /** In words. */
  String text();

  /** The value is between {@code low} and {@code high} times the true one. */
  static Size factor(double low, double high) {
    return new Factor(low, high);
  }

  /** |value - truth| is between {@code low} and {@code high} times |truth|. */
  static Size relative(double low, double high) {
    return new Relative(low, high);
  }

  /** The value is this one to the bit, whatever is true. */
  static Size exactly(double value) {
    return new Exactly(value);
  }

  /** See {@link Size#factor}. */
  record Factor(double low, double high) implements Size {

    @Override
    public boolean holds(Decimals digits, double value, BigDecimal truth) {
      return Double.isFinite(value)
          && within(digits.divide(new BigDecimal(value), truth), low, high);
    }

    @Override
    public String text() {
      return "between %s and %s times the true value".formatted(low, high);
    }
  }

  /** See {@link Size#relative}. */
  record Relative(double low, double high) implements Size {

    @Override
    public boolean holds(Decimals digits, double value, BigDecimal truth) {
      return Double.isFinite(value) && within(relativeError(digits, value, truth), low, high);
    }

    @Override
    public String text() {
      return "off by a relative %s to %s".formatted(low, high);
    }
  }

  /** See {@link Size#exactly}. */
  record Exactly(double value) implements Size {

    @Override
    public boolean holds(Decimals digits, double actual, BigDecimal truth) {
      return Double.doubleToLongBits(actual) == Double.doubleToLongBits(value);
    }

    @Override
    public String text() {
      return "the value is " + value;
    }
  }

  private static boolean within(BigDecimal number, double low, double high) {
    return number.compareTo(new BigDecimal(low)) >= 0
        && number.compareTo(new BigDecimal(high)) <= 0;
  }

  /** |value - truth| / |truth|. */
  static BigDecimal relativeError(Decimals digits, double value, BigDecimal truth) {
    return digits.divide(digits.subtract(new BigDecimal(value), truth), truth).abs();
  }
}
