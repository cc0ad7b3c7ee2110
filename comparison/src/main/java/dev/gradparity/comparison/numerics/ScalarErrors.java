package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.comparison.numerics.ScalarFormula.Kink;
import dev.gradparity.comparison.numerics.ScalarFormula.Piece;
import dev.gradparity.comparison.numerics.ScalarFormula.Ways;

/**
 * Activations that are a formula for one number.
 *
 * <p>A running error analysis of the formula bounds what its operations add, and propagates the
 * argument's error through each operation by itself; where the argument enters twice, that is too
 * much. So the analysis is done a second time without roundings: the difference is what the
 * operations add anywhere within the argument's error, for every step of the analysis is convex in
 * the errors that enter it. The argument's error itself travels by the largest slope.
 *
 * @param f the formula
 * @param r the format
 */
record ScalarErrors(ScalarFormula f, Rounding r) {

  private static final RunningError PROPAGATION = new RunningError(Rounding.none());

  /** A = f(Z). */
  Bounded forward(Bounded z) {
    double[] value = new double[z.size()];
    boolean kinked = z.meetsKink();
    for (int k = 0; k < value.length; k++) {
      double v = z.value()[k];
      value[k] = Double.isNaN(v) ? v : first(f.pieces().get(f.pieceOf(v)).value(), v);
      Term argument = RunningError.element(z, Level.CERTAIN, k);
      kinked |= f.kinks().stream().anyMatch(kink -> kink.isJump() && kink.isReachedBy(r, argument));
    }
    return Bounded.ofElements(
        r,
        z.rows(),
        z.columns(),
        value,
        kinked,
        (level, k) ->
            valueError(
                level,
                RunningError.element(z, level, k),
                new Term(z.value()[k], z.reach(level, k))));
  }

  /**
   * The error of f.
   *
   * @param reach the argument with the error that decides which pieces it may be on
   */
  private double valueError(Level level, Term z, Term reach) {
    int home = f.pieceOf(z.value());
    Piece piece = f.pieces().get(home);
    double steepest = steepest(piece, z);
    double own = ownError(piece.value(), z);
    double whole = worst(new RunningError(r), piece.value(), z);
    double jumps = 0;
    boolean alone = true;
    for (int k = 0; k < f.kinks().size(); k++) {
      Kink kink = f.kinks().get(k);
      if (!kink.isReachedBy(r, reach) || (kink.isJump() && level != Level.KINKED)) {
        continue;
      }
      alone = false;
      Piece other = f.pieces().get(k < home ? k : k + 1);
      steepest = Math.max(steepest, steepest(other, z));
      own = Math.max(own, ownError(other.value(), z));
      jumps += Math.abs(kink.right() - kink.left()) * (1 + 2 * r.u());
    }
    double bySlope = (z.error() == 0 ? 0 : steepest * z.error()) + own + jumps;
    return alone ? Math.min(bySlope, whole) : bySlope;
  }

  /** The largest slope of a piece between v - 2e and v + 2e. */
  private static double steepest(Piece piece, Term z) {
    Term twice = new Term(z.value(), 2 * z.error());
    Term slope = piece.slope().at(PROPAGATION, twice).get(0);
    return Math.abs(slope.value()) + slope.error();
  }

  /** What the operations of a formula add, whichever is taken. */
  private double ownError(Ways ways, Term z) {
    var rounded = ways.at(new RunningError(r), z);
    var exact = ways.at(PROPAGATION, z);
    double worst = 0;
    for (int way = 0; way < rounded.size(); way++) {
      double own = rounded.get(way).error() - exact.get(way).error();
      worst = Math.max(worst, Double.isNaN(own) ? Double.POSITIVE_INFINITY : own);
    }
    return worst;
  }

  private static double worst(RunningError m, Ways ways, Term z) {
    return ways.at(m, z).stream().mapToDouble(Term::error).max().orElseThrow();
  }

  private static double first(Ways ways, double z) {
    return ways.at(PROPAGATION, RunningError.exact(z)).get(0).value();
  }

  /**
   * dZ = dA f'(Z).
   *
   * @param z the argument, with its error: says where a kink leaves either slope
   * @param a f(Z), or what a subject observed of it: may say on which side of a kink z was
   */
  Bounded backward(Bounded z, Bounded a, Bounded dA) {
    double[] value = new double[z.size()];
    boolean kinked = z.meetsKink() || dA.meetsKink();
    for (int k = 0; k < value.length; k++) {
      int home = home(z, a, k);
      value[k] = dA.value()[k] * first(f.pieces().get(home).slope(), z.value()[k]);
      kinked |= undecided(z, a, k, home) >= 0;
    }
    return Bounded.ofElements(
        r,
        z.rows(),
        z.columns(),
        value,
        kinked,
        (level, k) -> {
          int home = home(z, a, k);
          Term argument = RunningError.element(z, level, k);
          Ways slopes = f.pieces().get(home).slope();
          double slope = first(slopes, z.value()[k]);
          double error = worst(new RunningError(r), slopes, argument);
          int other = level == Level.KINKED ? undecided(z, a, k, home) : -1;
          if (other >= 0) {
            Ways otherSlopes = f.pieces().get(other).slope();
            double change = Math.abs(first(otherSlopes, z.value()[k]) - slope);
            error = Math.max(error, change + worst(new RunningError(r), otherSlopes, argument));
          }
          return product(level, dA, k, Math.abs(slope), error);
        });
  }

  /** The piece that an observed activation puts its argument on; else the one of the walk's z. */
  private int home(Bounded z, Bounded a, int k) {
    Term argument = RunningError.element(z, Level.CERTAIN, k);
    int piece = f.pieceOf(argument.value());
    for (int i = 0; i < f.kinks().size(); i++) {
      Kink kink = f.kinks().get(i);
      if (a.isExact() && kink.isReachedBy(r, argument)) {
        int side = side(kink, a.value()[k]);
        piece = side < 0 ? Math.min(piece, i) : side > 0 ? Math.max(piece, i + 1) : piece;
      }
    }
    return piece;
  }

  /** Which side of a kink a value of f belongs to; 0 for both. No piece of any f here falls. */
  private static int side(Kink kink, double a) {
    if (kink.isJump()) {
      return a < kink.right() ? -1 : a > kink.left() ? 1 : 0;
    }
    // Neither zero is below the other.
    return a < kink.left() ? -1 : a > kink.left() ? 1 : 0;
  }

  /** Another piece whose slope may be right as well; -1 for none. */
  private int undecided(Bounded z, Bounded a, int k, int home) {
    Term argument = RunningError.element(z, Level.KINKED, k);
    for (int i = 0; i < f.kinks().size(); i++) {
      Kink kink = f.kinks().get(i);
      if (kink.isReachedBy(r, argument) && (!a.isExact() || side(kink, a.value()[k]) == 0)) {
        return home <= i ? i + 1 : i;
      }
    }
    return -1;
  }

  /** The error of a rounded product of an element and a factor with an error. */
  private double product(Level level, Bounded dA, int k, double factor, double factorError) {
    double computedFactor = factor + 2 * factorError;
    return dA.error(level, k) * computedFactor
        + dA.exactMagnitude(level, k) * factorError
        + r.gamma(level, 1) * dA.magnitude(level, k) * computedFactor
        + r.tiny() * (1 + factor);
  }
}
