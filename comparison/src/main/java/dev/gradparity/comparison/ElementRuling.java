package dev.gradparity.comparison;

import java.math.BigDecimal;
import java.util.List;

/**
 * The truth about one accused element.
 *
 * @param index where it is; empty for a scalar
 * @param truth what it is, to the arbiter's digits
 * @param left what the left side says
 * @param right what the right side says
 */
public record ElementRuling(
    List<Integer> index, BigDecimal truth, ElementClaim left, ElementClaim right) {

  /** Which side is wrong. */
  public Side wrong() {
    return Side.of(left.isWrong(), right.isWrong());
  }
}
