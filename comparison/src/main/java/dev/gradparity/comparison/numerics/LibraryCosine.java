package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.max;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.LossKind;
import java.util.Arrays;

/**
 * {@code LossCosineProximity} of one example, which knows no norm below a threshold.
 *
 * @param level of the errors
 * @param r the format
 */
record LibraryCosine(Level level, Rounding r) {

  private RowwiseLossErrors rows() {
    return new RowwiseLossErrors(LossKind.COSINE_PROXIMITY, level, r, new RunningError(r));
  }

  private static Term[] labels(double[] y) {
    Term[] labels = new Term[y.length];
    for (int j = 0; j < y.length; j++) {
      labels[j] = exact(y[j]);
    }
    return labels;
  }

  /** Whether the squares of any example's outputs overflow for certain. */
  static boolean overflows(Rounding r, Bounded p) {
    double[] squares = new double[p.rows()];
    for (int k = 0; k < p.size(); k++) {
      squares[k / p.columns()] += leastSquare(r, new Term(p.value()[k], p.error(Level.KINKED, k)));
    }
    return Arrays.stream(squares).anyMatch(sum -> sum > 2);
  }

  private boolean overflows(Term[] p) {
    return Arrays.stream(p).mapToDouble(term -> leastSquare(r, term)).sum() > 2;
  }

  /** The least that a computed square may be, over the largest number of the format. */
  private static double leastSquare(Rounding r, Term x) {
    double least = Math.max(0, Math.abs(x.value()) - 2 * x.error());
    return least / Math.sqrt(r.huge()) * (least / Math.sqrt(r.huge()));
  }

  /** |p|, by a sum of squares that may overflow. */
  private Term norm(Term[] p) {
    Term norm = rows().norm(p);
    double most = norm.magnitude();
    return most * most <= r.huge() / 2 ? norm : new Term(norm.value(), Double.POSITIVE_INFINITY);
  }

  private static Term[] all(int count, double value, double error) {
    Term[] terms = new Term[count];
    Arrays.fill(terms, new Term(value, error));
    return terms;
  }

  private Term atLeast(Term x) {
    return max(x, new RunningError(r).rounded(LibraryLosses.THRESHOLD));
  }

  /** -p y / (max(|p|, threshold) max(|y|, threshold)), 0 of an infinite norm. */
  Term[] terms(Term[] p, double[] y) {
    if (overflows(p)) {
      return all(p.length, 0, 0);
    }
    RunningError m = new RunningError(r);
    Term[] labels = labels(y);
    Term outputs = atLeast(norm(p));
    Term length = atLeast(rows().norm(labels));
    Term[] terms = new Term[p.length];
    for (int j = 0; j < terms.length; j++) {
      terms[j] = negated(m.over(m.over(m.times(p[j], labels[j]), outputs), length));
    }
    return terms;
  }

  /**
   * -(y |p|^2 - p (p.y)) / max(|y|, threshold) / (max(|p|, threshold) max(|p|^2, threshold)), NaN
   * of an infinite norm.
   */
  Term[] slopes(Term[] p, double[] y) {
    if (overflows(p)) {
      return all(p.length, Double.NaN, Double.POSITIVE_INFINITY);
    }
    RunningError m = new RunningError(r);
    Term[] labels = labels(y);
    Term outputs = norm(p);
    Term square = m.times(outputs, outputs);
    Term product = rows().dot(p, labels);
    Term length = atLeast(rows().norm(labels));
    Term cube = m.times(atLeast(outputs), atLeast(square));
    Term[] slopes = new Term[p.length];
    for (int j = 0; j < slopes.length; j++) {
      Term numerator = m.minus(m.times(labels[j], square), m.times(p[j], product));
      slopes[j] = negated(m.over(m.over(numerator, length), cube));
    }
    return slopes;
  }
}
