package dev.gradparity.comparison.deviation;

import java.math.BigDecimal;

/**
 * What the library showed for one registered deviation.
 *
 * @param deviation the entry of the register
 * @param value what the library computed
 * @param truth the true value; null for NaN
 * @param status what that says
 */
public record Finding(Deviation deviation, double value, BigDecimal truth, Status status) {}
