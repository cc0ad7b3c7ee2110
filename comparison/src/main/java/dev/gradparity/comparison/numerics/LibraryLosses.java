package dev.gradparity.comparison.numerics;

import static dev.gradparity.comparison.numerics.RunningError.exact;
import static dev.gradparity.comparison.numerics.RunningError.max;
import static dev.gradparity.comparison.numerics.RunningError.min;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The losses of Deeplearning4j 1.0.0-M2.1, from the outputs that it shows, where these are what its
 * formulas are not made for: probabilities that have rounded to 0 or 1, and what it clips.
 */
final class LibraryLosses {

  /** Nd4j.EPS_THRESHOLD. */
  static final double THRESHOLD = 1e-5;

  /** The library's derivative of NaN is a number. */
  private static final Set<ActivationKind> SLOPE_OF_NAN =
      EnumSet.of(
          ActivationKind.IDENTITY,
          ActivationKind.HARDSIGMOID,
          ActivationKind.HARDTANH,
          ActivationKind.LEAKYRELU);

  private final LossSpec loss;
  private final Rounding r;

  /** What the last value departs by; null for none. */
  private Departure ofValue;

  /** What the last gradient departs by; null for none. */
  private Departure ofGradient;

  LibraryLosses(LossSpec loss, Rounding r) {
    this.loss = loss;
    this.r = r;
  }

  /** What the value computed last departs from mathematics by; null for none. */
  Departure ofValue() {
    return ofValue;
  }

  /** What the gradient computed last departs from mathematics by; null for none. */
  Departure ofGradient() {
    return ofGradient;
  }

  /** The loss of the minibatch; arguments are those of {@link Formulas#loss}. */
  Bounded value(LossErrors errors, Bounded p, Bounded trueLoss) {
    double[] y = errors.labels().y();
    ofValue = null;
    if (leavesOutUndefined(errors.labels(), p) && !trueLoss.hasNaN()) {
      ofValue = Departure.WEIGHT_ZERO_NAN;
      return constant(Double.NaN);
    }
    return switch (loss.kind()) {
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY -> divergence(errors, p);
      case POISSON -> byLogarithms(p, y, trueLoss);
      case COSINE_PROXIMITY -> cosine(errors, p, trueLoss);
      case MSE, SQUARED_LOSS, L2, HALF_L2 -> squares(errors, p, trueLoss);
      case MULTI_LABEL -> pairs(p, y, trueLoss);
      default ->
          loss.kind().takesClip() && loss.clip() == 0 ? byLogarithms(p, y, trueLoss) : trueLoss;
    };
  }

  /** Whether 0, a weight or a mask, is multiplied by a loss that is no number. */
  private boolean leavesOutUndefined(Labels labels, Bounded p) {
    boolean isClipped =
        loss.kind() == LossKind.KL_DIVERGENCE
            || loss.kind() == LossKind.RECONSTRUCTION_CROSSENTROPY;
    for (int k = 0; k < p.size() && !isClipped; k++) {
      boolean counts = labels.counts(k) && loss.weight(k % p.columns()) != 0;
      if (!counts && !Double.isFinite(p.value()[k])) {
        return true;
      }
    }
    return false;
  }

  /** Outputs and labels between the threshold and 1; NaN is the threshold. */
  private Bounded divergence(LossErrors errors, Bounded p) {
    RunningError m = new RunningError(r);
    double[] y = errors.labels().y();
    for (int k = 0; k < p.size(); k++) {
      double least = p.value()[k] - 2 * p.error(Level.KINKED, k);
      if (Double.isNaN(p.value()[k])) {
        ofValue = Departure.KLD_SCORE_NAN;
      } else if (ofValue == null && !(least >= THRESHOLD)) {
        ofValue = Departure.KLD_SCORE_CLIPPED;
      } else if (ofValue == null && y[k] < THRESHOLD) {
        ofValue = Departure.KLD_LABELS_CLIPPED;
      }
    }
    return errors.total(
        level -> {
          Term[] terms = new Term[p.size()];
          for (int k = 0; k < terms.length; k++) {
            Term output = clipped(m, RunningError.element(p, level, k));
            Term label = clipped(m, exact(y[k]));
            terms[k] = m.times(label, m.log(m.over(label, output)));
          }
          return terms;
        },
        p.meetsKink());
  }

