package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ParameterKind;

/**
 * z = g (u - mean u) / std u + b of u = aW, over the units of each example.
 *
 * <p>Sums are off by gamma_m of their terms in any order. The deviation is bounded through the
 * differences u - mean, whose errors hold what a sum of squares less the square of the sum, or a
 * running update of both, loses to a mean far from 0. Where the deviation may be 0, nothing is
 * said.
 *
 * @param r the format
 * @param linear products and sums
 * @param formulas of what the library does otherwise
 * @param weights W
 * @param bias b; null for none
 * @param gain g
 */
record NormalisedErrors(
    Rounding r, LinearErrors linear, Formulas formulas, Bounded weights, Bounded bias, Bounded gain)
    implements FormErrors {

  /** More roundings than any order of the factors in the way back has. */
  private static final int OTHER_ORDERS = 8;

  /** n and std of all examples, at one level. */
  @SuppressWarnings("ArrayRecordComponent") // intermediate values of one walk, never compared
  private record Normalised(Term[] n, Term[] deviation) {}

  @Override
  public Bounded forward(Bounded input) {
    Bounded u = linear.product(input, weights, null, 0);
    int m = u.columns();
    RunningError e = new RunningError(r);
    Bounded z =
        Bounded.ofTerms(
            r,
            u.rows(),
            m,
            u.meetsKink(),
            level -> {
              Term[] terms = normalised(u, level).n();
              for (int k = 0; k < terms.length; k++) {
                Term scaled = e.times(RunningError.element(gain, level, k % m), terms[k]);
                terms[k] =
                    bias == null
                        ? scaled
                        : e.plus(scaled, RunningError.element(bias, level, k % m));
              }
              return terms;
            });
    return formulas.normalised(u, bias, z);
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return switch (kind) {
      case WEIGHTS -> linear.product(input.transpose(), byProduct(input, dZ), null, 1);
      case BIAS -> linear.columnSums(dZ);
      case GAIN -> linear.columnSums(byGain(input, dZ));
      case GAMMA, BETA, MEAN, VARIANCE ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    return linear.product(byProduct(input, dZ), weights.transpose(), null, 1);
  }

  /** dz n, whose sums are dg. */
  private Bounded byGain(Bounded input, Bounded dZ) {
    Bounded u = linear.product(input, weights, null, 0);
    RunningError e = new RunningError(r);
    return Bounded.ofTerms(
        r,
        u.rows(),
        u.columns(),
        u.meetsKink() || dZ.meetsKink(),
        level -> {
          Term[] terms = normalised(u, level).n();
          for (int k = 0; k < terms.length; k++) {
            terms[k] = e.times(RunningError.element(dZ, level, k), terms[k]);
          }
          return terms;
        });
  }

  /** du = (dn - mean dn - n mean(dn n)) / std, dn = g dz. */
  private Bounded byProduct(Bounded input, Bounded dZ) {
    Bounded u = linear.product(input, weights, null, 0);
    int m = u.columns();
    Bounded dU =
        Bounded.ofTerms(
            r,
            u.rows(),
            m,
            u.meetsKink() || dZ.meetsKink(),
            level -> {
              Normalised of = normalised(u, level);
              Term[] terms = new Term[u.size()];
              for (int i = 0; i < u.rows(); i++) {
                backward(level, dZ, of, i, m, terms);
              }
              return terms;
            });
    return formulas.normalisedGradient(u, dZ, dU);
  }

  private void backward(Level level, Bounded dZ, Normalised of, int i, int m, Term[] dU) {
    RunningError e = new RunningError(r);
    Term[] dN = new Term[m];
    Term[] byN = new Term[m];
    for (int j = 0; j < m; j++) {
      dN[j] =
          e.times(RunningError.element(gain, level, j), RunningError.element(dZ, level, i * m + j));
      byN[j] = e.times(dN[j], of.n()[i * m + j]);
    }
    Term mean = mean(level, dN);
    Term meanByN = mean(level, byN);
    for (int j = 0; j < m; j++) {
      Term part = e.times(of.n()[i * m + j], meanByN);
      Term difference = e.minus(e.minus(dN[j], mean), part);
      double magnitudes = dN[j].magnitude() + mean.magnitude() + part.magnitude();
      Term orders =
          new Term(
              difference.value(), difference.error() + r.gamma(level, OTHER_ORDERS) * magnitudes);
      dU[i * m + j] = divided(e, orders, of.deviation()[i]);
    }
  }

  private Normalised normalised(Bounded u, Level level) {
    RunningError e = new RunningError(r);
    int m = u.columns();
    Term[] n = new Term[u.size()];
    Term[] deviations = new Term[u.rows()];
    Term[] row = new Term[m];
    Term[] squares = new Term[m];
    for (int i = 0; i < u.rows(); i++) {
      for (int j = 0; j < m; j++) {
        row[j] = RunningError.element(u, level, i * m + j);
      }
      Term mean = mean(level, row);
      for (int j = 0; j < m; j++) {
        row[j] = e.minus(row[j], mean);
        squares[j] = e.times(row[j], row[j]);
      }
      deviations[i] = e.sqrt(mean(level, squares));
      for (int j = 0; j < m; j++) {
        n[i * m + j] = divided(e, row[j], deviations[i]);
      }
    }
    return new Normalised(n, deviations);
  }

  /** By a deviation of 0 there are conventions, and nothing is known. */
  private static Term divided(RunningError e, Term x, Term deviation) {
    return deviation.value() == 0 ? new Term(0, Double.POSITIVE_INFINITY) : e.over(x, deviation);
  }

  /** Of m terms, each meets at most m - 1 additions and the division. */
  private Term mean(Level level, Term[] terms) {
    double value = 0;
    double error = 0;
    double magnitude = 0;
    for (Term term : terms) {
      value += term.value();
      error += term.error();
      magnitude += term.magnitude();
    }
    double m = terms.length;
    double gamma = r.gamma(level, terms.length);
    double up = Rounding.up(terms.length);
    return new Term(value / m, (error + gamma * magnitude) / m * up + r.tiny());
  }
}
