package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;

/**
 * Losses with a logarithm from the argument of the last activation, for outputs that are too near 0
 * or 1 to tell: the terms are finite although the outputs' logarithms need not be. The bounds hold
 * for those who compute from the arguments, and for those who compute from outputs that have not
 * reached 0 or 1.
 *
 * @param kind a cross entropy, or a divergence with the logarithm of p alone
 * @param isSoftmax whether the outputs are a softmax's, or else a sigmoid's
 * @param r the format
 * @param z the arguments
 * @param p the outputs
 * @param y the labels
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
record LogitErrors(LossKind kind, boolean isSoftmax, Rounding r, Bounded z, Bounded p, double[] y) {

  /** Roundings of a term besides those of the sum of exponentials. */
  private static final int TERM_ROUNDINGS = 8;

  /** Whether an output is too near 0 or 1 for a logarithm that counts. */
  static boolean areNeeded(
      LossSpec loss, ActivationKind output, Rounding r, Bounded p, double[] y) {
    boolean isBinary = loss.kind() == LossKind.XENT;
    if (!hasLogarithm(loss) || !knowsLogarithm(output)) {
      return false;
    }
    double normal = r.smallest() / r.u();
    for (int k = 0; k < p.size(); k++) {
      double v = p.value()[k];
      double e = p.error(Level.CERTAIN, k);
      // A subnormal number has lost digits that its logarithm would show.
      boolean isNearZero = y[k] != 0 && v <= Math.max(2 * e, normal);
      boolean isNearOne = y[k] != 1 && 1 - v <= 2 * complementError(r, v, e);
      if (isNearZero || (isBinary && isNearOne)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a loss reads ln p, and p is not clipped. */
  private static boolean hasLogarithm(LossSpec loss) {
    return loss.clip() == 0
        && (loss.kind() == LossKind.XENT || LossFormula.hasSlopeByLogarithm(loss));
  }

  /** Whether the logarithm of an output is known from its argument. */
  static boolean knowsLogarithm(ActivationKind output) {
    return output == ActivationKind.SOFTMAX || output == ActivationKind.SIGMOID;
  }

  /** The error of 1 - p, its rounding included. */
  static double complementError(Rounding r, double p, double error) {
    return error + r.u() * (Math.abs(1 - p) + 2 * error);
  }

  /** One output's share of the loss, without the weight of this output. */
  Term term(Level level, int k) {
    RunningError m = new RunningError(r);
    Term label = RunningError.exact(y[k]);
    return switch (kind) {
      case XENT ->
          new Term(
              times(y[k], softplus(-z.value()[k])) + times(1 - y[k], softplus(z.value()[k])),
              binaryError(level, k));
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY ->
          y[k] == 0 ? label : m.times(label, m.plus(m.log(label), surprise(level, k)));
      case POISSON -> {
        Term p = RunningError.element(this.p, level, k);
        yield y[k] == 0 ? p : m.plus(p, m.times(label, surprise(level, k)));
      }
      default -> {
        Term surprise = surprise(level, k);
        yield new Term(times(y[k], surprise.value()), times(Math.abs(y[k]), surprise.error()));
      }
    };
  }

  /** How far a subject's term of XENT may be from it. */
  private double binaryError(Level level, int k) {
    double v = p.value()[k];
    double e = p.error(level, k);
    double ofZero = logError(level, k, softplus(-z.value()[k]), v, e, r.smallest());
    double complement = complementError(r, v, e);
    double ofOne = logError(level, k, softplus(z.value()[k]), 1 - v, complement, r.u());
    return times(Math.abs(y[k]), ofZero) + times(Math.abs(1 - y[k]), ofOne);
  }

  /** -ln p. */
  private Term surprise(Level level, int k) {
    double surprise = isSoftmax ? surprise(k) : softplus(-z.value()[k]);
    double error = logError(level, k, surprise, p.value()[k], p.error(level, k), r.smallest());
    return new Term(surprise, error);
  }

  /**
   * The error of a logarithm.
   *
   * @param surprise minus the logarithm
   * @param probability whose logarithm it is, off by {@code e}; where 0 was observed, nobody can
   *     have computed the loss from it
   * @param smallest the smallest number above 0 that the probability can be rounded to
   */
  private double logError(
      Level level, int k, double surprise, double probability, double e, double smallest) {
    double ulps = 2 * (FunctionUlps.exp(r) + FunctionUlps.log(r));
    double own =
        widest(level, k)
            + (r.gamma(level, z.columns() + TERM_ROUNDINGS) + ulps)
                * (1 + surprise + largestArgument(level, k));
    if (p.isExact()) {
      return probability > 0 ? own + Math.abs(surprise + Math.log(probability)) : own;
    }
    if (probability > 2 * e) {
      return own + e / (probability - 2 * e);
    }
    double most = Math.abs(surprise + Math.log(Math.min(1, probability + 2 * e)));
    return own + Math.max(most, Math.abs(surprise + Math.log(smallest)));
  }

  /** Before it is subtracted, an argument may be rounded together with a logarithm. */
  private double largestArgument(Level level, int k) {
    if (!isSoftmax) {
      return z.magnitude(level, k);
    }
    int row = k - k % z.columns();
    double largest = 0;
    for (int j = row; j < row + z.columns(); j++) {
      largest = Math.max(largest, z.magnitude(level, j));
    }
    return largest;
  }

  /** How far the arguments' own errors move a logarithm. */
  private double widest(Level level, int k) {
    if (!isSoftmax) {
      return z.error(level, k);
    }
    int row = k - k % z.columns();
    double widest = 0;
    for (int j = row; j < row + z.columns(); j++) {
      widest = Math.max(widest, z.error(level, j));
    }
    return widest + z.error(level, k);
  }

  /** -ln p of a softmax. */
  private double surprise(int k) {
    int row = k - k % z.columns();
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = row; j < row + z.columns(); j++) {
      largest = Math.max(largest, z.value()[j]);
    }
    double sum = 0;
    for (int j = row; j < row + z.columns(); j++) {
      sum += Math.exp(z.value()[j] - largest);
    }
    return largest - z.value()[k] + Math.log(sum);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double times(double weight, double value) {
    return weight == 0 ? 0 : weight * value;
  }
}
