package dev.gradparity.comparison;

/**
 * How large the gradient of a layer's weights is: its Frobenius norm, on each side.
 *
 * @param layer from 1
 * @param left the left side's
 * @param right the right side's
 */
public record GradientNorm(int layer, double left, double right) {

  static GradientNorm of(int layer, double[] left, double[] right) {
    return new GradientNorm(layer, norm(left), norm(right));
  }

  /** Scaled by the largest element, so that no square leaves the range. */
  private static double norm(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double squares = 0;
    for (double value : values) {
      squares += value / largest * (value / largest);
    }
    return largest * Math.sqrt(squares);
  }
}
