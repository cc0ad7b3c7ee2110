package dev.gradparity.comparison.numerics;

import java.util.Arrays;

/** A matrix some of whose elements are replaced. */
final class Elements {

  private final Bounded original;
  private final double[] value;
  private final double[] certain;
  private final double[] probable;
  private final double[] kinked;

  /** All of this matrix, so far. */
  Elements(Bounded original) {
    this.original = original;
    value = original.value().clone();
    certain = errors(Level.CERTAIN);
    probable = errors(Level.PROBABLE);
    kinked = errors(Level.KINKED);
  }

  private double[] errors(Level level) {
    double[] errors = original.errors(level);
    return errors == null ? new double[value.length] : Arrays.copyOf(errors, errors.length);
  }

  /** Replaces an element and its error. */
  void set(int k, double newValue, double error) {
    value[k] = newValue;
    certain[k] = error;
    probable[k] = error;
    kinked[k] = error;
  }

  /** The matrix as it is now. */
  Bounded bounded() {
    return new Bounded(
        original.rows(),
        original.columns(),
        value,
        certain,
        probable,
        original.meetsKink() ? kinked : null);
  }
}
