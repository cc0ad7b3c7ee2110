package dev.gradparity.comparison;

/**
 * How far two correct subjects may differ, element by element.
 *
 * @param rounding what the roundings of both sides explain
 * @param kinks what the two slopes of ReLU explain on top, where an argument lies within rounding
 *     of the kink; null where no argument does
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
public record Bound(double[] rounding, double[] kinks) {

  /** A bound of zero: the values are equal or wrong. */
  public static Bound exact(int size) {
    return new Bound(new double[size], null);
  }

  double withKinks(int offset) {
    return rounding[offset] + (kinks == null ? 0 : kinks[offset]);
  }
}
