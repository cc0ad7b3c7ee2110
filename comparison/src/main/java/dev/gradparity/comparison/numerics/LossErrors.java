package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossSpec;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The loss of a minibatch.
 *
 * @param loss that of one example
 * @param labels what the outputs should be
 * @param divisor n for a mean over the examples, 1 for a sum
 * @param factor of the examples' losses; 1 but for a variation
 * @param penalty what is added; null for nothing
 * @param r the format
 */
record LossErrors(
    LossSpec loss, Labels labels, int divisor, double factor, Bounded penalty, Rounding r) {

  /**
   * A scalar, the penalty included.
   *
   * @param z the argument of the last activation, which tells what p is too near 0 or 1 to tell
   */
  Bounded value(Bounded z, Bounded p) {
    return total(level -> terms(level, z, p), p.meetsKink());
  }

  /**
   * The loss of the minibatch from the terms of its outputs.
   *
   * @param terms at a level
   * @param kinked whether a kink reaches them
   */
  Bounded total(Function<Level, Term[]> terms, boolean kinked) {
    Term[] certain = labels.counted(terms.apply(Level.CERTAIN));
    double sum = 0;
    for (Term term : certain) {
      sum += term.value();
    }
    double total = factor * sum / divisor + (penalty == null ? 0 : penalty.value()[0]);
    double up = Rounding.up(certain.length);
    return Bounded.of(
        r,
        1,
        1,
        new double[] {total},
        kinked || (penalty != null && penalty.meetsKink()),
        level -> {
          Term[] counted = labels.counted(terms.apply(level));
          double error = Math.abs(factor) * error(level, counted) / divisor + r.tiny();
          error += penalty == null ? 0 : penalty.error(level, 0);
          return new double[] {(error + r.gamma(level, 1) * (Math.abs(total) + 2 * error)) * up};
        });
  }

  /** Each term may be rounded to the format, and the sum has any order. */
  private double error(Level level, Term[] terms) {
    double gamma = r.gamma(level, terms.length + 1);
    double errors = 0;
    for (Term term : terms) {
      errors += term.error() + gamma * (Math.abs(term.value()) + 2 * term.error());
    }
    return errors;
  }

  private Term[] terms(Level level, Bounded z, Bounded p) {
    RunningError m = new RunningError(r);
    double[] y = labels.y();
    Term[] terms = new Term[p.size()];
    if (LogitErrors.areNeeded(loss, labels.output(), r, p, y)) {
      boolean isSoftmax = labels.output() == ActivationKind.SOFTMAX;
      LogitErrors logits = new LogitErrors(loss.kind(), isSoftmax, r, z, p, y);
      for (int k = 0; k < terms.length; k++) {
        double weight = loss.weight(k % p.columns());
        terms[k] = m.times(m.rounded(weight), logits.term(level, k));
      }
      return terms;
    }
    if (LossFormula.isRowwise(loss)) {
      return overRows(level, p, y, new RowwiseLossErrors(loss.kind(), level, r, m)::terms);
    }
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    for (int k = 0; k < terms.length; k++) {
      terms[k] = formula.term(RunningError.element(p, level, k), y[k], k % p.columns());
    }
    return terms;
  }

  /** What a formula gives for each example's outputs and labels, row by row. */
  static Term[] overRows(
      Level level, Bounded p, double[] y, BiFunction<Term[], double[], Term[]> formula) {
    Term[] result = new Term[p.size()];
    int m = p.columns();
    for (int row = 0; row < p.size(); row += m) {
      Term[] outputs = RunningError.elements(p, level, row, m);
      Term[] ofRow = formula.apply(outputs, Arrays.copyOfRange(y, row, row + m));
      System.arraycopy(ofRow, 0, result, row, m);
    }
    return result;
  }
}
