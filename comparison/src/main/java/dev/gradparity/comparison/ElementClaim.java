package dev.gradparity.comparison;

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
public record ElementClaim(double value, double error, double ulps, double share) {

  /**
   * Weighs what a side says.
   *
   * @param allowed by what one side may be off
   */
  public static ElementClaim of(double value, BigDecimal truth, DType dtype, double allowed) {
    double nearest = dtype == DType.FLOAT32 ? truth.floatValue() : truth.doubleValue();
    double error =
        Double.isFinite(value)
            ? new BigDecimal(value).subtract(truth).abs().doubleValue()
            : value == nearest ? 0 : Double.POSITIVE_INFINITY;
    double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) nearest) : Math.ulp(nearest);
    return error == 0
        ? new ElementClaim(value, 0, 0, 0)
        : new ElementClaim(value, error, error / ulp, share(error, allowed));
  }

  private static double share(double error, double allowed) {
    double share = error / allowed;
    return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
  }

  /** Whether rounding does not explain it. */
  boolean isWrong() {
    return !(share <= 1);
  }
}
