package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.abs;
import static dev.gradparity.comparison.numerics.RunningError.either;
import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.max;
import static dev.gradparity.comparison.numerics.RunningError.min;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.LossSpec;

/**
 * A loss whose term is a function of one output and its label, operation by operation; where the
 * sides' formulas differ in more than the order of factors, both.
 *
 * @param loss the loss
 * @param outputs C
 * @param m the arithmetic
 */
record LossFormula(LossSpec loss, int outputs, RunningError m) {

  private static final Term ZERO = exact(0);
  private static final Term ONE = exact(1);
  private static final Term TWO = exact(2);

  /** Whether the terms of an example need all of its outputs. */
  static boolean isRowwise(LossSpec loss) {
    return switch (loss.kind()) {
      case COSINE_PROXIMITY, MULTI_LABEL -> true;
      default -> false;
    };
  }

  /** One output's share of the loss, the weight of this output included. */
  Term term(Term p, double y, int output) {
    return weighted(term(p, y), output);
  }

  /** Its derivative by p. */
  Term slope(Term p, double y, int output) {
    return weighted(slope(p, y), output);
  }

  /** Its derivative by ln p, of those losses that need ln p. */
  Term slopeByLogarithm(Term p, double y, int output) {
    return weighted(slopeByLogarithm(p, y), output);
  }

  private Term weighted(Term share, int output) {
    double weight = loss.weight(output);
    return weight == 1 ? share : m.times(m.rounded(weight), share);
  }

