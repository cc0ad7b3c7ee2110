package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.max;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.LossKind;

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

  /** |p|, by a sum of squares that may overflow. */
  private Term norm(Term[] p) {
    Term norm = rows().norm(p);
    double most = norm.value() + 2 * norm.error();
    return most * most <= r.huge() ? norm : new Term(norm.value(), Double.POSITIVE_INFINITY);
  }

  private Term atLeast(Term x) {
    return max(x, new RunningError(r).rounded(LibraryLosses.THRESHOLD));
  }

  /** -p y / (max(|p|, threshold) max(|y|, threshold)). */
  Term[] terms(Term[] p, double[] y) {
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

  /** -(y |p|^2 - p (p.y)) / max(|y|, threshold) / (max(|p|, threshold) max(|p|^2, threshold)). */
  Term[] slopes(Term[] p, double[] y) {
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