  private static Term clipped(RunningError m, Term x) {
    Term threshold = m.rounded(THRESHOLD);
    return Double.isNaN(x.value()) ? threshold : min(max(x, threshold), exact(1));
  }

  /** Logarithms of 0, and 0 times them. */
  private Bounded byLogarithms(Bounded p, double[] y, Bounded trueLoss) {
    boolean isBinary = loss.kind() == LossKind.XENT;
    boolean hasInfinity = false;
    boolean hasUndefined = false;
    for (int k = 0; k < p.size(); k++) {
      if (Double.isNaN(p.value()[k])) {
        return constant(Double.NaN);
      }
      boolean isWeightless = loss.weight(k % p.columns()) == 0;
      if (isExactly(p, k, 0)) {
        hasUndefined |= y[k] == 0 || isWeightless;
        hasInfinity |= y[k] != 0;
      } else if (isBinary && isExactly(p, k, 1)) {
        hasUndefined |= y[k] == 1 || isWeightless;
        hasInfinity |= y[k] != 1;
      }
    }
    if (!hasUndefined && !hasInfinity) {
      return trueLoss;
    }
    ofValue =
        switch (loss.kind()) {
          case POISSON -> hasUndefined ? Departure.POISSON_SCORE_NAN : Departure.POISSON_INFINITE;
          case XENT -> hasUndefined ? Departure.XENT_SCORE_NAN : Departure.XENT_SCORE_INFINITE;
          default -> hasUndefined ? Departure.MCXENT_SCORE_NAN : Departure.MCXENT_SCORE_INFINITE;
        };
    return constant(hasUndefined ? Double.NaN : Double.POSITIVE_INFINITY);
  }

  /** A sum of squares that is no number, be it that the loss is. */
  private Bounded squares(LossErrors errors, Bounded p, Bounded trueLoss) {
    double sum = new LibrarySquares(loss, r).sum(p, errors.labels());
    boolean isTrue = sum > r.huge() ? trueLoss.value()[0] > r.huge() : trueLoss.hasNaN();
    if (Double.isFinite(sum) || isTrue) {
      return trueLoss;
    }
    ofValue = LibrarySquares.ofValue(sum);
    return constant(sum);
  }

  /** e^(a_l - a_k) of all pairs, times 0 where k is absent or l present. */
  private Bounded pairs(Bounded p, double[] y, Bounded trueLoss) {
    double sum = 0;
    for (int row = 0; row < p.size(); row += p.columns()) {
      for (double[] ofPresent : pairsThatOverflow(p, y, row)) {
        for (double share : ofPresent) {
          sum += share;
        }
      }
    }
    if (sum == 0) {
      return trueLoss;
    }
    ofValue = Departure.MULTI_LABEL_NAN;
    return constant(sum);
  }

  /** [k][l]: 0 where e^(a_l - a_k) does not overflow, else infinity or, times 0, NaN. */
  private double[][] pairsThatOverflow(Bounded p, double[] y, int row) {
    int m = p.columns();
    double[][] shares = new double[m][m];
    double present = 0;
    for (int k = 0; k < m; k++) {
      present += y[row + k];
    }
    double largest = Math.log(r.huge());
    for (int k = 0; k < m && present > 0 && present < m; k++) {
      for (int l = 0; l < m; l++) {
        if (p.value()[row + l] - p.value()[row + k] > largest) {
          boolean isPair = y[row + k] == 1 && y[row + l] == 0;
          shares[k][l] = isPair ? Double.POSITIVE_INFINITY : Double.NaN;
        }
      }
    }
    return shares;
  }

  private static Bounded constant(double value) {
    return Bounded.exact(1, 1, new double[] {value});
  }