  private Term term(Term p, double y) {
    Term difference = m.minus(p, exact(y));
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS -> mean(m.square(difference));
      case L2 -> m.square(difference);
      case HALF_L2 -> m.over(m.square(difference), TWO);
      case L1 -> abs(difference);
      case MEAN_ABSOLUTE_ERROR -> mean(abs(difference));
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          mean(m.times(exact(100), abs(m.over(difference, exact(y)))));
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> mean(m.square(logarithmOfRatio(p, y)));
      case HINGE -> margin(p, y);
      case SQUARED_HINGE -> m.square(margin(p, y));
      case WASSERSTEIN -> mean(m.times(exact(y), p));
      case POISSON -> y == 0 ? p : m.minus(p, timesLog(y, p));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> divergence(p, y);
      case XENT -> {
        Term c = clipped(p);
        Term complement = m.rounded(1 - y);
        yield negated(m.plus(timesLog(y, c), timesLog(complement, m.minus(ONE, c))));
      }
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> negated(timesLog(y, clipped(p)));
      case COSINE_PROXIMITY, MULTI_LABEL -> throw rowwise();
    };
  }

  private Term slope(Term p, double y) {
    Term difference = m.minus(p, exact(y));
    return switch (loss.kind()) {
      case MSE, SQUARED_LOSS -> mean(m.times(TWO, difference));
      case L2 -> m.times(TWO, difference);
      case HALF_L2 -> difference;
      case L1 -> sign(difference);
      case MEAN_ABSOLUTE_ERROR -> mean(sign(difference));
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          mean(m.over(m.times(exact(100), sign(difference)), exact(Math.abs(y))));
      case MEAN_SQUARED_LOGARITHMIC_ERROR ->
          mean(m.over(m.times(TWO, logarithmOfRatio(p, y)), m.plus(p, ONE)));
      case HINGE -> step(kinkArgument(p, y), exact(-y));
      case SQUARED_HINGE -> m.times(exact(-2 * y), margin(p, y));
      case WASSERSTEIN -> mean(exact(y));
      case POISSON -> m.minus(ONE, over(y, p));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> negated(over(y, p));
      case XENT -> m.minus(over(m.rounded(1 - y), m.minus(ONE, p)), over(y, p));
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT -> negated(over(y, p));
      case COSINE_PROXIMITY, MULTI_LABEL -> throw rowwise();
    };
  }

  private Term slopeByLogarithm(Term p, double y) {
    return switch (loss.kind()) {
      case POISSON -> m.minus(p, exact(y));
      case KL_DIVERGENCE,
          RECONSTRUCTION_CROSSENTROPY,
          MCXENT,
          NEGATIVELOGLIKELIHOOD,
          SPARSE_MCXENT ->
          exact(-y);
      default -> throw new IllegalArgumentException("no logarithm in " + loss.specName());
    };
  }

  /** Whether the loss needs ln p, and not ln(1 - p). */
  static boolean hasSlopeByLogarithm(LossSpec loss) {
    return switch (loss.kind()) {
      case POISSON,
          KL_DIVERGENCE,
          RECONSTRUCTION_CROSSENTROPY,
          MCXENT,
          NEGATIVELOGLIKELIHOOD,
          SPARSE_MCXENT ->
          true;
      default -> false;
    };
  }

  /**
   * Whether a computed output may lie on the other side of the loss's kink; of a subject that shows
   * its output, it is known on which: p - y has the sign of the exact difference, and so has 1 - y
   * p for y of -1 or 1.
   */
  boolean mayTakeEitherSlope(Bounded p, double y, int k) {
    if (p.isExact()) {
      return false;
    }
    Term argument = kinkArgument(RunningError.element(p, Level.KINKED, k), y);
    return Math.abs(argument.value()) <= 2 * argument.error();
  }

  /** What is zero at the kink, and 1 for a loss without. */
  private Term kinkArgument(Term p, double y) {
    return switch (loss.kind()) {
      case L1, MEAN_ABSOLUTE_ERROR, MEAN_ABSOLUTE_PERCENTAGE_ERROR -> m.minus(p, exact(y));
      case HINGE -> m.minus(ONE, m.times(exact(y), p));
      default -> ONE;
    };
  }

  /** How far the slopes on the two sides of the kink are apart. */
  double jump(double y, int output) {
    double jump =
        switch (loss.kind()) {
          case L1 -> 2;
          case MEAN_ABSOLUTE_ERROR -> 2.0 / outputs;
          case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> 200 / Math.abs(y) / outputs;
          case HINGE -> Math.abs(y);
          default -> 0;
        };
    return jump * loss.weight(output);
  }

  private Term mean(Term sum) {
    return m.over(sum, exact(outputs));
  }

  /** Of what may be NaN nothing is known. */
  private static Term sign(Term x) {
    double sign = Math.signum(x.value());
    return x.error() == Double.POSITIVE_INFINITY ? new Term(sign, x.error()) : exact(sign);
  }

  /** A number where x is above 0, else 0; NaN of NaN. */
  private static Term step(Term x, Term above) {
    if (Double.isNaN(x.value())) {
      return x;
    }
    Term chosen = x.value() > 0 ? above : ZERO;
    return x.error() == Double.POSITIVE_INFINITY ? new Term(chosen.value(), x.error()) : chosen;
  }

  private Term margin(Term p, double y) {
    return max(ZERO, m.minus(ONE, m.times(exact(y), p)));
  }

  /** By two logarithms, and by the logarithm of a quotient. */
  private Term logarithmOfRatio(Term p, double y) {
    Term byTwo = m.minus(m.log1p(p), m.log1p(exact(y)));
    Term byQuotient = m.log(m.over(m.plus(p, ONE), m.plus(exact(y), ONE)));
    return either(byTwo, byQuotient);
  }

  private Term divergence(Term p, double y) {
    if (y == 0) {
      return ZERO;
    }
    Term byTwo = m.times(exact(y), m.minus(m.log(exact(y)), m.log(p)));
    Term byQuotient = m.times(exact(y), m.log(m.over(exact(y), p)));
    return either(byTwo, byQuotient);
  }

  private Term clipped(Term p) {
    double clip = loss.clip();
    return clip == 0 ? p : min(max(p, m.rounded(clip)), m.rounded(1 - clip));
  }

  private Term timesLog(double y, Term p) {
    return timesLog(exact(y), p);
  }

  private Term timesLog(Term y, Term p) {
    return y.value() == 0 ? ZERO : m.times(y, m.log(p));
  }

  private Term over(double y, Term p) {
    return over(exact(y), p);
  }

  private Term over(Term y, Term p) {
    return y.value() == 0 ? ZERO : m.over(y, p);
  }

  private IllegalArgumentException rowwise() {
    return new IllegalArgumentException(loss.specName() + " needs all outputs of an example");
  }
}
