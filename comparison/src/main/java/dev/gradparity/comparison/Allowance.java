package dev.gradparity.comparison;

/**
 * What two correct subjects keep to, element by element: but for the difference that their inputs
 * explain, they are no farther apart than the bound.
 *
 * @param inherited left - right as it follows from what each side had for inputs
 * @param certain what the roundings of both sides explain, whatever they are; this one decides
 * @param probable what they hardly ever exceed, if they are independent; for the report
 * @param kinks what the two slopes of ReLU explain on top, where an argument lies within rounding
 *     of the kink; zeros elsewhere
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
public record Allowance(double[] inherited, double[] certain, double[] probable, double[] kinks) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the arrays have not one size
   */
  public Allowance {
    int size = certain.length;
    if (inherited.length != size || probable.length != size || kinks.length != size) {
      throw new IllegalArgumentException(
          "bounds of one size are needed, got %d inherited, %d certain, %d probable, %d of kinks"
              .formatted(inherited.length, size, probable.length, kinks.length));
    }
  }

  /** The certain bound and what kinks explain on top. */
  public double withKinks(int k) {
    return certain[k] + kinks[k];
  }
}
