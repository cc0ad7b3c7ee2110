package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;

/**
 * Cross entropies from the argument of the last activation, for outputs that are too near 0 or 1 to
 * tell: the terms are finite although the outputs' logarithms need not be. The bounds hold for
 * those who compute from the arguments, and for those who compute from outputs that have not
 * reached 0 or 1.
 *
 * @param kind XENT after a sigmoid, or a cross entropy after a softmax
 * @param r the format
 * @param z the arguments
 * @param p the outputs
 * @param y the labels
 */
@SuppressWarnings("ArrayRecordComponent") // read element by element, never compared
record LogitErrors(LossKind kind, Rounding r, Bounded z, Bounded p, double[] y) {

  /** Roundings of a term besides those of the sum of exponentials. */
  private static final int TERM_ROUNDINGS = 8;

  /** Whether an output is too near 0 or 1 for a logarithm that counts. */
  static boolean areNeeded(LossSpec loss, Rounding r, Bounded p, double[] y) {
    boolean isBinary = loss.kind() == LossKind.XENT;
    // What can be clipped is a cross entropy.
    if (!loss.kind().takesClip() || loss.clip() > 0) {
      return false;
    }
    for (int k = 0; k < p.size(); k++) {
      double v = p.value()[k];
      double e = p.error(Level.CERTAIN, k);
      boolean isNearZero = y[k] != 0 && v <= 2 * e;
      boolean isNearOne = y[k] != 1 && 1 - v <= 2 * complementError(r, v, e);
      if (isNearZero || (isBinary && isNearOne)) {
        return true;
      }
    }
    return false;
  }

  /** The error of 1 - p, its rounding included. */
  static double complementError(Rounding r, double p, double error) {
    return error + r.u() * (Math.abs(1 - p) + 2 * error);
  }

  /** -y ln p, and -(1 - y) ln(1 - p) besides for XENT. */
  double term(int k) {
    return kind == LossKind.XENT
        ? times(y[k], softplus(-z.value()[k])) + times(1 - y[k], softplus(z.value()[k]))
        : times(y[k], surprise(k));
  }

  /** How far a subject's term may be from it. */
  double error(Level level, int k) {
    double v = p.value()[k];
    double e = p.error(level, k);
    if (kind != LossKind.XENT) {
      return times(Math.abs(y[k]), logError(level, k, surprise(k), v, e, r.smallest()));
    }
    double ofZero = logError(level, k, softplus(-z.value()[k]), v, e, r.smallest());
    double complement = complementError(r, v, e);
    double ofOne = logError(level, k, softplus(z.value()[k]), 1 - v, complement, r.u());
    return times(Math.abs(y[k]), ofZero) + times(Math.abs(1 - y[k]), ofOne);
  }

  /**
   * The error of a logarithm.
   *
   * @param surprise minus the logarithm
   * @param probability whose logarithm it is, off by {@code e}; where it was observed, nobody can
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
      return own;
    }
    if (probability > 2 * e) {
      return own + e / (probability - 2 * e);
    }
    double most = Math.abs(surprise + Math.log(Math.min(1, probability + 2 * e)));
    return own + Math.max(most, Math.abs(surprise + Math.log(smallest)));
  }

  /** Before it is subtracted, an argument may be rounded together with a logarithm. */
  private double largestArgument(Level level, int k) {
    if (kind == LossKind.XENT) {
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
    if (kind == LossKind.XENT) {
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
