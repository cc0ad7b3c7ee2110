package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.ParameterKind;
import java.util.Arrays;
import java.util.function.Function;

/**
 * z = gamma d / s + beta for the deviations d of a column from its mean, and s^2 = sum d^2 / n +
 * eps.
 *
 * <p>A computed mean is off by gamma_n times the mean magnitude. The variance in two passes is off
 * by that of the mean in second order alone, since deviations add up to zero, and by gamma times
 * itself; updated value by value, as Welford does, by gamma times kappa times itself, kappa^2 = 1 +
 * mean^2 / variance (Chan, Golub and LeVeque 1983, Algorithms for computing the sample variance,
 * table 1). The bound is the latter. What follows is a running error analysis; terms of a sum are
 * taken in any order.
 *
 * @param r the format
 * @param form eps, decay, and gamma and beta where they are locked
 * @param parameters by kind, as far as the form has them
 * @param leavesOutGammaAndBeta whether z has neither
 */
record BatchNormErrors(
    Rounding r,
    LayerForm.BatchNorm form,
    Function<ParameterKind, Bounded> parameters,
    boolean leavesOutGammaAndBeta)
    implements FormErrors {

  /** Of Welford's update of the variance by one value. */
  private static final int UPDATE_ROUNDINGS = 4;

  /**
   * Of one term, besides those of its parts: its factors of gamma, of powers of s, of 2 / n and of
   * -1/2, each a rounding or a function's few, and the two sums.
   */
  private static final int TERM_ROUNDINGS = 14;

  private RunningError running() {
    return new RunningError(r);
  }

  /** What a column has in common. */
  @SuppressWarnings("ArrayRecordComponent") // of one column, never compared
  private record Column(Term mean, Term variance, Term root, Term[] deviations) {}

  private Column column(Level level, Bounded x, int j) {
    int n = x.rows();
    Term[] values = new Term[n];
    Arrays.setAll(values, i -> RunningError.element(x, level, i * x.columns() + j));
    Term mean = mean(level, values);
    Term[] deviations = new Term[n];
    double variance = 0;
    double moved = 0;
    double second = 0;
    for (int i = 0; i < n; i++) {
      deviations[i] = running().minus(values[i], mean);
      double d = Math.abs(deviations[i].value());
      variance += d * d / n;
      // Of the mean's error, deviations that add up to zero see the square alone.
      moved += 2 * d * values[i].error() / n;
      second += 4 * deviations[i].error() * deviations[i].error() / n;
    }
    double largest = variance + moved + second;
    double spread = Math.sqrt(largest) * Math.sqrt(largest + mean.magnitude() * mean.magnitude());
    double error = moved + second + r.gamma(level, UPDATE_ROUNDINGS * (n + 2)) * spread + r.tiny();
    // The squares may overflow, and their sum, where what is made of them would not.
    boolean overflows = !(n * (largest + mean.magnitude() * mean.magnitude()) <= r.huge() / 2);
    Term ofVariance =
        new Term(variance, overflows ? Double.POSITIVE_INFINITY : error * Rounding.up(4 * n));
    Term root = root(level, ofVariance);
    return new Column(mean, ofVariance, root, deviations);
  }

  /** A computed variance is a sum of squares, and not below zero whatever its error. */
  private Term root(Level level, Term variance) {
    double square = variance.value() + form.eps();
    double error = variance.error() + r.gamma(level, 2) * (square + variance.error());
    double low = Math.max(square - error, form.eps() * (1 - 2 * r.u()));
    double root = Math.sqrt(square);
    double moved = error / (root + Math.sqrt(low));
    return new Term(root, moved + r.gamma(level, 1) * (root + moved));
  }

  /** The sum of terms in any order, divided by their number. */
  private Term mean(Level level, Term[] terms) {
    int n = terms.length;
    Term sum = sum(level, terms);
    double value = sum.value() / n;
    return new Term(value, (sum.error() + r.gamma(level, 1) * sum.magnitude()) / n + r.tiny());
  }

  private Term sum(Level level, Term... terms) {
    double value = 0;
    double error = 0;
    double magnitude = 0;
    for (Term term : terms) {
      value += term.value();
      error += term.error();
      magnitude += term.magnitude();
    }
    error += r.gamma(level, Math.max(1, terms.length - 1)) * magnitude;
    return new Term(value, error * Rounding.up(2 * terms.length));
  }

  private Term gamma(Level level, int j) {
    return form.lockGammaBeta()
        ? running().rounded(form.gamma())
        : RunningError.element(parameters.apply(ParameterKind.GAMMA), level, j);
  }

  private Term beta(Level level, int j) {
    return form.lockGammaBeta()
        ? running().rounded(form.beta())
        : RunningError.element(parameters.apply(ParameterKind.BETA), level, j);
  }

  private boolean meetsKink(Bounded... others) {
    return Arrays.stream(others).anyMatch(Bounded::meetsKink)
        || form.parameters().stream().anyMatch(kind -> parameters.apply(kind).meetsKink());
  }

  /** Column by column, elements whose terms a column's function gives. */
  private Bounded filled(int rows, int columns, boolean kinked, Columns elements) {
    return Bounded.ofTerms(
        r,
        rows,
        columns,
        kinked,
        level -> {
          Term[] all = new Term[rows * columns];
          for (int j = 0; j < columns; j++) {
            Term[] terms = elements.of(level, j);
            for (int i = 0; i < rows; i++) {
              all[i * columns + j] = terms[i];
            }
          }
          return all;
        });
  }

  /** The elements of a column. */
  private interface Columns {
    Term[] of(Level level, int j);
  }

  @Override
  public Bounded forward(Bounded input) {
    return filled(
        input.rows(),
        input.columns(),
        meetsKink(input),
        (level, j) -> {
          Column column = column(level, input, j);
          Term gamma = leavesOutGammaAndBeta ? RunningError.exact(1) : gamma(level, j);
          Term beta = leavesOutGammaAndBeta ? RunningError.exact(0) : beta(level, j);
          return Arrays.stream(column.deviations)
              .map(d -> running().over(d, column.root))
              .map(normal -> running().plus(running().times(gamma, normal), beta))
              .toArray(Term[]::new);
        });
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return filled(
        1,
        input.columns(),
        meetsKink(input, dZ),
        (level, j) -> {
          Column column = column(level, input, j);
          return new Term[] {gradient(kind, level, column, slopes(level, dZ, j), j)};
        });
  }

  private Term gradient(ParameterKind kind, Level level, Column column, Term[] slopes, int j) {
    return switch (kind) {
      case GAMMA -> divided(level, sum(level, byNormal(column, slopes)));
      case BETA -> divided(level, sum(level, slopes));
      case MEAN -> share(kind, level, column.mean, j);
      case VARIANCE -> share(kind, level, column.variance, j);
      case WEIGHTS, BIAS, GAIN ->
          throw new IllegalArgumentException("no parameter " + kind.symbol());
    };
  }

  /** A sum of gradients that a subject may have divided by the examples at the end. */
  private Term divided(Level level, Term sum) {
    return new Term(sum.value(), sum.error() + r.gamma(level, 1) * sum.magnitude());
  }

  private Term share(ParameterKind kind, Level level, Term batch, int j) {
    Term before = RunningError.element(parameters.apply(kind), level, j);
    Term rest = running().minus(RunningError.exact(1), running().rounded(form.decay()));
    return running().times(rest, running().minus(before, batch));
  }

  private static Term[] slopes(Level level, Bounded dZ, int j) {
    Term[] slopes = new Term[dZ.rows()];
    Arrays.setAll(slopes, i -> RunningError.element(dZ, level, i * dZ.columns() + j));
    return slopes;
  }

  private Term[] byNormal(Column column, Term[] slopes) {
    Term[] products = new Term[slopes.length];
    Arrays.setAll(
        products,
        i -> running().times(slopes[i], running().over(column.deviations[i], column.root)));
    return products;
  }

  /**
   * gamma / s (dz_i - mean(dz) - d_i / s mean(dz d / s)), each of the three terms with the
   * roundings of whatever order it is computed in: Deeplearning4j has them apart, the last by way
   * of the derivatives by the variance and by the mean. In that by the mean it keeps the sum of the
   * deviations, which is zero but for their roundings.
   */
  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    return filled(
        input.rows(),
        input.columns(),
        meetsKink(input, dZ),
        (level, j) -> inputGradients(level, input, dZ, j));
  }

  private Term[] inputGradients(Level level, Bounded input, Bounded dZ, int j) {
    Column column = column(level, input, j);
    Term[] slopes = slopes(level, dZ, j);
    Term factor = running().over(gamma(level, j), column.root);
    Term byMean = mean(level, slopes);
    Term bySpread = mean(level, byNormal(column, slopes));
    // Of the sum of the deviations over n, times what the derivative by the variance is.
    double drift = 0;
    for (Term d : column.deviations) {
      drift += d.error() / slopes.length;
    }
    double kept =
        2
            * drift
            / Math.max(column.root.value() - column.root.error(), Double.MIN_NORMAL)
            * bySpread.magnitude();
    // Who divides by s^3 on the way divides by infinity where that overflows.
    double root = column.root.magnitude();
    double lost = root * root * root <= r.huge() / 2 ? 0 : Double.POSITIVE_INFINITY;
    Term[] gradients = new Term[slopes.length];
    for (int i = 0; i < gradients.length; i++) {
      Term normal = running().over(column.deviations[i], column.root);
      Term spread = running().times(normal, bySpread);
      double value = slopes[i].value() - byMean.value() - spread.value();
      double magnitudes = slopes[i].magnitude() + byMean.magnitude() + spread.magnitude();
      double error =
          slopes[i].error()
              + byMean.error()
              + spread.error()
              + kept
              + lost
              + r.gamma(level, TERM_ROUNDINGS) * magnitudes;
      gradients[i] = divided(level, running().times(factor, new Term(value, error)));
    }
    return gradients;
  }
}
