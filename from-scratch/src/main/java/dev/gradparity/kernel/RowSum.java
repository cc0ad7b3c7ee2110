package dev.gradparity.kernel;

import java.util.function.IntToDoubleFunction;

/**
 * Sums along a row in the order that {@link Kernels} defines: float64 partial sum p takes the terms
 * j = p mod 16, ascending; then partial sums p and p + 8 are added, then p and p + 4, then p and p
 * + 2, then the last two: what vector registers of any width can do alike.
 */
final class RowSum {

  private static final int PARTIAL_SUMS = 16;

  private RowSum() {}

  static double of(int length, IntToDoubleFunction term) {
    return tree(length, term, 0, 1);
  }

  /** The sum of the partial sums first, first + step, first + 2 step, ... below 16. */
  private static double tree(int length, IntToDoubleFunction term, int first, int step) {
    if (step == PARTIAL_SUMS) {
      return partialSum(length, term, first);
    }
    return tree(length, term, first, 2 * step) + tree(length, term, first + step, 2 * step);
  }

  private static double partialSum(int length, IntToDoubleFunction term, int first) {
    double sum = 0;
    for (int j = first; j < length; j += PARTIAL_SUMS) {
      sum += term.applyAsDouble(j);
    }
    return sum;
  }
}
