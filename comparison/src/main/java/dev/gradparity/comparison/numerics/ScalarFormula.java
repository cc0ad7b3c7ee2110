package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import java.util.List;

/**
 * A function of one number and its derivative as formulas with their errors, piece by piece.
 *
 * @param kinks where two pieces meet, ascending
 * @param pieces one more than kinks, from the left
 */
record ScalarFormula(List<Kink> kinks, List<Piece> pieces) {

  ScalarFormula {
    if (pieces.size() != kinks.size() + 1) {
      throw new IllegalArgumentException(
          "%d kinks do not part %d pieces".formatted(kinks.size(), pieces.size()));
    }
  }

  /** All reasonable ways to compute one number; the walk takes the first. */
  @FunctionalInterface
  interface Ways {
    List<Term> at(RunningError m, Term z);
  }

  /**
   * Where the derivative jumps, and the function itself if its limits differ.
   *
   * @param at z
   * @param left the limit of f from the left
   * @param right the limit of f from the right
   * @param belongsToLeft whose derivative f has at the kink itself
   */
  record Kink(double at, double left, double right, boolean belongsToLeft) {

    boolean isJump() {
      return left != right;
    }

    /** Whether both sides of the kink are within the argument's error and the kink's rounding. */
    boolean isReachedBy(Rounding r, Term z) {
      double own = (float) at == at ? 0 : r.u() * Math.abs(at);
      return Math.abs(z.value() - at) <= 2 * z.error() + own && !(z.error() == 0 && own == 0);
    }
  }

  /**
   * One side of a kink, or all of a smooth function.
   *
   * @param value f
   * @param slope f'
   */
  record Piece(Ways value, Ways slope) {

    /** A straight line through zero or anywhere else. */
    static Piece constant(double value) {
      return new Piece(
          (m, z) -> List.of(m.rounded(value)), (m, z) -> List.of(RunningError.exact(0)));
    }

    /** f(z) = z. */
    static Piece identity() {
      return new Piece((m, z) -> List.of(z), (m, z) -> List.of(RunningError.exact(1)));
    }
  }

  static ScalarFormula smooth(Ways value, Ways slope) {
    return new ScalarFormula(List.of(), List.of(new Piece(value, slope)));
  }

  /** The index of the piece of this z. */
  int pieceOf(double z) {
    int piece = 0;
    while (piece < kinks.size()
        && (z > kinks.get(piece).at()
            || (z == kinks.get(piece).at() && !kinks.get(piece).belongsToLeft()))) {
      piece++;
    }
    return piece;
  }
}
