package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The gradient of a minibatch's loss by the outputs and by the last activation's argument.
 *
 * @param loss that of one example
 * @param activation the last
 * @param labels what the outputs should be
 * @param divisor n for a mean over the examples, 1 for a sum
 * @param r the format
 */
record LossGradientErrors(
    LossSpec loss, ActivationErrors activation, Labels labels, int divisor, Rounding r) {

  /** Of (p - y) / (p (1 - p)) times s (1 - s), and of a mean. */
  private static final int QUOTIENT_ROUNDINGS = 8;

  /**
   * What y / p times p may be off from y besides: the quotient, its difference with 1 and with the
   * sum of an example's, and one for what these leave.
   */
  private static final int SLOPE_ROUNDINGS = 4;

  /** The same gradient where all labels count. */
  LossGradientErrors unmasked() {
    return new LossGradientErrors(loss, activation, labels.unmasked(), divisor, r);
  }

  /** dZ of the last layer. */
  Bounded backward(Bounded z, Bounded p) {
    return switch (loss.kind()) {
      case MCXENT, NEGATIVELOGLIKELIHOOD, SPARSE_MCXENT ->
          loss.weights().isEmpty() && !labels.areMixed()
              ? differences(p, QUOTIENT_ROUNDINGS)
              : byLogarithm(p);
      case XENT -> differences(p, QUOTIENT_ROUNDINGS + (loss.weights().isEmpty() ? 0 : 2));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY, POISSON ->
          LogitErrors.knowsLogarithm(labels.output())
              ? byLogarithm(p)
              : activation.backward(z, p, derivative(p));
      default -> activation.backward(z, p, derivative(p));
    };
  }

  /** dA of the last layer, what the loss alone gives. */
  Bounded derivative(Bounded p) {
    RunningError m = new RunningError(r);
    if (LossFormula.isRowwise(loss)) {
      return ofRows(p, level -> new RowwiseLossErrors(loss.kind(), level, r, m)::slopes);
    }
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    double[] y = labels.y();
    boolean kinked = p.meetsKink();
    for (int k = 0; k < p.size(); k++) {
      kinked |= labels.counts(k) && formula.mayTakeEitherSlope(p, y[k], k);
    }
    return divided(
        p,
        kinked,
        level -> {
          Term[] slopes = new Term[p.size()];
          for (int k = 0; k < slopes.length; k++) {
            int output = k % p.columns();
            Term slope = formula.slope(RunningError.element(p, level, k), y[k], output);
            boolean isEither = level == Level.KINKED && formula.mayTakeEitherSlope(p, y[k], k);
            slopes[k] =
                isEither
                    ? new Term(slope.value(), slope.error() + formula.jump(y[k], output))
                    : slope;
          }
          return slopes;
        });
  }

  /** dA of the last layer by a formula for whole rows. */
  Bounded ofRows(Bounded p, Function<Level, BiFunction<Term[], double[], Term[]>> formula) {
    return divided(
        p, p.meetsKink(), level -> LossErrors.overRows(level, p, labels.y(), formula.apply(level)));
  }

  /** The sum over the examples, divided, of what counts. */
  private Bounded divided(Bounded p, boolean kinked, Function<Level, Term[]> sum) {
    return Bounded.ofTerms(
        r, p.rows(), p.columns(), kinked, level -> labels.counted(divided(sum.apply(level))));
  }

  private Term[] divided(Term[] sum) {
    RunningError m = new RunningError(r);
    for (int k = 0; k < sum.length; k++) {
      sum[k] = m.over(sum[k], RunningError.exact(divisor));
    }
    return sum;
  }

  /**
   * dZ_j = sum_k g_k ([j = k] - p_j) for softmax and g_j (1 - p_j) for sigmoid, g the slope by ln
   * p: nothing small is divided by. Who has g / p before multiplies by the same p again, unless it
   * has rounded to 0, of which no quotient is right.
   */
  private Bounded byLogarithm(Bounded p) {
    return Bounded.ofTerms(
        r,
        p.rows(),
        p.columns(),
        p.meetsKink(),
        level -> {
          Term[] dZ = new Term[p.size()];
          for (int row = 0; row < dZ.length; row += p.columns()) {
            Term[] ofRow = byLogarithm(level, p, row);
            System.arraycopy(ofRow, 0, dZ, row, ofRow.length);
          }
          divided(dZ);
          return labels.areMixed() ? dZ : labels.counted(dZ);
        });
  }

  private Term[] byLogarithm(Level level, Bounded p, int row) {
    RunningError m = new RunningError(r);
    LossFormula formula = new LossFormula(loss, p.columns(), m);
    Term[] pRow = RunningError.elements(p, level, row, p.columns());
    Term[] g = new Term[pRow.length];
    for (int j = 0; j < g.length; j++) {
      double y = labels.y()[row + j];
      Term slope = formula.slopeByLogarithm(pRow[j], y, j);
      double terms = Math.abs(loss.weight(j)) * (pRow[j].value() + Math.abs(y));
      double byQuotient = r.gamma(level, SLOPE_ROUNDINGS) * (terms + 2 * slope.error());
      g[j] =
          labels.counts(row + j)
              ? new Term(slope.value(), slope.error() + byQuotient)
              : RunningError.exact(0);
    }
    Term sum = new RowwiseLossErrors(loss.kind(), level, r, m).sum(g);
    Term[] dZ = new Term[g.length];
    for (int j = 0; j < dZ.length; j++) {
      dZ[j] =
          labels.output() == ActivationKind.SOFTMAX
              ? m.minus(g[j], m.times(pRow[j], sum))
              : m.times(g[j], complement(m, pRow[j]));
    }
    return dZ;
  }

  /** 1 - p, or p - p^2 over p. */
  private Term complement(RunningError m, Term p) {
    Term difference = m.minus(RunningError.exact(1), p);
    return new Term(difference.value(), difference.error() + r.u() * (p.value() + 2 * p.error()));
  }

  /**
   * The weight of (p - y) / divisor: of the cross entropies it is the gradient however it is come
   * by, for who divides by p (1 - p) multiplies by the same number again.
   */
  private Bounded differences(Bounded p, int roundings) {
    double[] y = labels.y();
    double[] scale = new double[p.columns()];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = loss.weight(j) / divisor;
    }
    double[] value = new double[p.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = labels.counts(k) ? scale[k % scale.length] * (p.value()[k] - y[k]) : 0;
    }
    return Bounded.ofElements(
        r,
        p.rows(),
        p.columns(),
        value,
        p.meetsKink(),
        (level, k) -> {
          if (!labels.counts(k)) {
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
