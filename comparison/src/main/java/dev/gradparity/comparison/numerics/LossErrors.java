package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Losses and their gradients.
 *
 * @param loss the loss of one example
 * @param output the last activation
 * @param labelMask which labels count, one element for each example or each output; empty for all
 * @param divisor n for a mean over the examples, 1 for a sum
 * @param r the format
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
record LossErrors(
    LossSpec loss, ActivationKind output, double[] labelMask, int divisor, Rounding r) {

  /** Of (p - y) / (p (1 - p)) times s (1 - s), and of a mean. */
  private static final int QUOTIENT_ROUNDINGS = 8;

  /**
   * What y / p times p may be off from y besides: the quotient, its difference with 1 and with the
   * sum of an example's, and one for what these leave.
   */
  private static final int SLOPE_ROUNDINGS = 4;

  /**
   * The loss of the minibatch, a scalar, the penalty included.
   *
   * @param z the argument of the last activation, which tells what p is too near 0 or 1 to tell
   * @param penalty its value; null for none
   * @param factor of the loss without the penalty; 1 but for a variation
   */
  Bounded value(Bounded z, Bounded p, double[] y, Bounded penalty, double factor) {
    return total(level -> terms(level, z, p, y), p.meetsKink(), penalty, factor);
  }

  /** Whether the label of an element of rows of p, of this many in all, counts. */
  boolean counts(int k, int size) {
    return labelMask.length == 0
        || labelMask[labelMask.length == size ? k : k / (size / labelMask.length)] == 1;
  }

  /** Exactly 0 where a label does not count. */
  private Term[] counted(Term[] terms) {
    for (int k = 0; k < terms.length; k++) {
      if (!counts(k, terms.length)) {
        terms[k] = RunningError.exact(0);
      }
    }
    return terms;
  }

  /** The same loss without a mask. */
  LossErrors allCount() {
    return new LossErrors(loss, output, new double[0], divisor, r);
  }

  /** Exactly 0 where a label does not count. */
  Bounded counted(Bounded z) {
    Elements elements = new Elements(z);
    for (int k = 0; k < z.size(); k++) {
      if (!counts(k, z.size())) {
        elements.set(k, 0, 0);
      }
    }
    return elements.bounded();
  }

  /** Whether some labels may not count. */
  boolean isMasked() {
    return labelMask.length > 0;
  }

  /**
   * The outputs of a masked argument.
   *
   * @param p the outputs of the argument as it was, which are kept where no mask reaches them
   * @param masked those of the masked one
   */
  Bounded counted(Bounded p, Bounded masked) {
    Elements elements = new Elements(p);
    for (int k = 0; k < p.size(); k++) {
      boolean isReached = !counts(k, p.size());
      int row = k - k % p.columns();
      for (int j = row; j < row + p.columns() && output == ActivationKind.SOFTMAX; j++) {
        isReached |= !counts(j, p.size());
      }
      if (isReached) {
        elements.set(k, masked.value()[k], masked.error(Level.CERTAIN, k));
      }
    }
    return elements.bounded();
  }

  /** Whether softmax mixes outputs that count with outputs that do not. */
  boolean mixes(Bounded p) {
    return labelMask.length == p.size() && p.columns() > 1 && output == ActivationKind.SOFTMAX;
  }

  /**
   * The loss of the minibatch from the terms of its outputs.
   *
   * @param terms at a level
   * @param kinked whether a kink reaches them
   * @param penalty its value; null for none
   * @param factor of the terms' mean
   */
  Bounded total(Function<Level, Term[]> terms, boolean kinked, Bounded penalty, double factor) {
    Term[] certain = counted(terms.apply(Level.CERTAIN));
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
          double error =
              Math.abs(factor) * error(level, counted(terms.apply(level))) / divisor + r.tiny();
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

  private Term[] terms(Level level, Bounded z, Bounded p, double[] y) {
    RunningError m = new RunningError(r);
    Term[] terms = new Term[p.size()];
    if (LogitErrors.areNeeded(loss, output, r, p, y)) {
      boolean isSoftmax = output == ActivationKind.SOFTMAX;
      LogitErrors logits = new LogitErrors(loss.kind(), isSoftmax, r, z, p, y);
      for (int k = 0; k < terms.length; k++) {
        double weight = loss.weight(k % p.columns());
        terms[k] = m.times(m.rounded(weight), logits.term(level, k));
      }
      return terms;
    }
    if (LossFormula.isRowwise(loss)) {
      RowwiseLossErrors formula = new RowwiseLossErrors(loss.kind(), level, r, m);
      overRows(level, p, y, formula::terms, terms);
      return terms;
    }
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    for (int k = 0; k < terms.length; k++) {
      terms[k] = formula.term(RunningError.element(p, level, k), y[k], k % p.columns());
    }
    return terms;
  }

  static void overRows(
      Level level, Bounded p, double[] y, BiFunction<Term[], double[], Term[]> f, Term[] result) {
    int m = p.columns();
    for (int row = 0; row < p.size(); row += m) {
      System.arraycopy(
          f.apply(row(level, p, row), Arrays.copyOfRange(y, row, row + m)), 0, result, row, m);
    }
  }

  private static Term[] row(Level level, Bounded p, int row) {
    Term[] elements = new Term[p.columns()];
    for (int j = 0; j < elements.length; j++) {
      elements[j] = RunningError.element(p, level, row + j);
    }
    return elements;
  }

  /** dZ of the last layer, before the activation. */
  Bounded backward(ActivationErrors activation, Bounded z, Bounded p, double[] y) {
    boolean isSoftmax = output == ActivationKind.SOFTMAX;
    return switch (loss.kind()) {
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT ->
          loss.weights().isEmpty() && !mixes(p)
              ? differences(p, y, QUOTIENT_ROUNDINGS)
              : byLogarithm(isSoftmax, p, y);
      case XENT -> differences(p, y, QUOTIENT_ROUNDINGS + (loss.weights().isEmpty() ? 0 : 2));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY, POISSON ->
          LogitErrors.knowsLogarithm(output)
              ? byLogarithm(isSoftmax, p, y)
              : activation.backward(z, p, derivative(p, y));
      default -> activation.backward(z, p, derivative(p, y));
    };
  }

  /** dA of the last layer, what the loss alone gives. */
  Bounded derivative(Bounded p, double[] y) {
    RunningError m = new RunningError(r);
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    boolean isRowwise = LossFormula.isRowwise(loss);
    boolean kinked = p.meetsKink();
    for (int k = 0; k < p.size() && !isRowwise; k++) {
      kinked |= counts(k, p.size()) && formula.mayTakeEitherSlope(p, y[k], k);
    }
    return of(
        p,
        kinked,
        level -> {
          Term[] slopes = new Term[p.size()];
          if (isRowwise) {
            RowwiseLossErrors rows = new RowwiseLossErrors(loss.kind(), level, r, m);
            overRows(level, p, y, rows::slopes, slopes);
          }
          for (int k = 0; k < slopes.length; k++) {
            int output = k % p.columns();
            if (!isRowwise) {
              slopes[k] = formula.slope(RunningError.element(p, level, k), y[k], output);
            }
            if (level == Level.KINKED && !isRowwise && formula.mayTakeEitherSlope(p, y[k], k)) {
              slopes[k] =
                  new Term(slopes[k].value(), slopes[k].error() + formula.jump(y[k], output));
            }
            slopes[k] = m.over(slopes[k], RunningError.exact(divisor));
          }
          return counted(slopes);
        });
  }

  /**
   * dZ_j = sum_k g_k ([j = k] - p_j) for softmax and g_j (1 - p_j) for sigmoid, g the slope by ln
   * p: nothing small is divided by. Who has g / p before multiplies by the same p again, unless it
   * has rounded to 0, of which no quotient is right.
   */
  private Bounded byLogarithm(boolean isSoftmax, Bounded p, double[] y) {
    RunningError m = new RunningError(r);
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    return of(
        p,
        p.meetsKink(),
        level -> {
          RowwiseLossErrors sums = new RowwiseLossErrors(loss.kind(), level, r, m);
          Term[] dZ = new Term[p.size()];
          int columns = p.columns();
          for (int row = 0; row < dZ.length; row += columns) {
            Term[] pRow = row(level, p, row);
            Term[] g = new Term[columns];
            for (int j = 0; j < columns; j++) {
              Term slope = formula.slopeByLogarithm(pRow[j], y[row + j], j);
              double terms = Math.abs(loss.weight(j)) * (pRow[j].value() + Math.abs(y[row + j]));
              double byQuotient = r.gamma(level, SLOPE_ROUNDINGS) * (terms + 2 * slope.error());
              g[j] =
                  counts(row + j, dZ.length)
                      ? new Term(slope.value(), slope.error() + byQuotient)
                      : RunningError.exact(0);
            }
            Term sum = sums.sum(g);
            for (int j = 0; j < columns; j++) {
              Term dz =
                  isSoftmax
                      ? m.minus(g[j], m.times(pRow[j], sum))
                      : m.times(g[j], complement(m, pRow[j]));
              dZ[row + j] = m.over(dz, RunningError.exact(divisor));
            }
          }
          return mixes(p) ? dZ : counted(dZ);
        });
  }

  /** dA of the last layer by a formula for whole rows. */
  Bounded ofRows(Bounded p, double[] y, Function<Level, BiFunction<Term[], double[], Term[]>> f) {
    RunningError m = new RunningError(r);
    return of(
        p,
        p.meetsKink(),
        level -> {
          Term[] slopes = new Term[p.size()];
          overRows(level, p, y, f.apply(level), slopes);
          for (int k = 0; k < slopes.length; k++) {
            slopes[k] = m.over(slopes[k], RunningError.exact(divisor));
          }
          return counted(slopes);
        });
  }

  /** 1 - p, or p - p^2 over p. */
  private Term complement(RunningError m, Term p) {
    Term difference = m.minus(RunningError.exact(1), p);
    return new Term(difference.value(), difference.error() + r.u() * (p.value() + 2 * p.error()));
  }

  /** The formula's values, with its errors at every level. */
  private Bounded of(Bounded p, boolean kinked, Function<Level, Term[]> formula) {
    double[] value = new double[p.size()];
    Term[] certain = formula.apply(Level.CERTAIN);
    for (int k = 0; k < value.length; k++) {
      value[k] = certain[k].value();
    }
    return Bounded.of(
        r,
        p.rows(),
        p.columns(),
        value,
        kinked,
        level -> {
          Term[] terms = level == Level.CERTAIN ? certain : formula.apply(level);
          double[] errors = new double[value.length];
          for (int k = 0; k < errors.length; k++) {
            double error = terms[k].error() * Rounding.UP;
            errors[k] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
          }
          return errors;
        });
  }

  /**
   * The weight of (p - y) / divisor: of the cross entropies it is the gradient however it is come
   * by, for who divides by p (1 - p) multiplies by the same number again.
   */
  private Bounded differences(Bounded p, double[] y, int roundings) {
    double[] scale = new double[p.columns()];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = loss.weight(j) / divisor;
    }
    double[] value = new double[p.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = counts(k, value.length) ? scale[k % scale.length] * (p.value()[k] - y[k]) : 0;
    }
    return Bounded.ofElements(
        r,
        p.rows(),
        p.columns(),
        value,
        p.meetsKink(),
        (level, k) -> {
          if (!counts(k, value.length)) {
            return 0;
          }
          double factor = scale[k % scale.length];
          double moved = factor * p.error(level, k);
          double gauge = factor * gauge(p.value()[k], y[k]);
          return moved + r.gamma(level, roundings) * (gauge + 2 * moved) + roundings * r.tiny();
        });
  }

  /**
   * What roundings are relative to: p - y, and of XENT, whose derivative by p may come as (1 - y) /
   * (1 - p) - y / p, the two quotients times p (1 - p). For labels of 0 and 1 that is the same.
   */
  private double gauge(double p, double y) {
    return loss.kind() == LossKind.XENT
        ? Math.abs(1 - y) * p + Math.abs(y) * Math.abs(1 - p)
        : Math.abs(p - y);
  }
}