  private Bounded cosine(LossErrors errors, Bounded p, Bounded trueLoss) {
    double[] y = errors.labels().y();
    boolean overflows = LibraryCosine.overflows(r, p);
    if (!overflows && !isBelow(p, y, THRESHOLD, true)) {
      return trueLoss;
    }
    ofValue = overflows ? Departure.COSINE_SCORE_OVERFLOW : Departure.COSINE_SCORE_SMALL;
    return errors.total(
        level -> LossErrors.overRows(level, p, y, new LibraryCosine(level, r)::terms),
        p.meetsKink());
  }

  /** Whether a norm of any example's outputs, or labels, may be below a threshold. */
  private static boolean isBelow(Bounded p, double[] y, double threshold, boolean withLabels) {
    for (int i = 0; i < p.rows(); i++) {
      if (isBelow(p, y, i, threshold, withLabels)) {
        return true;
      }
    }
    return false;
  }

  /** The same of one example: both loops in one method made JDK 17's compiler crash the process. */
  private static boolean isBelow(
      Bounded p, double[] y, int example, double threshold, boolean withLabels) {
    double outputs = 0;
    double labels = 0;
    for (int j = 0; j < p.columns(); j++) {
      int k = example * p.columns() + j;
      double least = Math.abs(p.value()[k]) - 2 * p.error(Level.KINKED, k);
      outputs += least > 0 ? least * least : 0;
      labels += y[k] * y[k];
    }
    double least = threshold * threshold * 1.01;
    return !(outputs >= least) || (withLabels && !(labels >= least));
  }

  /**
   * dZ of the last layer.
   *
   * @param p the network's output
   * @param dZ the true gradient
   */
  Bounded gradient(
      LossGradientErrors errors, Bounded p, Bounded dZ, UnaryOperator<Bounded> activation) {
    ofGradient = null;
    Bounded computed = unmasked(errors, p, dZ, activation);
    if (!errors.labels().areMixed()) {
      return computed;
    }
    if (loss.kind() == LossKind.WASSERSTEIN) {
      ofGradient = Departure.WASSERSTEIN_MASK;
      Bounded dA = errors.unmasked().derivative(p);
      return errors.labels().counted(activation.apply(dA));
    }
    ofGradient = Departure.MASK_SOFTMAX;
    return errors.labels().counted(computed);
  }

  private Bounded unmasked(
      LossGradientErrors errors, Bounded p, Bounded dZ, UnaryOperator<Bounded> activation) {
    Labels labels = errors.labels();
    return switch (loss.kind()) {
      case XENT -> loss.clip() == 0 ? binary(p, dZ) : dZ;
      case KL_DIVERGENCE, RECONSTRUCTION_CROSSENTROPY, POISSON ->
          LogitErrors.knowsLogarithm(labels.output()) ? byQuotients(labels, p, dZ) : dZ;
      case COSINE_PROXIMITY -> cosineGradient(errors, p, dZ, activation);
      case MULTI_LABEL -> pairGradient(errors, p, dZ, activation);
      case L1, MEAN_ABSOLUTE_ERROR, MEAN_ABSOLUTE_PERCENTAGE_ERROR ->
          ofUndefined(errors, p, dZ, activation);
      default -> dZ;
    };
  }

  /** dA of a loss that doubles a difference, and overflows, before it scales it; empty for none. */
  Optional<Bounded> overflown(LossGradientErrors errors, Bounded p) {
    return LibrarySquares.concerns(loss.kind())
        ? new LibrarySquares(loss, r).derivative(errors.labels(), p, errors.derivative(p))
        : Optional.empty();
  }

  /** XENT's is (p - y) / (p (1 - p)) times the slope of the sigmoid, which is 0 at 0 and 1. */
  private Bounded binary(Bounded p, Bounded dZ) {
    Elements elements = new Elements(dZ);
    for (int k = 0; k < p.size(); k++) {
      if (isExactly(p, k, 0) || isExactly(p, k, 1)) {
        elements.set(k, Double.NaN, Double.POSITIVE_INFINITY);
        ofGradient = Departure.XENT_GRADIENT_NAN;
      }
    }
    return elements.bounded();
  }

