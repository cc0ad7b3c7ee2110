package dev.gradparity.comparison;

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

  /** Whether rounding does not explain it. */
  public boolean isWrong() {
    return !(share <= 1);
  }
}
