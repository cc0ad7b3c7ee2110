package dev.gradparity.comparison.arbiter;

import dev.gradparity.spec.DType;
import java.math.BigDecimal;

/**
 * What a side says an element is, against what it is.
 *
 * @param value what the side says
 * @param error |value - truth|, rounded once; infinite for NaN and for an infinity that is not the
 *     truth's rounding
 * @param ulps the error in units of the last place of the truth, in the case's format
 * @param share the error by what one side may be off, half of what two sides may differ; above 1 is
 *     wrong
 */
public record Claim(double value, double error, double ulps, double share) {

  /**
   * Weighs a claim.
   *
   * @param bound how far two correct sides may differ here
   */
  static Claim of(double value, BigDecimal truth, DType dtype, double bound) {
    double error = error(value, truth, dtype);
    double nearest = TrueTensor.nearest(truth, dtype);
    double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) nearest) : Math.ulp(nearest);
    return new Claim(value, error, error == 0 ? 0 : error / ulp, share(error, bound / 2));
  }

  /** |value - truth|, rounded once. */
  static double error(double value, BigDecimal truth, DType dtype) {
    if (Double.isFinite(value)) {
      return new BigDecimal(value).subtract(truth).abs().doubleValue();
    }
    return value == TrueTensor.nearest(truth, dtype) ? 0 : Double.POSITIVE_INFINITY;
  }

  private static double share(double error, double allowed) {
    if (error == 0) {
      return 0;
    }
    double share = error / allowed;
    return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
  }

  /** Whether rounding does not explain it. */
  public boolean isWrong() {
    return !(share <= 1);
  }
}