  /** -y / p, or 1 - y / p, times the activation's derivative: 0 by 0, and infinity times 0. */
  private Bounded byQuotients(Labels labels, Bounded p, Bounded dZ) {
    double[] y = labels.y();
    Elements elements = new Elements(dZ);
    int m = p.columns();
    for (int row = 0; row < p.size(); row += m) {
      boolean isFinite = true;
      double[] slopes = new double[m];
      double sum = 0;
      for (int j = 0; j < m; j++) {
        slopes[j] = slope(p, row + j, y[row + j]);
        isFinite &= Double.isFinite(slopes[j]);
        sum += p.value()[row + j] * slopes[j];
      }
      for (int j = 0; j < m && !isFinite; j++) {
        double probability = p.value()[row + j];
        double slope =
            labels.output() == ActivationKind.SOFTMAX
                ? probability * (slopes[j] - sum)
                : probability * (1 - probability) * slopes[j];
        if (!Double.isFinite(slope)) {
          elements.set(row + j, slope, Double.isNaN(slope) ? Double.POSITIVE_INFINITY : 0);
          ofGradient =
              loss.kind() == LossKind.POISSON
                  ? Departure.POISSON_GRADIENT_NAN
                  : Departure.KLD_GRADIENT_NAN;
        }
      }
    }
    return elements.bounded();
  }

  private double slope(Bounded p, int k, double y) {
    boolean isZero = p.value()[k] == 0 && !isExactly(p, k, 0);
    double quotient = isZero ? 0 : y / p.value()[k];
    return quotient > r.huge() ? Double.NEGATIVE_INFINITY : -quotient;
  }

  private Bounded cosineGradient(
      LossGradientErrors errors, Bounded p, Bounded dZ, UnaryOperator<Bounded> activation) {
    double[] y = errors.labels().y();
    boolean overflows = LibraryCosine.overflows(r, p);
    boolean isSmall = isBelow(p, y, Math.sqrt(THRESHOLD), false) || isBelow(p, y, THRESHOLD, true);
    if (!overflows && !isSmall) {
      return dZ;
    }
    ofGradient = overflows ? Departure.COSINE_GRADIENT_NAN : Departure.COSINE_GRADIENT_SMALL;
    Bounded dA = errors.ofRows(p, level -> new LibraryCosine(level, r)::slopes);
    return activation.apply(dA);
  }

  /** ND4J's sign of NaN is 0, and stays it where the activation's derivative of NaN is a number. */
  private Bounded ofUndefined(
      LossGradientErrors errors, Bounded p, Bounded dZ, UnaryOperator<Bounded> activation) {
    if (!p.hasNaN() || !SLOPE_OF_NAN.contains(errors.labels().output())) {
      return dZ;
    }
    ofGradient = Departure.SIGN_NAN;
    return activation.apply(Elements.inPlaceOfNaN(errors.derivative(p), p, 0));
  }

  /** Of a pair, the derivative by one output is minus that by the other. */
  private Bounded pairGradient(
      LossGradientErrors errors, Bounded p, Bounded dZ, UnaryOperator<Bounded> activation) {
    int m = p.columns();
    double[] y = errors.labels().y();
    Elements dA = new Elements(errors.derivative(p));
    for (int row = 0; row < p.size(); row += m) {
      double[][] shares = pairsThatOverflow(p, y, row);
      for (int j = 0; j < m; j++) {
        double slope = 0;
        for (int k = 0; k < m; k++) {
          slope += shares[k][j] - shares[j][k];
        }
        if (slope != 0) {
          ofGradient = Departure.MULTI_LABEL_NAN;
          dA.set(row + j, slope, Double.isNaN(slope) ? Double.POSITIVE_INFINITY : 0);
        }
      }
    }
    return ofGradient == null ? dZ : activation.apply(dA.bounded());
  }

  private static boolean isExactly(Bounded p, int k, double value) {
    return p.value()[k] == value && p.error(Level.KINKED, k) == 0;
  }
}
