package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.either;
import static dev.gradparity.comparison.numerics.RunningError.negated;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.LossKind;

/**
 * Losses whose terms need all outputs of an example, operation by operation.
 *
 * @param kind the loss
 * @param level of the errors
 * @param r the format
 * @param m its arithmetic
 */
record RowwiseLossErrors(LossKind kind, Level level, Rounding r, RunningError m) {

  /** Each output's share of the example's loss. */
  Term[] terms(Term[] p, double[] y) {
    return switch (kind) {
      case COSINE_PROXIMITY -> cosineTerms(p, exact(y));
      case MULTI_LABEL -> pairTerms(p, y, false);
      default -> throw new IllegalArgumentException(kind + " is no loss of a row");
    };
  }

  /** The derivative of the example's loss by each output. */
  Term[] slopes(Term[] p, double[] y) {
    return switch (kind) {
      case COSINE_PROXIMITY -> cosineSlopes(p, exact(y));
      case MULTI_LABEL -> pairTerms(p, y, true);
      default -> throw new IllegalArgumentException(kind + " is no loss of a row");
    };
  }

  /** The sum in any order. */
  Term sum(Term... x) {
    double value = 0;
    double magnitudes = 0;
    double errors = 0;
    for (Term term : x) {
      value += term.value();
      magnitudes += Math.abs(term.value());
      errors += term.error();
    }
    double rounding = r.gamma(level, x.length) * (magnitudes + 2 * errors);
    return new Term(value, (errors + rounding) * Rounding.up(x.length));
  }

  private static Term[] exact(double[] values) {
    Term[] terms = new Term[values.length];
    for (int j = 0; j < terms.length; j++) {
      terms[j] = RunningError.exact(values[j]);
    }
    return terms;
  }

  /** The Euclidean norm. */
  Term norm(Term[] x) {
    Term[] squares = new Term[x.length];
    for (int j = 0; j < x.length; j++) {
      squares[j] = m.times(x[j], x[j]);
    }
    return isZero(x) ? RunningError.exact(0) : m.sqrt(sum(squares));
  }

  private static boolean isZero(Term[] x) {
    for (Term term : x) {
      if (term.value() != 0 || term.error() != 0) {
        return false;
      }
    }
    return true;
  }

  /** The scalar product. */
  Term dot(Term[] x, Term[] y) {
    Term[] products = new Term[x.length];
    for (int j = 0; j < x.length; j++) {
      products[j] = m.times(x[j], y[j]);
    }
    return sum(products);
  }

  private Term[] unit(Term[] x) {
    Term length = norm(x);
    Term[] unit = new Term[x.length];
    for (int j = 0; j < x.length; j++) {
      unit[j] = m.over(x[j], length);
    }
    return unit;
  }

  private Term[] cosineTerms(Term[] p, Term[] y) {
    Term[] terms = exact(new double[p.length]);
    if (!isZero(p) && !isZero(y)) {
      Term[] u = unit(p);
      Term[] v = unit(y);
      for (int j = 0; j < p.length; j++) {
        terms[j] = negated(m.times(u[j], v[j]));
      }
    }
    return terms;
  }

  /** (u (u.v) - v) / |p|, and -(y |p|^2 - p (p.y)) / (|y| |p|^3). */
  private Term[] cosineSlopes(Term[] p, Term[] y) {
    Term[] slopes = exact(new double[p.length]);
    if (isZero(p) || isZero(y)) {
      return slopes;
    }
    Term[] u = unit(p);
    Term[] v = unit(y);
    Term length = norm(p);
    Term labelLength = norm(y);
    Term square = m.times(length, length);
    Term cosine = dot(u, v);
    Term product = dot(p, y);
    for (int j = 0; j < p.length; j++) {
      Term byUnits = m.over(m.minus(m.times(u[j], cosine), v[j]), length);
      Term numerator = m.minus(m.times(p[j], product), m.times(y[j], square));
      Term byNorms = m.over(m.over(numerator, labelLength), m.times(length, square));
      slopes[j] = either(byUnits, byNorms);
    }
    return slopes;
  }

  /** e^(p_l - p_k) / pairs: its sum over l is the share of k, and what it gives to the slopes. */
  private Term[] pairTerms(Term[] p, double[] y, boolean isSlope) {
    int n = p.length;
    int present = 0;
    int absent = 0;
    for (double label : y) {
      present += label == 1 ? 1 : 0;
      absent += label == 0 ? 1 : 0;
    }
    Term pairs = RunningError.exact(Math.max(1, present * absent));
    Term[] result = new Term[n];
    for (int i = 0; i < n; i++) {
      Term[] shares = exact(new double[n]);
      for (int j = 0; j < n; j++) {
        if (y[i] == 1 && y[j] == 0) {
          Term share = m.over(m.exp(m.minus(p[j], p[i])), pairs);
          shares[j] = isSlope ? negated(share) : share;
        } else if (isSlope && y[i] == 0 && y[j] == 1) {
          shares[j] = m.over(m.exp(m.minus(p[i], p[j])), pairs);
        }
      }
      result[i] = sum(shares);
    }
    return result;
  }
}
